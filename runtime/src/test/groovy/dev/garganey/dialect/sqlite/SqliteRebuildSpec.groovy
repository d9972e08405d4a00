package dev.garganey.dialect.sqlite

import dev.garganey.dialect.ConnectionTarget
import dev.garganey.model.*
import dev.garganey.operation.*
import dev.garganey.plan.Action
import dev.garganey.plan.Statement
import dev.garganey.testing.StatementRunner
import java.sql.Connection
import java.sql.SQLException
import spock.lang.AutoCleanup
import spock.lang.Specification

class SqliteRebuildSpec extends Specification {

    def dialect = new SqliteDialect()

    @AutoCleanup
    Connection connection = dialect.open(new ConnectionTarget('jdbc:sqlite::memory:', Optional.empty(), Optional.empty()))

    static final T = ObjectName.of('t')

    def setup() {
        sql '''create table parent (id integer primary key)'''
        sql '''create table t (
            id integer primary key autoincrement,
            name text collate nocase not null,
            amount int default 5,
            twice int generated always as (amount * 2) stored,
            parent_id int references parent (id),
            unique (name) on conflict fail,
            constraint positive check (amount > 0))'''
        sql 'create table child (id integer primary key, t_id int not null references t (id) on delete cascade)'
        sql 'create table log (what text)'
        sql 'create index t_amount on t (amount desc) where amount > 1'
        sql "create trigger t_log after insert on t begin insert into log values ('new ' || new.name); end"
        sql "create trigger child_log after insert on child begin insert into log select name from t where id = new.t_id; end"
        sql 'create view v as select name, amount from t'
        sql 'insert into parent values (1)'
        sql "insert into t (id, name, amount, parent_id) values (1, 'a', 1, 1), (2, 'b', 2, null), (9, 'z', 3, 1)"
        sql 'insert into child values (1, 1), (2, 1), (3, 2)'
        sql 'delete from t where id = 9'
        sql 'delete from log'
    }

    def "children of ON DELETE CASCADE, triggers, views, indexes and numbers survive"() {
        given:
        def before = schema()

        when:
        def statements = run(new AlterColumn(T, 'amount', [type(new ColumnType.Text())]))

        then: 'rows, children and generated values are there'
        rows('select id, name, amount, twice, parent_id from t') == [[1, 'a', '1', 2, 1], [2, 'b', '2', 4, null]]
        rows('select id, t_id from child') == [[1, 1], [2, 1], [3, 2]]

        and: 'all but the type is as it was'
        schema() == before.changing(T) { it.replacing('amount') { c -> c.withType(new ColumnType.Text()) } }

        and: 'numbers go on after the last one given, not the last one there'
        sql "insert into t (name) values ('c')"
        rows('select max(id) from t') == [[10]]
        rows('select what from log') == [['new c']]

        and: 'everything that refers to the table still does'
        sql 'delete from t where id = 1'
        rows('select count(*) from child') == [[1]]
        rows('select name from v order by name') == [['b'], ['c']]

        and: 'foreign keys are on again, and the new name is gone'
        rows('pragma foreign_keys') == [[1]]
        rows('pragma legacy_alter_table') == [[0]]
        rows("select name from sqlite_schema where sql like '%garganey%'") == []
        statements.every { it.suspendsForeignKeys() }
    }

    def "all operations on a table are one rebuild, at the place of the last"() {
        when:
        def statements = run(
                new AlterColumn(T, 'amount', [type(new ColumnType.Text())]),
                new CreateTable(Table.of(ObjectName.of('other'), [Column.of('a', new ColumnType.Int())])),
                new AddColumn(T, Column.of('created', new ColumnType.Text()).withNullable(false)
                        .withDefault(Optional.of(new Value.Expression("'now'")))),
                new AddConstraint(T, Constraint.Unique.of('t_u', ['amount', 'name'])),
                new DropColumn(T, 'parent_id', false),
                new CreateIndex(T, Index.of('t_created', false, [IndexKey.column('created')]), false),
                new AlterColumn(T, 'name', [new ColumnChange.Collation(Optional.empty())]))

        then:
        statements.count { it.action().text().startsWith('INSERT INTO "garganey_new_t"') } == 1
        statements.findIndexOf { it.action().text().contains('"other"') } == 0
        statements.collectMany { it.hazards()*.object() } == ['t.parent_id']
        rows('select id, name, amount, created from t') == [[1, 'a', '1', 'now'], [2, 'b', '2', 'now']]
        schema().table(T).indexes()*.name() == ['t_amount', 't_created']
    }

