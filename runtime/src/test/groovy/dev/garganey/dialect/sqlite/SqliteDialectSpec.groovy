package dev.garganey.dialect.sqlite

import static dev.garganey.model.ReferentialAction.CASCADE

import dev.garganey.dialect.ConnectionTarget
import dev.garganey.dialect.UnsupportedByProduct
import dev.garganey.model.*
import dev.garganey.operation.*
import dev.garganey.testing.StatementRunner
import dev.garganey.testing.TestDatabase
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions
import java.sql.Connection
import java.sql.SQLException
import java.time.Duration
import spock.lang.Requires
import spock.lang.Specification

class SqliteDialectSpec extends Specification {

    static final USERS = ObjectName.of('users')
    static final TEAMS = ObjectName.of('teams')
    static final MOOD = new EnumType(ObjectName.of('mood'), ['sad', "it's ok"], Optional.empty())
    static final NO = Optional.empty()

    def dialect = new SqliteDialect()

    static Column column(String name, ColumnType type) {
        Column.of(name, type)
    }

    static ColumnType text() {
        new ColumnType.Text()
    }

    static ColumnType integer() {
        new ColumnType.Int()
    }

    static Column id() {
        column('id', new ColumnType.BigInt()).withNullable(false).withIdentity(Optional.of(Identity.BY_DEFAULT))
    }

    static Schema base() {
        def teams = new Table(TEAMS, [id(), column('name', text()).withNullable(false)],
                [Constraint.PrimaryKey.of('teams_pkey', ['id']), Constraint.Unique.of('teams_name_key', ['name'])], [], [], [:], NO)
        def users = new Table(USERS, [id(), column('email', new ColumnType.VarChar(Optional.of(320))), column('balance', new ColumnType.Decimal(Optional.of(12), Optional.of(2))),
                column('age', integer()), column('team_id', new ColumnType.BigInt())],
                [Constraint.PrimaryKey.of('users_pkey', ['id']), Constraint.Check.of('adult', 'age > 17')],
                [Index.of('users_email_idx', false, [IndexKey.column('email')])],
                [Trigger.of('users_touch', 'AFTER UPDATE ON users BEGIN UPDATE teams SET name = name WHERE id = NEW.team_id; END')], [:], NO)
        Schema.EMPTY.with(MOOD).with(teams).with(users).with(View.of(ObjectName.of('v'), 'SELECT id FROM users'))
    }

