package dev.garganey.dialect.postgresql

import dev.garganey.model.*
import dev.garganey.operation.*
import dev.garganey.testing.TestDatabase
import java.lang.reflect.InvocationTargetException
import java.lang.reflect.Proxy
import java.sql.Connection
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Specification

/** What the catalogue gives back after operations is what these operations say. */
class PostgresqlInspectorSpec extends Specification {

    @AutoCleanup
    TestDatabase database = TestDatabase.postgresql()

    @AutoCleanup
    Connection connection = database.connect()

    PostgresqlDialect dialect = new PostgresqlDialect()

    static final Optional NONE = Optional.empty()

    def "an empty database is an empty schema"() {
        expect:
        inspect() == Schema.EMPTY
    }

    def "inspect after apply equals applyTo, lowered"() {
        given:
        def operations = richOperations()

        when:
        def expected = apply(operations)

        then:
        def live = inspect()
        def found = differences(dialect.lower(expected), live)
        found == []
        live == dialect.lower(expected)

        and: 'what was inspected is lowered already'
        def changed = differences(live, dialect.lower(live))
        changed == []
    }

    private static List<Operation> richOperations() {
        def users = ObjectName.of('users')
        def mood = new ColumnType.OfEnum(ObjectName.parse('app.mood'))
        [
            new CreateSchema('app'),
            new CreateEnum(new EnumType(ObjectName.parse('app.mood'), ['sad', "it's ok"], Optional.of('moods'))),
            new CreateDomain(new Domain(ObjectName.of('percent'), new ColumnType.Int(), false, Optional.of(Value.of(5)), NONE,
                [Constraint.Check.of('percent_range', 'VALUE > 0')], Optional.of('a share'))),
            new CreateSequence(new Sequence(ObjectName.of('tickets'), Optional.of(new ColumnType.Int()),
                new SequenceOptions(Optional.of(7L), Optional.of(2L), NONE, Optional.of(99L), Optional.of(3L), true), NONE, Optional.of('numbers'))),
            new CreateFunction(new Function(ObjectName.of('touch'), 'FUNCTION', '', 'RETURNS trigger\n LANGUAGE plpgsql\nAS $function$BEGIN RETURN new; END$function$', Optional.of('touches')), false),
            new CreateFunction(new Function(ObjectName.parse('app.plus'), 'FUNCTION', 'a integer, b integer DEFAULT 1', 'RETURNS integer\n LANGUAGE sql\n STABLE\nAS $function$SELECT a + b$function$', NONE), false),
            new CreateFunction(new Function(ObjectName.of('longest'), 'AGGREGATE', 'integer', '(INITCOND = \'0\', SFUNC = int4larger, STYPE = integer)', NONE), false),
            new CreateTable(Table.of(ObjectName.parse('app.teams'), [
                Column.of('id', new ColumnType.BigInt()).withIdentity(Optional.of(new Identity(true, new SequenceOptions(Optional.of(100L), NONE, NONE, NONE, NONE, false)))),
                Column.of('serial', new ColumnType.Native('serial')),
                Column.of('name', new ColumnType.Text()).withNullable(false),
            ]).plus(Constraint.PrimaryKey.of('teams_pkey', ['id']))),
            new CreateTable(allTypes(mood)),
            new CreateTable(Table.of(users, [
                Column.of('id', new ColumnType.BigInt()).withIdentity(Optional.of(Identity.BY_DEFAULT)),
                Column.of('tenant', new ColumnType.Int()),
                Column.of('email', new ColumnType.VarChar(Optional.of(320))).withDefault(Optional.of(Value.of("o'x"))).withNullable(false).withComment(Optional.of('mail')),
                Column.of('folded', new ColumnType.Text()).withCollation(Optional.of('C')).withGenerated(Optional.of(new Generated('lower((email)::text)', true))),
                Column.of('team_id', new ColumnType.BigInt()),
                Column.of('balance', new ColumnType.Decimal(Optional.of(12), Optional.of(2))).withDefault(Optional.of(Value.of(-1))),
            ]).plus(Constraint.PrimaryKey.of('users_pkey', ['tenant', 'id']))
              .plus(new Constraint.Unique(Optional.of('users_email_key'), ['email'], false, ['tenant'], Deferral.NOT_DEFERRABLE, NONE))
              .plus(new Constraint.Unique(Optional.of('a_deferred'), ['folded'], false, [], Deferral.INITIALLY_DEFERRED, NONE))
              .plus(Constraint.ForeignKey.of('users_team_fkey', ['team_id'], ObjectName.parse('app.teams'), []).withActions(ReferentialAction.SET_NULL, ReferentialAction.CASCADE))
              .plus(new Constraint.Check(Optional.of('balanced'), '(balance > (\'-9\'::integer)::numeric)', true, true))
              .plus(new Constraint.Exclusion(Optional.of('users_excl'), 'USING btree (tenant WITH =) WHERE ((balance IS NULL))', Deferral.INITIALLY_IMMEDIATE))
              .plus(Index.of('users_expr', false, [IndexKey.expression('lower((email)::text)'), IndexKey.expression('(tenant + 1)').descend(), IndexKey.column('folded').withCollation('POSIX').withOperatorClass('text_pattern_ops')]))
              .plus(new Index('users_partial', true, [IndexKey.column('tenant').descend().withNullsFirst(false), IndexKey.column('team_id').withNullsFirst(false)],
                  Optional.of('team_id > 0'), Optional.of('btree'), ['email'], false, [fillfactor: '80'], Optional.of('few')))
              .plus(new Index('users_hash', false, [IndexKey.column('email')], NONE, Optional.of('hash'), [], false, [:], NONE))
              .plus(new Trigger('users_touch', 'BEFORE UPDATE ON users FOR EACH ROW EXECUTE FUNCTION touch()', false, Optional.of('why')))
              .withOptions([fillfactor: '70', unlogged: 'false', 'autovacuum_enabled': 'false', strict: 'true', rowSecurity: 'enabled', replicaIdentity: 'full',
                            'policy.mine': 'FOR SELECT TO PUBLIC USING ((tenant = 1))', 'trigger.users_touch': 'disabled'])
              .withComment(Optional.of('people'))),
            new AddConstraint(users, new Constraint.Check(Optional.of('unchecked'), 'tenant < 9', false, false)),
            new AddConstraint(users, Constraint.ForeignKey.of('unchecked_fkey', ['team_id'], ObjectName.parse('app.teams'), ['id']).withValidated(false).withDeferral(Deferral.INITIALLY_IMMEDIATE)),
            new CreateTable(Table.of(ObjectName.of('Unlogged "One"'), [Column.of('A"b', new ColumnType.Int())]).withOptions([unlogged: 'true'])),
            new CreateTable(Table.of(ObjectName.of('logs'), [
                Column.of('day', new ColumnType.Date()).withNullable(false), Column.of('line', new ColumnType.Text()),
            ]).plus(Constraint.PrimaryKey.of('logs_pkey', ['day'])).plus(Index.of('logs_line', false, [IndexKey.column('line')])).withOptions([partitionBy: 'RANGE (day)'])),
            new CreateTable(Table.of(ObjectName.of('logs_2024'), [Column.of('line', new ColumnType.Text()).withDefault(Optional.of(Value.of('none')))])
                .withOptions([partitionOf: "logs FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')"])),
            new CreateTable(Table.of(ObjectName.of('logs_rest'), []).withOptions([partitionOf: 'logs DEFAULT'])),
            new CreateTable(Table.of(ObjectName.of('admins'), [Column.of('level', new ColumnType.SmallInt())]).withOptions([inherits: 'app.teams'])
                .plus(Index.of('admins_name', false, [IndexKey.column('name')]))),
            new CreateView(new View(ObjectName.of('rich'), 'SELECT count(*) AS n\n   FROM users', false, [], [security_barrier: 'true'], [], [], Optional.of('rich ones'))),
            new CreateTrigger(ObjectName.of('rich'), Trigger.of('rich_insert', 'INSTEAD OF INSERT ON rich FOR EACH ROW EXECUTE FUNCTION touch()')),
            new CreateView(new View(ObjectName.parse('app.counted'), 'SELECT count(*) AS n\n   FROM users', true, [], [:], [Index.of('counted_n', true, [IndexKey.column('n')])], [], NONE)),
        ]
    }

