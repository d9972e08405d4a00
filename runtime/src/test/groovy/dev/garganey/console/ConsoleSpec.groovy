package dev.garganey.console

import static dev.garganey.dialect.TransactionState.FAILED
import static dev.garganey.dialect.TransactionState.NONE
import static dev.garganey.dialect.TransactionState.OPEN

import dev.garganey.dialect.ConnectionTarget
import dev.garganey.dialect.Dialects
import dev.garganey.execute.DatabaseUnavailable
import dev.garganey.execute.Interrupted
import dev.garganey.execute.SqlFailed
import dev.garganey.testing.TestDatabase
import java.util.concurrent.CompletableFuture
import java.util.concurrent.TimeUnit
import spock.lang.AutoCleanup
import spock.lang.Shared
import spock.lang.Specification

/** SQL as a person types it, on one connection, on both databases. */
class ConsoleSpec extends Specification {

    @Shared
    @AutoCleanup
    TestDatabase postgresql = TestDatabase.postgresql()

    @Shared
    @AutoCleanup
    TestDatabase sqlite = TestDatabase.sqlite()

    Map<String, Console> consoles = [:]

    /** A table of seven rows, fresh for each feature. */
    def setup() {
        ['PostgreSQL', 'SQLite'].each { product ->
            run(product, 'drop table if exists t')
            run(product, 'create table t (id integer primary key, name text)')
            (1..7).each { run(product, "insert into t values ($it, ${it == 3 ? 'null' : "'n$it'"})") }
        }
    }

    def cleanup() {
        consoles.values()*.close()
    }

    def "#product: rows come with headings, and NULL is told from the empty text"() {
        when:
        def seen = query(product, "select id, name, '' as empty from t where id in (2, 3) order by id")

        then:
        seen.headings*.name == ['id', 'name', 'empty']
        seen.rows*.get(0)*.kind == [Cell.Kind.NUMBER] * 2
        seen.rows*.get(1) == [new Cell(Cell.Kind.TEXT, 'n2'), Cell.NULL]
        seen.rows*.get(2)*.text == ['', '']
        seen.done.rows.asLong == 2

        where:
        product << ['PostgreSQL', 'SQLite']
    }

    def "#product: #expression is #kind and reads #text"() {
        expect:
        query(product, "select $expression as x").rows[0][0] == new Cell(kind, text)

        where:
        product      | expression                     || kind             | text
        'PostgreSQL' | 'true'                         || Cell.Kind.TRUTH  | 'true'
        'PostgreSQL' | '1.50::numeric'                || Cell.Kind.NUMBER | '1.50'
        'PostgreSQL' | "'NaN'::float"                 || Cell.Kind.NUMBER | 'NaN'
        'PostgreSQL' | "'\\x00ff'::bytea"             || Cell.Kind.BINARY | '\\x00ff'
        'PostgreSQL' | "B'101'"                       || Cell.Kind.TEXT   | '101'
        'PostgreSQL' | "array[1, 2]"                  || Cell.Kind.TEXT   | '{1,2}'
        'PostgreSQL' | "date '2024-02-29'"            || Cell.Kind.TEXT   | '2024-02-29'
        'PostgreSQL' | "jsonb '{\"a\": 1}'"           || Cell.Kind.TEXT   | '{"a": 1}'
        'SQLite'     | '1.5'                          || Cell.Kind.NUMBER | '1.5'
        'SQLite'     | "x'00ff'"                      || Cell.Kind.BINARY | '\\x00ff'
        'SQLite'     | "'{a'"                         || Cell.Kind.TEXT   | '{a'
    }

    def "#product: no more rows are read than are wanted"() {
        given:
        def rows = 0
        RowSink three = [begin: { }, row: { rows++; rows < 3 }] as RowSink

        when:
        def done = console(product).run('select * from t', three)

        then:
        rows == 3
        done.more()
        done.transaction() == NONE

        and: 'the next statement runs'
        query(product, 'select count(*) from t').rows[0][0].text == '7'

        where:
        product << ['PostgreSQL', 'SQLite']
    }

    def "a million rows pass through without being kept: #product"() {
        given:
        long count = 0
        RowSink counting = [begin: { }, row: { count++; true }] as RowSink

        when:
        console(product).run(sql, counting)

        then:
        count == 1_000_000

        where:
        product      | sql
        'PostgreSQL' | "select repeat('x', 200), n from generate_series(1, 1000000) n"
        'SQLite'     | "with recursive n(i) as (select 1 union all select i + 1 from n where i < 1000000) select i from n"
    }

