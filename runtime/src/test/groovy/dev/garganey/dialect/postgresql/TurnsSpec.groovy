package dev.garganey.dialect.postgresql

import dev.garganey.ApplyOptions
import dev.garganey.Configuration
import dev.garganey.Garganey
import dev.garganey.RollbackOptions
import dev.garganey.Target
import dev.garganey.dialect.ConnectionTarget
import dev.garganey.execute.ExecutionEvent
import dev.garganey.execute.Interrupted
import dev.garganey.execute.StatementFailed
import dev.garganey.testing.TestDatabase
import dev.garganey.testing.TurnProxy
import java.nio.file.Files
import java.nio.file.Path
import java.sql.DriverManager
import spock.lang.AutoCleanup
import spock.lang.Specification
import spock.lang.TempDir

/**
 * How often the two sides take turns is what a run takes on a database that is far away: a turn is
 * each time that the driver speaks after the server did.
 */
class TurnsSpec extends Specification {

    @AutoCleanup
    TestDatabase database = TestDatabase.postgresql()

    URI server = URI.create(database.url().substring('jdbc:'.length()).replaceFirst(/\?.*/, ''))

    @AutoCleanup
    TurnProxy proxy = new TurnProxy(server.host, server.port, 0)

    @TempDir
    Path folder

    List<ExecutionEvent> events = []

    def setup() {
        script('000_log', "createTable('log') { text('what') }")
        apply()
    }

    def "a migration is one turn, however many statements it has"() {
        given: 'what a run takes for one statement'
        script('001_one', statements(1))
        def one = turns { apply() }

        when:
        script('002_five', statements(5))
        def five = turns { apply() }

        then:
        five == one
        rows('select count(*) from log') == '6'

        and: 'what it did is told of each statement, and that nobody knows how long each took'
        events.findAll { it instanceof ExecutionEvent.StatementFinished }.takeRight(5)*.rows() == [1] * 5
        events.findAll { it instanceof ExecutionEvent.StatementFinished }.takeRight(5).every { it.millis().empty }
        events.find { it instanceof ExecutionEvent.SentTogether && it.id() == '002_five' } == new ExecutionEvent.SentTogether('002_five', 1, 5, 5)
    }

    def "each further migration is one further turn"() {
        given:
        script('100_first', statements(1))
        def one = turns { apply() }

        when:
        (1..50).each { script(String.format('2%02d_next', it), statements(1 + it % 3)) }
        def fifty = turns { apply() }

        then:
        fifty == one + 49
    }

    def "history has the time that a migration took, by the clock of the server: #how"() {
        given:
        script('001_slow', "sql 'select pg_sleep(0.3)', down: []; ${statements(1)}")
        script('002_quick', statements(2))
        script('003_slow', "${statements(1)}; sql 'select pg_sleep(0.3)', down: []")

        when:
        def start = System.nanoTime()
        open().withCloseable { it.apply(new ApplyOptions(Target.DEFAULT, atomic)) }
        def whole = (System.nanoTime() - start) / 1_000_000

        then:
        def millis = ['001_slow', '002_quick', '003_slow'].collect { rows("select duration_ms from garganey_history where id = '$it'") as int }
        millis[0] >= 300
        millis[1] >= 0
        millis[2] >= 300

        and: 'what came before is not counted again'
        millis.sum() <= whole

        where:
        how          | atomic
        'one by one' | false
        'as one'     | true
    }

    def "a server that is far away is asked no more often: what it says is held up, and there is a turn for each migration"() {
        given:
        def far = new TurnProxy(server.host, server.port, 20)
        (1..50).each { script(String.format('2%02d_next', it), statements(3)) }

        when:
        apply(far)

        then: 'few more than migrations'
        far.turns() >= 50
        far.turns() < 50 + 45
        rows('select count(*) from log') == '150'

        cleanup:
        far.close()
    }

    def "a run with nothing to do says hello, finds its tables and reads them"() {
        expect: 'encryption, user and perhaps password come before'
        turns { apply() } <= 6
        proxy.connections() == 1
    }

    def "a rollback that asks nothing is one turn for each migration"() {
        given:
        (1..4).each { script("30${it}_note", "sql 'create index i$it on log (what)', down: 'drop index i$it'; sql 'analyze log', down: 'analyze log'") }
        apply()

        expect:
        turns { rollback(3) } == turns { rollback(1) } + 2
    }