    private static Table allTypes(ColumnType mood) {
        def types = [
            'smallint': new ColumnType.SmallInt(), 'integer': new ColumnType.Int(), 'bigint': new ColumnType.BigInt(),
            'decimal': new ColumnType.Decimal(NONE, NONE), 'decimal_9': new ColumnType.Decimal(Optional.of(9), NONE), 'decimal_9_3': new ColumnType.Decimal(Optional.of(9), Optional.of(3)),
            'real': new ColumnType.Real(), 'double': new ColumnType.DoublePrecision(), 'bool': new ColumnType.Bool(),
            'char': new ColumnType.Char(3), 'varchar': new ColumnType.VarChar(NONE), 'varchar_9': new ColumnType.VarChar(Optional.of(9)),
            'text': new ColumnType.Text(), 'binary': new ColumnType.Binary(), 'date': new ColumnType.Date(),
            'time': new ColumnType.Time(NONE), 'time_3': new ColumnType.Time(Optional.of(3)),
            'timestamp': new ColumnType.Timestamp(NONE), 'timestamp_0': new ColumnType.Timestamp(Optional.of(0)),
            'timestamptz': new ColumnType.TimestampTz(NONE), 'timestamptz_6': new ColumnType.TimestampTz(Optional.of(6)),
            'interval': new ColumnType.Interval(), 'uuid': new ColumnType.Uuid(), 'json': new ColumnType.Json(),
            'enum': mood, 'enums': new ColumnType.ArrayOf(mood), 'array': new ColumnType.ArrayOf(new ColumnType.VarChar(Optional.of(5))),
            'matrix': new ColumnType.ArrayOf(new ColumnType.ArrayOf(new ColumnType.Int())),
            'tsvector': new ColumnType.Native('tsvector'), 'plain_json': new ColumnType.Native('JSON'), 'domain': new ColumnType.Native('percent'), 'native_enum': new ColumnType.Native('app.mood'), 'native_array': new ColumnType.Native('app.mood[]'),
            'timetz': new ColumnType.Native('timetz(3)'), 'bits': new ColumnType.Native('varbit(5)'), 'aliased': new ColumnType.Native('int8'), 'inet': new ColumnType.Native('inet'),
            'interval_day': new ColumnType.Native('interval day to second(3)'),
        ]
        def columns = types.collect { name, type -> Column.of(name, type) }
        def defaults = [
            'integer': Value.of(-5), 'bigint': Value.of('12'), 'decimal': Value.of(1.50), 'double': Value.of(2), 'bool': Value.of(true), 'char': Value.of('abc'),
            'varchar_9': Value.of("it's"), 'text': Value.of(''), 'binary': new Value.Binary('00ff'), 'date': Value.of('2024-02-29'), 'timestamp': Value.of(null),
            'timestamptz': new Value.Expression('current_timestamp'), 'uuid': new Value.Expression('gen_random_uuid()'), 'json': Value.of('{}'), 'enum': Value.of('sad'),
            'array': Value.of('{}'), 'interval': Value.of('1 day'), 'time': new Value.Expression("'10:00:00'::time without time zone"),
        ]
        Table.of(ObjectName.of('all_types'), columns.collect { it.withDefault(Optional.ofNullable(defaults[it.name()])) })
    }