    def "#operation.describe() is #expected"() {
        expect:
        sql(operation) == expected

        where:
        operation || expected
        new CreateTable(new Table(ObjectName.of('t'), [id(), column('m', new ColumnType.OfEnum(MOOD.name())).withNullable(false), column('u', new ColumnType.Uuid()).withDefault(Optional.of(new Value.Expression('hex(randomblob(16))'))), column('ok', new ColumnType.Bool()).withDefault(Optional.of(new Value.Bool(true))), column('at', new ColumnType.TimestampTz(NO)).withDefault(Optional.of(new Value.Expression('current_timestamp')))], [Constraint.PrimaryKey.of('t_pkey', ['id'])], [Index.of('t_i', true, [IndexKey.column('u').descend(), IndexKey.expression('lower(m)')])], [], [:], Optional.of('a comment'))) || ['''\
CREATE TABLE "t" (
  "id" INTEGER PRIMARY KEY AUTOINCREMENT,
  "m" TEXT NOT NULL,
  "u" TEXT DEFAULT (hex(randomblob(16))),
  "ok" BOOLEAN DEFAULT 1,
  "at" TIMESTAMPTZ DEFAULT current_timestamp,
  CHECK ("m" IN ('sad', 'it''s ok'))
)''', 'CREATE UNIQUE INDEX "t_i" ON "t" ("u" DESC, (lower(m)))']
        new CreateTable(new Table(ObjectName.of('t'), [column('a', new ColumnType.BigInt()), column('b', new ColumnType.DoublePrecision())], [Constraint.PrimaryKey.of('k', ['a', 'b'])], [], [], [strict: 'true', withoutRowid: 'true'], NO)) || ['''\
CREATE TABLE "t" (
  "a" INTEGER NOT NULL,
  "b" REAL NOT NULL,
  PRIMARY KEY ("a", "b")
) WITHOUT ROWID, STRICT''']
        new CreateTable(Table.of(ObjectName.of('f'), []).withOptions([virtual: 'fts5(title)'])) || ['CREATE VIRTUAL TABLE "f" USING fts5(title)']
        new RenameTable(USERS, 'people')                                             || ['ALTER TABLE "users" RENAME TO "people"']
        new AddColumn(USERS, column('c', text()).withNullable(false).withDefault(Optional.of(new Value.Text('z')))) || ['''ALTER TABLE "users" ADD COLUMN "c" TEXT DEFAULT 'z' NOT NULL''']
        new AddColumn(USERS, column('c', new ColumnType.OfEnum(MOOD.name())))        || ['''ALTER TABLE "users" ADD COLUMN "c" TEXT CHECK ("c" IN ('sad', 'it''s ok'))''']
        new DropColumn(USERS, 'team_id', false)                                      || ['ALTER TABLE "users" DROP COLUMN "team_id"']
        new RenameColumn(USERS, 'age', 'years')                                      || ['ALTER TABLE "users" RENAME COLUMN "age" TO "years"']
        new AlterColumn(USERS, 'age', [new ColumnChange.Nullable(false)])            || ["SELECT 'a row' FROM \"users\" WHERE \"age\" IS NULL LIMIT 1", 'ALTER TABLE "users" ALTER COLUMN "age" SET NOT NULL']
        new AddConstraint(USERS, Constraint.Check.of('rich', 'balance > 0'))         || ["SELECT 'a row' FROM \"users\" WHERE NOT (balance > 0) LIMIT 1", 'ALTER TABLE "users" ADD CONSTRAINT "rich" CHECK (balance > 0)']
        new DropConstraint(USERS, ConstraintRef.named('adult'), false)               || ['ALTER TABLE "users" DROP CONSTRAINT "adult"']
        new CreateIndex(USERS, Index.of('i', false, [IndexKey.column('age')]), true) || ['CREATE INDEX "i" ON "users" ("age")']
        new DropIndex(ObjectName.of('users_email_idx'), true)                        || ['DROP INDEX "users_email_idx"']
        new RenameIndex(ObjectName.of('users_email_idx'), 'i')                       || ['DROP INDEX "users_email_idx"', 'CREATE INDEX "i" ON "users" ("email")']
        new CreateView(View.of(ObjectName.of('w'), 'SELECT 1 AS one;'))              || ['CREATE VIEW "w" AS\nSELECT 1 AS one']
        new ReplaceView(View.of(ObjectName.of('v'), 'SELECT 2'))                     || ['DROP VIEW IF EXISTS "v"', 'CREATE VIEW "v" AS\nSELECT 2']
        new RenameView(ObjectName.of('v'), 'w')                                      || ['DROP VIEW "v"', 'CREATE VIEW "w" AS\nSELECT id FROM users']
        new DropView(ObjectName.of('v'), false)                                      || ['DROP VIEW "v"']
        new DropTrigger(USERS, 'users_touch')                                        || ['DROP TRIGGER "users_touch"']
        new SetComment(CommentTarget.TABLE, USERS, NO, Optional.of('people'))        || []
        new CreateEnum(new EnumType(ObjectName.of('e'), ['a'], NO))                  || []
        new AddEnumValue(MOOD.name(), 'glad', NO, NO)                                || []
        new ValidateConstraint(USERS, 'adult')                                       || []
        new RenameConstraint(USERS, 'users_pkey', 'other')                           || []
        new Insert(TEAMS, [[name: new Value.Text("it's"), id: new Value.Number(1G)]]) || ['''INSERT INTO "teams" ("name", "id") VALUES ('it''s', 1)''']
        new Update(USERS, [age: new Value.Bool(true)], Optional.of('id = 1'))        || ['UPDATE "users" SET "age" = 1 WHERE id = 1']
        new Delete(USERS, NO, [email: new Value.Null()])                             || ['DELETE FROM "users" WHERE "email" IS NULL']
    }