    def "a table that is made in one go at its last step is not there yet when one that it refers to is rebuilt before that"() {
        given:
        def kid = ObjectName.of('kid')

        when:
        run(new CreateTable(Table.of(kid, [Column.of('t_id', new ColumnType.Int())])
                        .withConstraints([Constraint.ForeignKey.of('kid_fk', ['t_id'], T, ['id']), Constraint.Unique.of('gone', ['t_id'])])),
                new AlterColumn(T, 'amount', [type(new ColumnType.Text())]),
                new DropConstraint(kid, ConstraintRef.named('gone'), false))

        then:
        rows('select count(*) from t') == [[2]]
        rows('select id, t_id from child') == [[1, 1], [2, 1], [3, 2]]
        schema().table(kid).constraints()*.name()*.get() == ['kid_fk']
        schema().table(T).column('amount').type() == new ColumnType.Text()
    }

    def "a column that is renamed among changes keeps its values"() {
        when:
        run(new AlterColumn(T, 'amount', [type(new ColumnType.Text())]),
                new RenameColumn(T, 'amount', 'sum'),
                new AlterColumn(T, 'sum', [new ColumnChange.Default(Optional.empty())]))

        then:
        rows('select id, sum, twice from t') == [[1, '1', 2], [2, '2', 4]]
        rows('select * from v') == [['a', '1'], ['b', '2']]
        def t = schema().table(T)
        t.constraints().find { it.kind() == ConstraintKind.CHECK }.expression() == '"sum" > 0'
        t.indexes()[0].keys() == [IndexKey.column('sum').descend()]
    }

    def "a type changes by its expression"() {
        when:
        run(new AlterColumn(T, 'name', [new ColumnChange.Type(new ColumnType.Int(), Optional.of('unicode(name)'))]))

        then:
        rows('select name, typeof(name) from t') == [[97, 'integer'], [98, 'integer']]
    }

    def "the number of a row without a key stays, although a column is called rowid"() {
        given:
        sql 'create table h (rowid text, a int)'
        sql "insert into h (_rowid_, rowid, a) values (7, 'x', 1), (9, 'y', 2)"

        when:
        run(new AlterColumn(ObjectName.of('h'), 'a', [type(new ColumnType.Text())]))

        then:
        rows('select _rowid_, rowid, a from h') == [[7, 'x', '1'], [9, 'y', '2']]
    }

    def "#options survive"() {
        given:
        sql "create table w (a text collate nocase, b int, c int as (b + 1), primary key (a desc)) $options"
        sql "insert into w values ('x', 1), ('y', 2)"
        def before = schema()

        when:
        run(new AlterColumn(ObjectName.of('w'), 'b', [new ColumnChange.Default(Optional.of(new Value.Number(1G)))]))

        then:
        rows('select a, b, c from w order by a') == [['x', 1, 2], ['y', 2, 3]]
        schema().table(ObjectName.of('w')) == before.table(ObjectName.of('w'))
                .replacing('b') { it.withDefault(Optional.of(new Value.Number(1G))) }

        where:
        options << ['', 'without rowid', 'strict', 'strict, without rowid']
    }

    def "a foreign key, a primary key and options are added by a rebuild"() {
        given:
        sql 'create table p (id int, t_id int)'
        sql 'insert into p values (1, 1), (2, 2)'

        when:
        run(new AddConstraint(ObjectName.of('p'), Constraint.PrimaryKey.of('p_pkey', ['id'])),
                new AddConstraint(ObjectName.of('p'), Constraint.ForeignKey.of('p_fk', ['t_id'], T, ['id'])),
                new SetTableOptions(ObjectName.of('p'), [withoutRowid: 'true', strict: 'true']))

        then:
        def p = schema().table(ObjectName.of('p'))
        p.primaryKey().get().columns() == ['id']
        p.foreignKeys()[0].name().get() == 'p_fk'
        p.options() == [strict: 'true', withoutRowid: 'true']
        rows('select * from p') == [[1, 1], [2, 2]]
    }

    def "#mistake is refused, and nothing has changed"() {
        given:
        extra.each { sql it }
        def before = [schema(), rows('select * from t'), rows('select * from child')]

        when:
        run(*operations)

        then:
        def failure = thrown(Exception)
        failure.message.contains(message)
        [schema(), rows('select * from t'), rows('select * from child')] == before
        rows('pragma foreign_keys') == [[1]]
        rows('pragma legacy_alter_table') == [[0]]

        where:
        mistake                              | extra | operations || message
        'a broken reference'                 | [] | [new AddConstraint(T, Constraint.ForeignKey.of('f', ['amount'], ObjectName.of('child'), ['id'])), new AddConstraint(T, Constraint.ForeignKey.of('g', ['id'], ObjectName.of('parent'), ['id']))] || 'refer to rows that are not there'
        'NULL in a required column'          | [] | [new AlterColumn(T, 'parent_id', [type(new ColumnType.Text()), new ColumnChange.Nullable(false)])] || '`t.parent_id` cannot become NOT NULL'
        'a new required column'              | [] | [new AddColumn(T, Column.of('n', new ColumnType.Int()).withNullable(false))] || '`t.n` is new, NOT NULL and without a default'
        'a duplicate value'                  | ['update t set amount = 7'] | [new AddConstraint(T, Constraint.Unique.of('u', ['amount']))] || 'UNIQUE constraint failed'
        'a value outside of the check'       | [] | [new DropConstraint(T, ConstraintRef.named('positive'), false), new AddConstraint(T, Constraint.Check.of('big', 'amount > 1')), new AlterColumn(T, 'amount', [type(new ColumnType.Int())])] || 'CHECK constraint failed'
        'a view that names the column'       | ['create table u(a int references t(id), b int unique)', 'create view uv as select b from u'] | [new DropColumn(ObjectName.of('u'), 'b', false)] || 'no such column: b'
        'a trigger that names the column'    | ['create table u(a int, b int unique)', 'create trigger ut after insert on u begin delete from log where what = new.b; end'] | [new DropColumn(ObjectName.of('u'), 'b', false)] || 'no such column: new.b'
    }