    def "a column's storage, compression and statistics are its options"() {
        given:
        def column = Column.of('c', new ColumnType.Text()).withOptions([storage: 'EXTERNAL', compression: 'pglz', statistics: '200'])

        when:
        def expected = apply([new CreateTable(Table.of(ObjectName.of('t'), [column]))])

        then:
        inspect() == dialect.lower(expected)
    }

    @Requires({ instance.version() >= 15 })
    def "rules, aggregates with a final function and referential actions by column are kept verbatim"() {
        given:
        run '''CREATE TABLE parent (a integer, b integer, PRIMARY KEY (a, b));
            CREATE TABLE child (a integer, b integer);
            ALTER TABLE child ADD CONSTRAINT child_fkey FOREIGN KEY (a, b) REFERENCES parent ON DELETE SET NULL (b);
            CREATE RULE nothing AS ON DELETE TO parent DO INSTEAD NOTHING;
            CREATE AGGREGATE averaged (double precision) (SFUNC = float8_accum, STYPE = float8[], FINALFUNC = float8_avg, INITCOND = '{0,0,0}')'''

        when:
        def live = inspect()

        then:
        live.table(ObjectName.of('child')).options()['constraint.child_fkey'] == 'FOREIGN KEY (a, b) REFERENCES parent(a, b) ON DELETE SET NULL (b)'
        live.findNative(new ObjectRef('rule', 'nothing on parent')).get().create() =~ /^CREATE RULE nothing AS\s+ON DELETE TO parent DO INSTEAD NOTHING$/
        live.findFunction('averaged(double precision)').get().definition() ==
            "(FINALFUNC = float8_avg, INITCOND = '{0,0,0}', SFUNC = float8_accum, STYPE = double precision[])"

        when: 'the same is made again from what was inspected'
        run 'DROP TABLE child; DROP TABLE parent; DROP AGGREGATE averaged (double precision)'
        apply([new CreateTable(live.table(ObjectName.of('parent'))), new CreateTable(live.table(ObjectName.of('child'))), new CreateFunction(live.functions()[0], false)]
            + live.natives().collect { new CreateNative(it) })

        then:
        inspect() == live
    }

