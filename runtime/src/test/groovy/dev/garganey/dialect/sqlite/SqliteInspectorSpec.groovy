package dev.garganey.dialect.sqlite

import static dev.garganey.model.ReferentialAction.CASCADE

import dev.garganey.dialect.ConnectionTarget
import dev.garganey.diff.Creation
import dev.garganey.model.*
import dev.garganey.operation.SourcePosition
import dev.garganey.operation.Step
import dev.garganey.sql.SqlSplitter
import dev.garganey.sql.SqlToken
import dev.garganey.sql.SqlTokenizer
import dev.garganey.testing.StatementRunner
import java.nio.file.Files
import java.nio.file.Path
import java.sql.Connection
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Specification

class SqliteInspectorSpec extends Specification {

    static final CORPORA = [System.getProperty('garganey.corpora', '../../shared/corpora') + '/sqlite', '../shared/corpora/sqlite'].collect { Path.of(it) }.find { Files.isDirectory(it) }

    def dialect = new SqliteDialect()

    @AutoCleanup
    Connection connection = memory()

    def "the column #sql is #type, #rest"() {
        when:
        def column = table("create table t(x, $sql)").columns()[1]

        then:
        [column.type(), column.nullable(), column.defaultValue().orElse(null), column.collation().orElse(null)] == [type, *rest]

        where:
        sql                                   | type                                                                  | rest
        'a'                                   | new ColumnType.Native('')                                             | [true, null, null]
        'a integer'                           | new ColumnType.Int()                                                  | [true, null, null]
        'a INT not null'                      | new ColumnType.Native('INT')                                          | [false, null, null]
        'a varchar( 30 ) collate nocase'      | new ColumnType.VarChar(Optional.of(30))                               | [true, null, 'nocase']
        'a VARCHAR(0)'                        | new ColumnType.Native('VARCHAR(0)')                                   | [true, null, null]
        'a decimal(10,2) default 1.50'        | new ColumnType.Decimal(Optional.of(10), Optional.of(2))               | [true, new Value.Number(1.50G), null]
        'a double  precision default -3'      | new ColumnType.DoublePrecision()                                      | [true, new Value.Number(-3G), null]
        'a unsigned big int default 1e5'      | new ColumnType.Native('unsigned big int')                             | [true, new Value.Expression('1e5'), null]
        "a text default 'it''s'"              | new ColumnType.Text()                                                 | [true, new Value.Text("it's"), null]
        'a text default "word"'               | new ColumnType.Text()                                                 | [true, new Value.Text('word'), null]
        'a text default word'                 | new ColumnType.Text()                                                 | [true, new Value.Text('word'), null]
        'a text default null'                 | new ColumnType.Text()                                                 | [true, null, null]
        'a blob default x\'00FF\''            | new ColumnType.Binary()                                               | [true, new Value.Binary('00ff'), null]
        'a boolean default true'              | new ColumnType.Bool()                                                 | [true, new Value.Number(1G), null]
        'a timestamp default CURRENT_TIMESTAMP not null' | new ColumnType.Timestamp(Optional.empty())                 | [false, new Value.Expression('CURRENT_TIMESTAMP'), null]
        "a text default (hex(randomblob(16)) /* ) */) not null" | new ColumnType.Text()                                | [false, new Value.Expression('hex(randomblob(16)) /* ) */'), null]
        "a integer default (strftime('%s','now'))" | new ColumnType.Int()                                             | [true, new Value.Expression("strftime('%s','now')"), null]
        '[a b] "my type" null'                | new ColumnType.Native('"my type"')                                    | [true, null, null]
    }

    def "an integer primary key is not null, and numbered where it says AUTOINCREMENT"() {
        expect:
        def column = table("create table t($sql)").column('id')
        [column.type(), column.nullable(), column.identity().present] == [type, nullable, identity]

        where:
        sql                                      || type                             | nullable | identity
        'id integer primary key'                 || new ColumnType.Int()             | false    | false
        'id integer primary key autoincrement'   || new ColumnType.BigInt()          | false    | true
        'id integer, primary key(ID autoincrement)' || new ColumnType.BigInt()       | false    | true
        'id integer primary key desc'            || new ColumnType.Int()             | true     | false
        'id bigint primary key'                  || new ColumnType.BigInt()          | true     | false
        'id text primary key'                    || new ColumnType.Text()            | true     | false
    }