    def "the failing statement of those that are sent at once is named exactly: #problem"() {
        given:
        script('001_bad', "$before; sql \"$bad\", down: []; ${statements(2)}")

        when:
        apply()

        then:
        def failure = thrown(StatementFailed)
        failure.sql() == bad
        failure.at().line() == 1
        failure.position().present == located
        !located || failure.sql().substring(failure.position().asInt).startsWith(at)
        failure.message.contains(problem)
        failure.kept() == 'Nothing of 001_bad was kept: its transaction was rolled back.'
        rows('select count(*) from log') == '0'

        where:
        before        | bad                               || located | at     | problem
        statements(1) | 'insert into lag values (1)'      || true    | 'lag'  | 'relation "lag" does not exist'
        statements(3) | 'selec 1'                         || true    | 'selec' | 'syntax error'
        statements(0) | 'select 1 / 0'                    || false   | ''     | 'division by zero'
    }

    def "what history keeps of a migration comes back as it was, whatever it holds and however strings are read"() {
        given:
        rows("select set_config('x.y', '', false)")
        execute("alter database ${rows('select quote_ident(current_database())')} set standard_conforming_strings = $conforming")
        script('001_odd', "insert('log', what: '''$text''')")

        when:
        apply()

        then:
        rows("select operations like '%back%' from garganey_history where id = '001_odd'") == 't'
        open().withCloseable { it.verify().problems() } == []

        where:
        text                    | conforming
        "it\\'s ? back"         | 'on'
        "it\\'s \\\\ ? back"    | 'on'
        "\\\\\\'; drop back"    | 'on'
        "{ts back} \$1 ü"       | 'on'
        "it\\'s ? back"         | 'off'
    }

    def "a statement that changes how strings are read is not sent with others"() {
        given:
        script('001_off', "sql 'set local standard_conforming_strings = off', down: []; sql \$/insert into log values ('a\\\\b')/\$, down: []")

        when:
        apply()

        then:
        rows('select what from log') == 'a\\b'
    }

    def "a deferred constraint that fails when all is committed leaves nothing"() {
        given:
        script('001_keys', "createTable('one') { id() }; sql 'create table two (one bigint references one deferrable initially deferred)', down: []")
        apply()
        script('002_loose', "sql 'insert into two values (7)', down: []; ${statements(1)}")

        when:
        apply()

        then:
        def failure = thrown(Exception)
        failure.message.contains('foreign key')
        rows('select count(*) from log') == '0'
        rows("select count(*) from garganey_history where id = '002_loose'") == '0'
    }

    def "a request to stop cancels what was sent at once"() {
        given:
        script('001_slow', "${statements(1)}; sql 'select pg_sleep(60)', down: []; ${statements(1)}")
        Garganey garganey
        garganey = Garganey.open(configuration(proxy)) { event ->
            if (event instanceof ExecutionEvent.SentTogether) {
                Thread.startDaemon {
                    while (rows("select count(*) from pg_stat_activity where query like 'select pg_sleep%'") == '0') {
                        Thread.sleep(20)
                    }
                    garganey.interrupt()
                }
            }
        }

        when:
        garganey.apply(ApplyOptions.DEFAULT)

        then:
        thrown(Interrupted)
        rows('select count(*) from log') == '0'

        cleanup:
        garganey.close()
    }

    def "a URL that asks for the protocol in which nothing is sent at once gets it"() {
        given:
        script('001_some', statements(3))

        when:
        apply(proxy, '?preferQueryMode=simple')

        then:
        rows('select count(*) from log') == '3'
        rows("select count(*) from garganey_history") == '2'
    }

    /** Statements that insert a row each. */
    private static String statements(int count) {
        (1..<count + 1).collect { "insert('log', what: '$it')" }.join('; ')
    }

    private void script(String id, String body) {
        Files.writeString(Files.createDirectories(folder.resolve('migrations')).resolve(id + '.groovy'), "up { $body }\n")
    }

    private Configuration configuration(TurnProxy through, String parameters = '') {
        Configuration.of(
            new ConnectionTarget("jdbc:postgresql://localhost:${through.port()}${server.path}$parameters", Optional.of(database.user()), Optional.of(database.password()).filter { !it.empty }),
            folder)
    }

    private Garganey open(TurnProxy through = proxy, String parameters = '') {
        Garganey.open(configuration(through, parameters)) { events << it }
    }

    private void apply(TurnProxy through = proxy, String parameters = '') {
        open(through, parameters).withCloseable { it.apply(ApplyOptions.DEFAULT) }
    }

    private void rollback(int steps) {
        open().withCloseable { it.rollback(new RollbackOptions(Target.steps(steps), Set.of())) }
    }

    private int turns(Closure run) {
        proxy.reset()
        run()
        proxy.turns()
    }

    private String rows(String sql) {
        DriverManager.getConnection(database.url(), database.user(), database.password()).withCloseable { connection ->
            def rows = connection.createStatement().executeQuery(sql)
            rows.next()
            rows.getString(1)
        }
    }

    private void execute(String sql) {
        DriverManager.getConnection(database.url(), database.user(), database.password()).withCloseable { it.createStatement().execute(sql) }
    }
}