    def "after #operation.describe() the database is what the model says, and again after its inverse"() {
        given:
        def database = TestDatabase.sqliteMemory()
        def connection = dialect.open(new ConnectionTarget(database.url(), NO, NO))
        def schema = Schema.EMPTY
        def run = { List<Operation> operations ->
            StatementRunner.run(dialect, connection, dialect.statements(operations.collect { step(it) }, schema))
            schema = operations.inject(schema) { s, o -> o.applyTo(s) }
        }
        run([new CreateEnum(MOOD), new CreateTable(base().table(TEAMS)), new CreateTable(base().table(USERS)), new CreateView(base().view(ObjectName.of('v'))),
             new Insert(TEAMS, [[name: new Value.Text('a')]]), new Insert(USERS, [[email: new Value.Text('x'), balance: new Value.Number(1.5G), age: new Value.Number(20G), team_id: new Value.Number(1G)]])])
        def before = schema
        def inverse = operation.inverse(schema)

        when:
        run([operation])

        then:
        same(dialect.inspect(connection, [] as Set), dialect.lower(schema))
        same(dialect.reconcile(schema, dialect.inspect(connection, [] as Set)), schema)

        when:
        run(inverse.operations())

        then:
        // A column comes back at the end, and SQLite leaves quotes around a name that it wrote.
        inverse.irreversible().present
                || inverse.operations().any { it instanceof AddColumn || it instanceof RenameTable || it instanceof RenameColumn }
                || same(dialect.inspect(connection, [] as Set), dialect.lower(before))
        same(dialect.inspect(connection, [] as Set), dialect.lower(schema))
        ask(connection, 'select email, team_id from users') == ['x', '1']

        cleanup:
        connection?.close()
        database.close()

        where:
        operation << [
            new CreateTable(Table.of(ObjectName.of('weird "name"'), [column('a b', integer()), column('select', text())])),
            new CreateTable(new Table(ObjectName.of('t'), [column('a', new ColumnType.SmallInt()).withDefault(Optional.of(new Value.Number(-1G))), column('b', new ColumnType.Binary()).withDefault(Optional.of(new Value.Binary('00ff'))),
                    column('c', new ColumnType.Json()), column('d', new ColumnType.Interval()), column('e', new ColumnType.Real()), column('f', new ColumnType.Char(3)).withCollation(Optional.of('NOCASE')),
                    column('g', integer()).withGenerated(Optional.of(new Generated('a + 1', true))), column('h', new ColumnType.Time(Optional.of(3))), column('i', new ColumnType.Native('GEOMETRY'))],
                    [Constraint.Unique.of('u', ['a', 'b']), Constraint.ForeignKey.of('f', ['a'], TEAMS, ['id']).withActions(CASCADE, ReferentialAction.SET_NULL).withDeferral(Deferral.INITIALLY_DEFERRED)],
                    [new Index('i', true, [IndexKey.column('a').descend(), IndexKey.expression('(b || c)').withCollation('NOCASE')], Optional.of('a > 0'), NO, [], false, [:], NO)],
                    [Trigger.of('tt', 'BEFORE INSERT ON t WHEN NEW.a > 1 BEGIN SELECT 1; END;')], [:], Optional.of('comment'))),
            new RenameTable(TEAMS, 'groups'),
            new AddColumn(USERS, column('c', text()).withDefault(Optional.of(new Value.Text('z')))),
            new AddColumn(USERS, column('c', new ColumnType.OfEnum(MOOD.name())).withComment(Optional.of('how'))),
            new AddColumn(USERS, column('c', text()).withDefault(Optional.of(new Value.Expression('current_date')))),
            new AddColumn(USERS, column('c', integer()).withGenerated(Optional.of(new Generated('age * 2', true)))),
            new DropColumn(USERS, 'balance', false),
            new DropColumn(USERS, 'age', false),
            new RenameColumn(USERS, 'age', 'years'),
            new RenameColumn(USERS, 'balance', 'how much'),
            new AlterColumn(USERS, 'age', [new ColumnChange.Type(text(), NO), new ColumnChange.Nullable(false), new ColumnChange.Default(Optional.of(new Value.Text('18')))]),
            new AlterColumn(USERS, 'age', [new ColumnChange.Nullable(false)]),
            new AlterColumn(USERS, 'email', [new ColumnChange.Collation(Optional.of('NOCASE')), new ColumnChange.Comment(Optional.of('where'))]),
            new AddConstraint(USERS, Constraint.ForeignKey.of('users_team_fkey', ['team_id'], TEAMS, [])),
            new AddConstraint(USERS, Constraint.Unique.of('users_email_key', ['email'])),
            new AddConstraint(USERS, Constraint.Check.of('rich', 'balance > 0')),
            new DropConstraint(USERS, ConstraintRef.named('adult'), false),
            new DropConstraint(TEAMS, ConstraintRef.of(ConstraintKind.UNIQUE, ['name']), false),
            new RenameConstraint(USERS, 'adult', 'of_age'),
            new CreateIndex(USERS, Index.of('i', true, [IndexKey.column('age').descend(), IndexKey.column('email')]), true),
            new DropIndex(ObjectName.of('users_email_idx'), false),
            new RenameIndex(ObjectName.of('users_email_idx'), 'other'),
            new CreateView(View.of(ObjectName.of('w'), 'SELECT 1 AS one; ')),
            new ReplaceView(View.of(ObjectName.of('v'), 'SELECT email FROM users -- the mail')),
            new RenameView(ObjectName.of('v'), 'w'),
            new CreateTrigger(ObjectName.of('v'), Trigger.of('vt', 'INSTEAD OF DELETE ON v BEGIN DELETE FROM users WHERE id = OLD.id; END')),
            new DropTrigger(USERS, 'users_touch'),
            new SetTableOptions(ObjectName.of('teams'), [strict: 'true']),
            new SetComment(CommentTarget.COLUMN, USERS, Optional.of('age'), Optional.of('in years')),
            new AddEnumValue(MOOD.name(), 'glad', Optional.of('sad'), NO),
        ]
    }