    def "#product: a transaction lasts over statements and ends as it is told"() {
        expect:
        run(product, 'begin').transaction() == OPEN
        run(product, "update t set name = 'x'").changed().asLong == 7
        query(product, "select count(*) from t where name = 'x'").rows[0][0].text == '7'
        console(product).transaction() == OPEN
        run(product, 'rollback').transaction() == NONE
        query(product, "select count(*) from t where name = 'x'").rows[0][0].text == '0'

        and:
        run(product, 'begin')
        run(product, "delete from t where id = 1")
        run(product, 'commit').transaction() == NONE
        another(product, 'select count(*) from t') == '6'

        where:
        product << ['PostgreSQL', 'SQLite']
    }

    def "#product: what is not in a transaction is committed at once"() {
        when:
        run(product, 'delete from t')

        then:
        another(product, 'select count(*) from t') == '0'

        where:
        product << ['PostgreSQL', 'SQLite']
    }

    def "#product: a mistake is told with its place, and costs nothing else"() {
        when:
        run(product, 'select nothing from t')

        then:
        def failure = thrown(SqlFailed)
        failure.message.contains('nothing')
        !failure.message.startsWith('ERROR')
        !failure.message.contains('SQLITE_')
        failure.position().asInt == 7
        query(product, 'select count(*) from t').rows[0][0].text == '7'

        where:
        product << ['PostgreSQL', 'SQLite']
    }

    def "a mistake in a transaction of PostgreSQL leaves nothing but the rollback, and that is told"() {
        given:
        run('PostgreSQL', 'begin')

        when:
        run('PostgreSQL', 'select 1 / 0')

        then:
        def failure = thrown(SqlFailed)
        failure.message.endsWith('The transaction takes nothing but a rollback now')
        console('PostgreSQL').transaction() == FAILED
        run('PostgreSQL', 'rollback').transaction() == NONE
    }

    def "#product: a statement is cancelled from another thread, and the session goes on"() {
        given:
        def console = console(product)

        when:
        def cancelling = CompletableFuture.runAsync {
            sleep 300
            console.cancel()
        }
        console.run(sql, [begin: { }, row: { true }] as RowSink)

        then:
        thrown(Interrupted)
        query(product, 'select count(*) from t').rows[0][0].text == '7'

        cleanup:
        cancelling?.get(10, TimeUnit.SECONDS)

        where:
        product      | sql
        'PostgreSQL' | 'select pg_sleep(60)'
        'SQLite'     | 'with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n'
    }

    def "a lost connection is told, with what was lost, and opened again"() {
        given:
        run('PostgreSQL', 'begin')
        run('PostgreSQL', 'delete from t')

        when:
        run('PostgreSQL', 'select pg_terminate_backend(pg_backend_pid())')

        then:
        def failure = thrown(DatabaseUnavailable)
        failure.message.contains('What the open transaction had done is rolled back')

        when:
        def seen = query('PostgreSQL', 'select count(*) from t')

        then:
        seen.rows[0][0].text == '7'
        seen.done.notices == ['Connected again.']
        seen.done.transaction == NONE
    }

    def "what the server has to say beside its answer is handed on"() {
        expect:
        run('PostgreSQL', "do \$\$ begin raise notice 'seen %', 1; end \$\$").notices() == ['seen 1']
    }

    def "what cannot run in a transaction runs: #product #sql"() {
        expect:
        run(product, sql).transaction() == NONE

        where:
        product      | sql
        'PostgreSQL' | 'vacuum t'
        'PostgreSQL' | 'create index concurrently t_name on t (name)'
        'SQLite'     | 'vacuum'
    }

    private Console console(String product) {
        consoles.computeIfAbsent(product) {
            def database = product == 'SQLite' ? sqlite : postgresql
            def target = new ConnectionTarget(database.url(), Optional.of(database.user()), Optional.of(database.password()))
            def dialect = Dialects.accepting(target)
            new Console({ dialect.open(target) }, dialect)
        }
    }

    private Done run(String product, String sql) {
        console(product).run(sql, [begin: { }, row: { true }] as RowSink)
    }

    private Seen query(String product, String sql) {
        def seen = new Seen()
        seen.done = console(product).run(sql, seen)
        seen
    }

    private String another(String product, String sql) {
        def connection = (product == 'SQLite' ? sqlite : postgresql).connect()
        try {
            def rows = connection.createStatement().executeQuery(sql)
            rows.next()
            return rows.getString(1)
        } finally {
            connection.close()
        }
    }

    static class Seen implements RowSink {
        List<Heading> headings = []
        List<List<Cell>> rows = []
        Done done

        @Override
        void begin(List<Heading> names) {
            headings = names
        }

        @Override
        boolean row(List<Cell> cells) {
            rows << cells
            true
        }
    }
}
