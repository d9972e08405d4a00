package dev.garganey

import dev.garganey.console.Console
import dev.garganey.console.RowSink
import dev.garganey.dialect.LockNotObtained
import dev.garganey.dialect.TransactionState
import dev.garganey.execute.DatabaseUnavailable
import dev.garganey.execute.ExecutionEvent
import dev.garganey.execute.Interrupted
import dev.garganey.execute.Refused
import dev.garganey.execute.SqlFailed
import dev.garganey.execute.StatementFailed
import dev.garganey.model.Product
import dev.garganey.script.ScriptContext
import dev.garganey.script.Snippets
import dev.garganey.testing.Project
import java.nio.file.Path
import java.time.Duration
import java.util.concurrent.CompletableFuture
import java.util.concurrent.CountDownLatch
import spock.lang.AutoCleanup
import spock.lang.Specification

/** Whatever happens in a trial: nothing is committed, and what was done before stays. */
class TrialHoldsSpec extends Specification {
    @AutoCleanup
    Things opened = new Things()

    Project project
    Garganey garganey
    Console console
    Trial trial
    List<ExecutionEvent> events = Collections.synchronizedList([])

    static class Things implements AutoCloseable {
        List<AutoCloseable> all = []
        def <T> T add(T one) { all << one; one }
        void close() { all.reverse()*.close() }
    }

    private void on(Product product) {
        project = opened.add(Project.on(product))
        garganey = opened.add(Garganey.open(project.configuration()) { events << it })
        garganey.apply(ApplyOptions.DEFAULT)
        console = opened.add(garganey.console())
        committed('create table a (id integer primary key, t text)')
        committed("insert into a (id, t) values (1, 'one')")
        trial = garganey.trial(console).open()
    }

    private Configuration waiting(Duration timeout) {
        def c = project.configuration()
        new Configuration(c.target(), c.project(), c.migrations(), c.history(), c.journal(), timeout, c.statementLockTimeout(),
            c.lockRetries(), c.outOfOrder(), c.missing(), c.environment(), c.appliedBy())
    }

    private void committed(String sql) {
        opened.add(garganey.console()).run(sql, [begin: { }, row: { true }] as RowSink)
    }

    private TrialStep say(String text) {
        def context = new ScriptContext(garganey.product(), { Optional.empty() }, Path.of('.'))
        trial.say(text, new Snippets(context, Path.of('.'), [:], { }).evaluate(text).steps())
    }

    private List<List<String>> rows(String sql, boolean reads = true) {
        def found = []
        def sink = [begin: { }, row: { cells -> found << cells*.text(); true }] as RowSink
        trial.open ? trial.send(sql, sink, reads) : console.run(sql, sink)
        found
    }

    private void sql(String sql) {
        rows(sql, false)
    }

    private List<String> column(String sql) {
        rows(sql).collect { it[0] }
    }

    def "SQLite: a statement that rolls back the transaction leaves the trial where it was: #how"() {
        given:
        on(Product.SQLITE)
        say("addColumn('a') { text('u').unique() }")
        sql("insert into a (t) values ('two')")
        if (how.contains('trigger')) {
            sql("create trigger no before insert on a when new.t = 'no' begin select raise(rollback, 'no'); end")
        }
        def done = trial.steps()*.what()

        when:
        run(statement)

        then:
        def failure = thrown(RuntimeException)
        failure.class == expected
        how == 'a data block' || !failure.message.contains('rolled back')

        and:
        trial.open
        trial.steps()*.what() == done
        column('select t from a order by id') == ['one', 'two']

        when:
        trial.close()

        then:
        column('select t from a') == ['one']
        column('pragma foreign_keys') == ['1']
        column('pragma busy_timeout') == ['5000']
        column('pragma query_only') == ['0']

        when: 'another one is a transaction as well'
        trial = garganey.trial(console).open()
        sql("insert into a (t) values ('three')")
        trial.close()

        then:
        column('select t from a') == ['one']

        where:
        how            | statement                                                      | expected
        'typed'        | "insert or rollback into a (id) values (1)"                    | SqlFailed
        'a trigger'    | "insert into a (t) values ('no')"                              | SqlFailed
        'said'         | "sql 'insert or rollback into a (id) values (1)'"              | StatementFailed
        'a trigger of what was said' | "insert('a', t: 'four'); insert('a', t: 'no')"   | StatementFailed
        'a data block' | 'data { h -> try { h.execute("insert or rollback into a (id) values (1)") } catch (e) { }; h.execute("insert into a (t) values (\'x\')") }' | StatementFailed
    }

    private void run(String text) {
        text.startsWith('insert ') ? sql(text) : say(text)
    }

    def "PostgreSQL: savepoints of what is said do not stand in the way of those of the trial: #script"() {
        given:
        on(Product.POSTGRESQL)
        sql("insert into a (id, t) values (2, 'two')")

        when:
        script.each { it.startsWith('insert ') ? sql(it) : say(it) }

        then:
        column('select t from a order by id') == after
        trial.steps().size() == script.size() + 1

        when:
        script.each { trial.back() }

        then:
        column('select t from a order by id') == ['one', 'two']
        trial.steps().size() == 1

        when:
        trial.back()

        then:
        column('select t from a order by id') == ['one']

        where:
        script                                                                             | after
        ["sql 'savepoint x'", "insert into a values (3, 'three')", "sql 'rollback to x'"]  | ['one', 'two']
        ["sql 'savepoint x'", "insert into a values (3, 'three')", "sql 'release x'"]      | ['one', 'two', 'three']
        ["sql 'savepoint garganey_step_1'", "insert into a values (3, 'three')"]           | ['one', 'two', 'three']
    }