    def "#what is refused with a remedy"() {
        when:
        dialect.statements([step(operation)], base())

        then:
        def mistake = thrown(SchemaMistake)
        mistake.message == message

        where:
        what                   | operation || message
        'a sequence'           | new CreateSequence(new Sequence(ObjectName.of('s'), NO, SequenceOptions.DEFAULT, NO, NO)) || 'SQLite has no sequences; use an identity column'
        'a schema'             | new CreateSchema('s') || "SQLite has no schemas; put the schema's name in front of the table's"
        'an array'             | new AddColumn(USERS, column('a', new ColumnType.ArrayOf(integer()))) || 'SQLite has no arrays; store a list as json, or in a table of its own'
        'a materialized view'  | new CreateView(new View(ObjectName.of('m'), 'select 1', true, [], [:], [], [], NO)) || 'SQLite has no materialized views; use a plain view, or a table that a trigger fills'
        'an index method'      | new CreateIndex(USERS, new Index('g', false, [IndexKey.column('age')], NO, Optional.of('gin'), [], false, [:], NO), false) || 'SQLite has no index method gin; leave the method out, or restrict the step to the product that has it'
        'identity without key' | new CreateTable(Table.of(ObjectName.of('t'), [id()])) || 'SQLite has no identity column beside the primary key; make `id` the primary key, alone'
    }

    def "raw SQL #sql is #answer"() {
        when:
        def statements = dialect.statements([step(new RawSql(sql, NO, true))], Schema.EMPTY)

        then:
        statements*.transactional() == [transactional]

        where:
        sql                                   || transactional
        'VACUUM'                              || false
        '-- why\nvacuum into \'x\''           || false
        'attach \'x\' as y'                   || false
        'pragma journal_mode = wal'           || false
        'pragma user_version = 3'             || true
        'create table t(a)'                   || true

        answer = transactional ? 'part of a transaction' : 'run alone'
    }

    def "raw SQL must not say #sql"() {
        when:
        dialect.statements([step(new RawSql(sql, NO, false))], Schema.EMPTY)

        then:
        def mistake = thrown(SchemaMistake)
        mistake.message.contains('Garganey opens and ends the transactions')

        where:
        sql << ['begin', 'COMMIT', 'end transaction', 'rollback', 'savepoint a', 'release a', '/* x */ begin immediate']
    }

    def "a table that raw SQL made cannot be rebuilt before its look is known"() {
        when:
        dialect.statements([step(new AlterColumn(ObjectName.of('unknown'), 'a', [new ColumnChange.Type(text(), NO)]))], Schema.EMPTY.opened())

        then:
        def mistake = thrown(SchemaMistake)
        mistake.message.contains('`unknown` must be rebuilt')
    }

    def "one writer at a time: the second waits, then is told so; commit and rollback free the lock"() {
        given:
        def database = TestDatabase.sqlite()
        def target = new ConnectionTarget(database.url(), NO, NO)
        def one = dialect.open(target)
        def two = dialect.open(target)
        dialect.limitLockWait(two, Duration.ofMillis(20))

        when:
        dialect.begin(one, true)
        run(one, 'create table t(a)')
        dialect.begin(two, false)

        then:
        def failure = thrown(SQLException)
        dialect.isLockTimeout(failure)
        !dialect.isMissingTable(failure)

        when:
        dialect.end(two)
        dialect.commit(one)
        dialect.end(one)
        dialect.begin(two, false)
        run(two, 'insert into t values (1)')
        dialect.rollback(two)
        dialect.end(two)

        then:
        ask(two, 'select count(*) from t') == ['0']
        one.autoCommit && two.autoCommit
        ask(one, 'pragma foreign_keys') == ['1']
        ask(two, 'pragma foreign_keys') == ['1']

        when:
        run(two, 'select * from nowhere')

        then:
        def missing = thrown(SQLException)
        dialect.isMissingTable(missing)
        dialect.hasTable(one, ObjectName.of('T'))
        !dialect.hasTable(one, ObjectName.of('u'))

        cleanup:
        one?.close()
        two?.close()
        database.close()
    }