    def "keys, foreign keys and checks are read wherever they stand"() {
        when:
        execute('create table parent(id integer primary key, other text unique)')
        def t = table('''create table t(
            a int unique on conflict replace, -- a comment
            b int constraint positive check (b > 0 /* , */) references PARENT(ID) on delete cascade deferrable initially deferred,
            c int not null on conflict ignore references parent,
            constraint pair unique (A, c),
            foreign key (c) references parent (other) match full on update set null
            check (a <> c)
        )''')

        then:
        t.constraints() as Set == [
            new Constraint.Unique(Optional.empty(), ['a'], false, [], Deferral.NOT_DEFERRABLE, Optional.of('REPLACE')),
            Constraint.Check.of('positive', 'b > 0 /* , */'),
            Constraint.ForeignKey.of('x', ['b'], ObjectName.of('parent'), ['id']).withName(Optional.empty())
                    .withActions(CASCADE, ReferentialAction.NO_ACTION).withDeferral(Deferral.INITIALLY_DEFERRED),
            Constraint.ForeignKey.of('x', ['c'], ObjectName.of('parent'), []).withName(Optional.empty()),
            Constraint.Unique.of('pair', ['a', 'c']),
            new Constraint.ForeignKey(Optional.empty(), ['c'], ObjectName.of('parent'), ['other'], ReferentialAction.NO_ACTION,
                    ReferentialAction.SET_NULL, Deferral.NOT_DEFERRABLE, true, Optional.of('full')),
            new Constraint.Check(Optional.empty(), 'a <> c', true, false)] as Set
        t.column('c').options() == [notNullOnConflict: 'IGNORE']
    }

    def "generated columns, STRICT and WITHOUT ROWID are read"() {
        when:
        def t = table('create table t(a int, b int generated always as (a * 2) stored, c int as (a + 1), d any primary key) without rowid, strict')

        then:
        t.column('b').generated().get() == new Generated('a * 2', true)
        t.column('c').generated().get() == new Generated('a + 1', false)
        !t.column('d').nullable()
        t.options() == [strict: 'true', withoutRowid: 'true']
    }

    def "indexes are read with order, collation, expressions and condition"() {
        when:
        execute('create table t(a, b, c)')
        execute('create unique index i on T(A desc, b collate nocase, lower(c) collate nocase, (a + b) desc, a || b collate nocase) where a > 0 and b <> \'x\'')

        then:
        def index = inspect().table(ObjectName.of('t')).indexes()[0]
        index.unique()
        index.keys() == [
            IndexKey.column('a').descend(),
            IndexKey.column('b').withCollation('nocase'),
            IndexKey.expression('lower(c)').withCollation('nocase'),
            IndexKey.expression('a + b').descend(),
            IndexKey.expression('a || b collate nocase')]
        index.where().get() == "a > 0 and b <> 'x'"
    }

    def "views and triggers keep their text"() {
        when:
        execute('create table t(a, b)')
        execute('create view v(x, "y z") as select a, b from t -- all of it')
        execute('create trigger tr after update of a on t for each row when new.a > 1 begin update t set b = case a when 1 then 2 end; end')
        execute('create trigger iv instead of insert on v begin insert into t values (new.x, 1); end')

        then:
        def schema = inspect()
        def view = schema.view(ObjectName.of('v'))
        view.columns() == ['x', 'y z']
        view.definition().startsWith('select a, b from t')
        view.triggers()*.definition() == ['instead of insert on "v" begin insert into t values (new.x, 1); end']
        schema.table(ObjectName.of('t')).triggers()*.definition() ==
                ['after update of a on "t" for each row when new.a > 1 begin update t set b = case a when 1 then 2 end; end']
    }

    def "virtual tables are one table each; shadows, own, temporary and internal tables are not seen"() {
        when:
        execute('create virtual table f using fts5(title, body, tokenize = "porter ascii")')
        execute('create table Garganey_History(id)')
        execute('create index h on garganey_history(id)')
        execute('create table a(id integer primary key autoincrement)')
        execute('create temp table gone(id)')
        execute('analyze')

        then:
        def schema = inspect()
        schema.tables()*.name()*.name() == ['a', 'f']
        schema.table(ObjectName.of('f')).columns()*.name() == ['title', 'body']
        schema.table(ObjectName.of('f')).options().virtual == 'fts5(title, body, tokenize = "porter ascii")'
    }

    def "what SQLite allows and the model does not is read all the same"() {
        expect:
        inspectOf('create table t(a, b, constraint c check (a), constraint c check (b), unique(a, a))').constraints().size() == 3
        inspectOf('create table u(a references nowhere(x))').options() == ['foreignKey.1': 'FOREIGN KEY ("a") REFERENCES "nowhere" ("x")']
        inspectOf('create table v(a text, b text, primary key (a collate nocase, b desc))').options() == ['keyTerms a, b': 'a collate nocase, b desc']
    }