    @Requires({ instance.version() >= 18 })
    def "temporal keys and unenforced checks are kept verbatim, NOT NULL is no check, a generated column may be virtual"() {
        given:
        run '''CREATE TABLE rooms (id int4range, stay daterange NOT NULL, a integer CONSTRAINT named NOT NULL, b integer GENERATED ALWAYS AS (a + 1) VIRTUAL,
            CONSTRAINT rooms_pkey PRIMARY KEY (id, stay WITHOUT OVERLAPS), CONSTRAINT idle CHECK (a > 0) NOT ENFORCED)'''

        when:
        def rooms = inspect().table(ObjectName.of('rooms'))

        then:
        rooms.constraints().empty
        rooms.options() == ['constraint.idle': 'CHECK (a > 0) NOT ENFORCED', 'constraint.rooms_pkey': 'PRIMARY KEY (id, stay WITHOUT OVERLAPS)']
        rooms.column('b').generated().get() == new Generated('a + 1', false)
        rooms.columns()*.nullable() == [false, false, false, true]

        when: 'the same is made again from what was inspected'
        run 'DROP TABLE rooms'
        apply([new CreateTable(rooms)])

        then:
        inspect().table(ObjectName.of('rooms')) == rooms
    }

    def "names in the default schema carry none, whichever that is"() {
        given:
        run '''CREATE SCHEMA app; CREATE TABLE app.a (id integer PRIMARY KEY); CREATE TABLE public.b (a integer REFERENCES app.a)'''

        when:
        run "SET search_path = app"
        def seenFromApp = inspect()
        run "SET search_path = public"
        def seenFromPublic = inspect()

        then:
        seenFromApp.tables()*.name()*.toString() == ['a', 'public.b']
        seenFromApp.schemas().empty
        seenFromApp.tables().last().foreignKeys()[0].references() == ObjectName.of('a')
        seenFromPublic.tables()*.name()*.toString() == ['b', 'app.a']
        seenFromPublic.schemas() as List == ['app']
    }

    def "Garganey's own tables are left out, with the sequences that they own"() {
        given:
        run '''CREATE TABLE garganey_history (id serial PRIMARY KEY); CREATE TABLE kept (id integer)'''

        expect:
        with(dialect.inspect(connection, [ObjectName.parse(own)] as Set)) {
            tables()*.name()*.toString() == ['kept']
            sequences().empty
        }

        where:
        own << ['garganey_history', 'public.garganey_history']
    }

    def "an index whose build failed is not there"() {
        given:
        run 'CREATE TABLE twins (a integer); INSERT INTO twins VALUES (1), (1)'

        when:
        run 'CREATE UNIQUE INDEX CONCURRENTLY twins_a ON twins (a)'

        then:
        thrown(java.sql.SQLException)
        inspect().table(ObjectName.of('twins')).indexes().empty
    }

    def "the number of queries depends on which kinds of objects there are, not on how many of each"() {
        given:
        def more = { int n -> run "CREATE TABLE t$n (id serial PRIMARY KEY, a integer CHECK (a > 0)); CREATE INDEX ON t$n (a); CREATE VIEW v$n AS SELECT 1; CREATE TYPE c$n AS (a integer); GRANT SELECT ON t$n TO PUBLIC" }

        when:
        more(0)
        int few = queriesOfInspection()
        (1..49).each { more(it) }
        int many = queriesOfInspection()

        then:
        many == few
        inspect().tables().size() == 50
    }