    def "PostgreSQL: `#statement` is refused, and the trial goes on"() {
        given:
        on(Product.POSTGRESQL)
        sql("insert into a (id, t) values (2, 'two')")

        when:
        sql(statement)

        then:
        thrown(Refused)

        and:
        column('select t from a order by id') == ['one', 'two']
        trial.open

        where:
        statement << ["prepare transaction 'x'", '/* */ ; commit and chain', 'rollback to garganey_step_1']
    }

    def "#product: what looks as if it read and changes something is a step"() {
        given:
        on(product)
        define.each { sql(it) }
        int before = trial.steps().size()

        expect:
        rows('select count(*) from a')
        trial.steps().size() == before

        when:
        rows(statement)

        then:
        trial.steps().size() == before + 1
        column(look) == [changed]

        when:
        trial.back()

        then:
        column(look) == [unchanged]

        when: 'nothing is left that would keep it from being changed'
        trial.close()
        console.run("insert into a (id, t) values (2, 'two')", [begin: { }, row: { true }] as RowSink)

        then:
        column('select count(*) from a') == ['2']

        where:
        product            | define | statement                | look                    | unchanged | changed
        Product.SQLITE     | []     | 'pragma user_version(5)' | 'pragma user_version'   | '0'       | '5'
        Product.POSTGRESQL | ["create function f() returns integer language sql as \$\$ insert into a values (7, 'f') returning id \$\$"] | 'select f()' | 'select count(*) from a' | '1' | '2'
    }

    def "PostgreSQL: where steps cannot be done again, that is told, and what can be is there"() {
        given:
        on(Product.POSTGRESQL)
        committed('create table n (id serial primary key, t text)')
        sql("insert into n (t) values ('first')")
        sql('insert into a (id) select id + 10 from n')
        sql("insert into a (id, t) select 99, 'x' where exists (select 1 from a where id = 11)")
        sql("do \$\$ begin if not exists (select 1 from a where id = 11) then raise 'no eleven'; end if; end \$\$")

        when:
        trial.replace(1, trial.typed("insert into n (t) values ('other')"))

        then:
        def refusal = thrown(Refused)
        refusal.message.contains('no eleven')
        refusal.message.contains('Nor could the trial be done again as it was: step 4 fails now')
        refusal.message.contains('The first 3 steps are there')

        and:
        trial.open
        trial.steps().size() == 3
        column('select t from n') == ['first']

        when:
        3.times { trial.back() }

        then:
        column('select id from a') == ['1']
    }

    def "#product: a trial whose connection was lost does not come back with the next transaction"() {
        given:
        on(product)
        sql("insert into a (id, t) values (2, 'two')")

        when:
        console.lend { it.close(); true }

        then:
        thrown(DatabaseUnavailable)
        !trial.open

        when:
        console.run('begin', [begin: { }, row: { true }] as RowSink)

        then:
        !trial.open
        console.transaction() == TransactionState.OPEN

        where:
        product << Product.values()
    }

    def "PostgreSQL: a transaction in which something failed behind the trial's back is done again, or dropped"() {
        given:
        on(Product.POSTGRESQL)
        sql("insert into a (id, t) values (2, 'two')")
        console.lend { c ->
            try {
                c.createStatement().execute('nonsense')
            } catch (java.sql.SQLException expected) { }
            true
        }

        expect:
        console.transaction() == TransactionState.FAILED

        when:
        rows('select 1')

        then: 'this once'
        thrown(SqlFailed)

        and:
        column('select t from a order by id') == ['one', 'two']

        when:
        console.lend { c ->
            try {
                c.createStatement().execute('nonsense')
            } catch (java.sql.SQLException expected) { }
            true
        }
        trial.close()

        then:
        !trial.open
        console.transaction() == TransactionState.NONE
        column('select t from a order by id') == ['one']
    }

    def "SQLite: who opens a trial while another one is open is told, waits, and gives up or is stopped: #how"() {
        given:
        on(Product.SQLITE)
        sql("insert into a (t) values ('two')")
        def timeout = how == 'gives up' ? Duration.ofMillis(300) : Duration.ofMinutes(5)
        def told = new CountDownLatch(1)
        def other = opened.add(Garganey.open(waiting(timeout)) {
            if (it instanceof ExecutionEvent.WaitingForLock) {
                told.countDown()
            }
        })
        def second = other.trial(opened.add(other.console()))

        when:
        def opening = CompletableFuture.supplyAsync {
            try {
                second.open()
                null
            } catch (RuntimeException failure) {
                failure
            }
        }
        told.await()
        if (how == 'is stopped') {
            second.interrupt()
        }
        def failure = opening.get()

        then:
        failure.class == expected
        !second.open

        where:
        how          | expected
        'gives up'   | LockNotObtained
        'is stopped' | Interrupted
    }
}