    def "the number of queries does not grow with the schema"() {
        given:
        def counting = { List<String> log ->
            java.lang.reflect.Proxy.newProxyInstance(getClass().classLoader, [Connection] as Class[], { proxy, method, args ->
                if (method.name == 'createStatement') {
                    def statement = connection.createStatement()
                    return java.lang.reflect.Proxy.newProxyInstance(getClass().classLoader, [java.sql.Statement] as Class[], { p, m, a ->
                        if (m.name.startsWith('execute')) log << m.name
                        m.invoke(statement, a)
                    } as java.lang.reflect.InvocationHandler)
                }
                method.invoke(connection, args)
            } as java.lang.reflect.InvocationHandler) as Connection
        }
        def few = [], many = []

        when:
        execute('create table t(a primary key)')
        dialect.inspect(counting(few), [] as Set)
        200.times { execute("create table t$it(a primary key, b unique references t)"); execute("create index i$it on t$it(b)") }
        dialect.inspect(counting(many), [] as Set)

        then:
        few.size() == many.size()
    }

    @Requires(value = { CORPORA != null }, reason = 'there is no ../shared/corpora/sqlite beside the project')
    def "#file.fileName made anew from what was read of it is the same"() {
        given:
        SqlSplitter.split(Files.readString(file), Product.SQLITE.syntax())*.text()
                .findAll { firstWord(it) in ['create', 'alter', 'drop'] }
                .each { execute(it) }
        def schema = inspect()

        when:
        def copy = memory()
        StatementRunner.run(dialect, copy, create(schema))
        def again = dialect.inspect(copy, [] as Set)

        then:
        !schema.tables().empty
        again.tables()*.name() == schema.tables()*.name()
        again.tables().every { it == schema.table(it.name()) }
        again.views().every { it == schema.view(it.name()) }
        again == schema
        dialect.lower(schema) == schema
        catalogue(copy) == catalogue(connection)

        cleanup:
        copy?.close()

        where:
        file << (CORPORA ? Files.list(CORPORA).withCloseable { it.filter { it.toString().endsWith('.sql') }.sorted().toList() } : [null])
    }

    /** What SQLite itself says of columns, indexes and foreign keys: an independent witness. */
    private static List<String> catalogue(Connection connection) {
        def found = []
        def ask = { String sql ->
            connection.createStatement().withCloseable { statement ->
                statement.executeQuery(sql).withCloseable { rows ->
                    while (rows.next()) {
                        found << (1..rows.metaData.columnCount).collect { String.valueOf(rows.getString(it)).toLowerCase().replaceAll(/\s+/, '') }.join('|')
                    }
                }
            }
        }
        def plain = "(select name from sqlite_schema where type = 'table' and sql not like 'create virtual%' and name not like 'sqlite%') m"
        ask("select m.name, x.cid, x.name, x.type, x.\"notnull\", x.pk, x.hidden from $plain join pragma_table_xinfo(m.name) x where x.pk = 0 order by 1, 2")
        ask("select m.name, x.name, x.pk from $plain join pragma_table_xinfo(m.name) x where x.pk > 0 order by 1, 2")
        ask("select m.name, x.\"from\", x.\"table\", coalesce(x.\"to\", ''), x.on_update, x.on_delete from $plain join pragma_foreign_key_list(m.name) x order by 1, 2, 3, 4")
        ask("select m.name, i.\"unique\", i.origin, i.partial, (select group_concat(c.name || c.\"desc\" || c.coll) from pragma_index_xinfo(i.name) c where c.key) from $plain join pragma_index_list(m.name) i order by 1, 2, 3, 4, 5")
        ask("select type, name, tbl_name from sqlite_schema where name not like 'sqlite%' order by 1, 2")
        found
    }

    private static String firstWord(String sql) {
        SqlTokenizer.tokenize(sql, Product.SQLITE.syntax()).find { it.kind() != SqlToken.Kind.COMMENT }.lower()
    }

    private List create(Schema schema) {
        dialect.statements(Creation.of(schema).collect { Step.of(it, new SourcePosition('x', 1, 1)) }, Schema.EMPTY)
    }

    private Table inspectOf(String sql) {
        execute(sql)
        inspect().table(ObjectName.of((sql =~ /create table (\w+)/)[0][1]))
    }

    private Table table(String sql) {
        execute(sql)
        inspect().table(ObjectName.of('t'))
    }

    private Schema inspect() {
        dialect.inspect(connection, [ObjectName.of('garganey_history')] as Set)
    }

    private void execute(String sql) {
        connection.createStatement().withCloseable { it.execute(sql) }
    }

    private static Connection memory() {
        new SqliteDialect().open(new ConnectionTarget('jdbc:sqlite::memory:', Optional.empty(), Optional.empty()))
    }
}