    def "a plan says that #type is rounded: #rounded"() {
        given:
        def table = Table.of(ObjectName.of('t'), [Column.of('a', type)]).withOptions(options)
        def step = Step.of(new CreateTable(table), new SourcePosition('x', 1, 1))

        expect:
        dialect.statements([step], Schema.EMPTY)*.hazards().flatten()*.kind()*.code() == (rounded ? ['rounds'] : [])

        where:
        type               | options          || rounded
        decimal(30, 10)    | [:]              || true
        decimal(30, 10)    | [strict: 'true'] || false
        decimal(12, 2)     | [:]              || false
        decimal(18, 0)     | [:]              || false
    }

    private static ColumnType decimal(int precision, int scale) {
        new ColumnType.Decimal(Optional.of(precision), Optional.of(scale))
    }

    def "foreign keys are on, and off only where a transaction asks for it"() {
        given:
        def connection = dialect.open(new ConnectionTarget('jdbc:sqlite::memory:', NO, NO))

        when:
        dialect.begin(connection, true)

        then:
        ask(connection, 'pragma foreign_keys') == ['0']

        when:
        dialect.rollback(connection)
        dialect.end(connection)

        then:
        ask(connection, 'pragma foreign_keys') == ['1']

        cleanup:
        connection.close()
    }

    def "#url waits #millis ms for a lock"() {
        given:
        def connection = dialect.open(new ConnectionTarget(url, NO, NO))

        expect:
        ask(connection, 'pragma busy_timeout') == [millis]
        ask(connection, 'pragma foreign_keys') == ['1']

        when:
        dialect.limitLockWait(connection, Duration.ZERO)

        then:
        ask(connection, 'pragma busy_timeout') == [Integer.MAX_VALUE as String]

        cleanup:
        connection.close()

        where:
        url                                     || millis
        'jdbc:sqlite::memory:'                  || '5000'
        'jdbc:sqlite::memory:?busy_timeout=77'  || '77'
    }

    @Requires({ FileSystemsWithPosix.present })
    def "a new file is its owner's alone"() {
        given:
        def folder = Files.createTempDirectory('garganey')
        def file = folder.resolve('new.db')

        when:
        dialect.open(new ConnectionTarget("jdbc:sqlite:$file", NO, NO)).close()

        then:
        PosixFilePermissions.toString(Files.getPosixFilePermissions(file)) == 'rw-------'

        cleanup:
        Files.deleteIfExists(file)
        Files.deleteIfExists(folder)
    }

    static class FileSystemsWithPosix {
        static boolean isPresent() {
            java.nio.file.FileSystems.default.supportedFileAttributeViews().contains('posix')
        }
    }

    def "a missing folder is named, and not made"() {
        given:
        def folder = Path.of(System.getProperty('java.io.tmpdir'), 'garganey-' + UUID.randomUUID())

        when:
        dialect.open(new ConnectionTarget("jdbc:sqlite:$folder/x.db", NO, NO))

        then:
        def mistake = thrown(SQLException)
        mistake.message.contains(folder.toString())
        !Files.exists(folder)
    }

    def "a change made by hand does not cost the rest its types and comments"() {
        given:
        def recorded = base().changing(USERS) {
            it.plus(column('mood', new ColumnType.OfEnum(MOOD.name()))).plus(column('key', new ColumnType.Uuid())).withComment(Optional.of('people'))
        }
        def live = dialect.lower(recorded).changing(USERS) { it.plus(column('mine', integer())) }

        when:
        def users = dialect.reconcile(recorded, live).table(USERS)

        then:
        users.column('mood').type() == new ColumnType.OfEnum(MOOD.name())
        users.column('key').type() == new ColumnType.Uuid()
        users.column('mine').type() == integer()
        users.comment().get() == 'people'
        dialect.lower(dialect.reconcile(recorded, live)) == live
    }

    private static boolean same(Schema actual, Schema expected) {
        expected.tables().each { assert actual.findTable(it.name()).orElse(null) == it }
        expected.views().each { assert actual.findView(it.name()).orElse(null) == it }
        assert actual.tables()*.name() == expected.tables()*.name()
        assert actual == expected
        true
    }

    private static Step step(Operation operation) {
        Step.of(operation, new SourcePosition('x.groovy', 1, 1))
    }

    private List<String> sql(Operation operation) {
        dialect.statements([step(operation)], base())*.action()*.text()
    }

    private static void run(Connection connection, String sql) {
        connection.createStatement().withCloseable { it.execute(sql) }
    }

    private static List<String> ask(Connection connection, String query) {
        connection.createStatement().withCloseable { statement ->
            statement.executeQuery(query).withCloseable { rows ->
                rows.next()
                (1..rows.metaData.columnCount).collect { rows.getString(it) }
            }
        }
    }
}