    def "what is made from what was inspected has the same index: #index"() {
        given:
        run 'CREATE TABLE ducks (a integer, b text, c text COLLATE "C", d jsonb, e name)'
        run "CREATE INDEX ducks_index ON ducks $index"
        def asked = definition()

        when:
        def ducks = inspect().table(ObjectName.of('ducks'))
        run 'DROP TABLE ducks'
        apply([new CreateTable(ducks)])

        then:
        definition() == asked
        inspect().table(ObjectName.of('ducks')) == ducks

        where:
        index << [
            '(a)', '(a DESC)', '(a NULLS FIRST)', '(a DESC NULLS LAST, b)', '(b) INCLUDE (a)', '(a) WHERE b IS NULL',
            '(c)', '(c COLLATE "default")', '(a, c COLLATE "default" DESC)', '(b COLLATE "C")', '(b COLLATE "C", c COLLATE "default")',
            '(e)', '(e COLLATE "default")', '(b text_pattern_ops)', '(c text_pattern_ops, a)', '(lower(b))', '(a, (b || c) DESC)',
            'USING hash (b)', 'USING gin (d)', 'USING gin (d jsonb_path_ops)', 'USING brin (a, b)',
        ]
    }

    def "the session is as it was, also where reading fails at statement #broken"() {
        given:
        run "SET TimeZone = 'Africa/Dakar'; SET work_mem = '5MB'; SET jit = on; SET search_path = public, pg_catalog"
        def before = settings()

        when:
        inspect()

        then:
        settings() == before

        when:
        dialect.inspect(failingAt(broken), [] as Set)

        then:
        def failure = thrown(java.sql.SQLException)
        failure.message == 'The connection broke'
        settings() == before

        where:
        broken << [2, 3, 9, 15]
    }

    private String definition() {
        connection.createStatement().withCloseable { statement ->
            statement.executeQuery("SELECT pg_get_indexdef('ducks_index'::regclass)").withCloseable { it.next(); it.getString(1) }
        }
    }

    private List<String> settings() {
        connection.createStatement().withCloseable { statement ->
            def all = []
            statement.executeQuery('SELECT name, setting FROM pg_settings ORDER BY name').withCloseable { rows ->
                while (rows.next()) {
                    all << rows.getString(1) + '=' + rows.getString(2)
                }
            }
            all
        }
    }

    /** The connection, on which making one statement fails. */
    private Connection failingAt(int number) {
        int count = 0
        Proxy.newProxyInstance(getClass().classLoader, [Connection] as Class[]) { proxy, method, arguments ->
            if (method.name == 'createStatement' && count++ == number) {
                throw new java.sql.SQLException('The connection broke')
            }
            try {
                method.invoke(connection, arguments)
            } catch (InvocationTargetException e) {
                throw e.cause
            }
        } as Connection
    }

    int version() {
        connection.metaData.databaseMajorVersion
    }

    private int queriesOfInspection() {
        int count = 0
        def counting = Proxy.newProxyInstance(getClass().classLoader, [Connection] as Class[]) { proxy, method, arguments ->
            if (method.name in ['createStatement', 'prepareStatement']) {
                count++
            }
            try {
                method.invoke(connection, arguments)
            } catch (InvocationTargetException e) {
                throw e.cause
            }
        } as Connection
        dialect.inspect(counting, [] as Set)
        count
    }

    private Schema inspect() {
        dialect.inspect(connection, [] as Set)
    }

    /** The schema after the operations, which were also carried out. */
    private Schema apply(List<Operation> operations) {
        Schema schema = Schema.EMPTY
        operations.each { operation ->
            dialect.statements([Step.of(operation, new SourcePosition('001.groovy', 1, 1))], schema).each { run(it.action().text()) }
            schema = operation.applyTo(schema)
        }
        schema
    }

    /** What differs, small enough to read. */
    private static List<String> differences(Schema expected, Schema live) {
        def wanted = parts(expected)
        def there = parts(live)
        (wanted - there).collect { "missing $it".toString() } + (there - wanted).collect { "found   $it".toString() }
    }

    private static List<String> parts(Schema schema) {
        List<String> parts = []
        schema.tables().each { table ->
            [table.columns(), table.constraints(), table.indexes(), table.triggers(), table.options().entrySet()].flatten().each { parts << "${table.name()}: $it".toString() }
        }
        ['views', 'sequences', 'enums', 'domains', 'functions', 'extensions', 'schemas'].each { kind ->
            schema."$kind"().each { parts << it.toString() }
        }
        parts
    }

    private void run(String sql) {
        try (def statement = connection.createStatement()) {
            statement.execute(sql)
        }
    }
}