    def "what history does not know of stops a rebuild: #made"() {
        given:
        def known = schema()
        sql made

        when:
        runOn(known, new AlterColumn(T, 'amount', [type(new ColumnType.Text())]))

        then:
        def failure = thrown(IllegalStateException)
        failure.message.endsWith(what)

        where:
        made                                                                   || what
        'alter table t add column mine int'                                    || 'column mine'
        'create index mine on t (name)'                                        || 'index mine'
        "create trigger mine after delete on t begin delete from log; end"     || 'trigger mine'
    }

    def "a view that was broken before does not stop the rebuild of another column"() {
        given:
        sql 'create view broken as select gone from t'
        sql "create trigger foreign_function after update on t begin insert into log values (only_in_the_program(new.name)); end"

        when:
        run(new AlterColumn(T, 'amount', [type(new ColumnType.Text())]))

        then:
        rows('select count(*) from t') == [[2]]
        schema().table(T).triggers()*.name() == ['foreign_function', 't_log']
    }

    def "values are added to an enum and renamed, rows following"() {
        given:
        def mood = new EnumType(ObjectName.of('mood'), ['sad', 'ok'], Optional.empty())
        def m = ObjectName.of('m')
        def known = perform(Schema.EMPTY, new CreateEnum(mood),
                new CreateTable(Table.of(m, [Column.of('a', new ColumnType.OfEnum(mood.name()))])),
                new Insert(m, [[a: new Value.Text('sad')]]))

        when:
        known = perform(known, new AddEnumValue(mood.name(), 'glad', Optional.empty(), Optional.empty()),
                new RenameEnumValue(mood.name(), 'sad', 'blue'), new Insert(m, [[a: new Value.Text('glad')]]))

        then:
        rows('select a from m') == [['blue'], ['glad']]
        dialect.inspect(connection, [] as Set).table(m) == dialect.lower(known).table(m)
        dialect.reconcile(known, dialect.inspect(connection, [] as Set)).table(m) == known.table(m)

        when:
        perform(known, new Insert(m, [[a: new Value.Text('sad')]]))

        then:
        thrown SQLException
    }

    def "a table goes without taking its children's rows along"() {
        when:
        run(new DropTable(T, true))

        then: 'its foreign key went by cascade, the rows stay'
        def viewFailure = thrown(SQLException)
        viewFailure.message.contains('no such table: main.t')
        rows('select count(*) from child') == [[3]]

        when:
        run(new DropView(ObjectName.of('v'), false), new DropTable(T, true))

        then: 'a trigger of another table still names it'
        def failure = thrown(SQLException)
        failure.message.contains('no such table: main.t')

        when:
        run(new DropView(ObjectName.of('v'), false), new DropTrigger(ObjectName.of('child'), 'child_log'), new DropTable(T, true))

        then:
        rows('select count(*) from child') == [[3]]
        schema().table(ObjectName.of('child')).foreignKeys() == []
    }

    private static ColumnChange type(ColumnType type) {
        new ColumnChange.Type(type, Optional.empty())
    }

    private Schema schema() {
        dialect.inspect(connection, [] as Set)
    }

    private List<Statement> run(Operation... operations) {
        runOn(schema(), operations)
    }

    private List<Statement> runOn(Schema known, Operation... operations) {
        def statements = dialect.statements(operations.collect { Step.of(it, new SourcePosition('x.groovy', 1, 1)) }, known)
        StatementRunner.run(dialect, connection, statements)
        statements
    }

    private Schema perform(Schema known, Operation... operations) {
        runOn(known, operations)
        operations.inject(known) { s, o -> o.applyTo(s) }
    }

    private void sql(String text) {
        connection.createStatement().withCloseable { it.execute(text) }
    }

    private List rows(String query) {
        connection.createStatement().withCloseable { statement ->
            statement.executeQuery(query).withCloseable { found ->
                def list = []
                while (found.next()) {
                    list << (1..found.metaData.columnCount).collect { found.getObject(it) }
                }
                list
            }
        }
    }
}
