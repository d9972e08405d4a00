package dev.garganey.dialect.postgresql

import dev.garganey.dialect.Command
import dev.garganey.dialect.CommandFailed
import dev.garganey.testing.TestDatabase
import dev.garganey.testing.Workbench
import java.sql.Connection
import spock.lang.AutoCleanup
import spock.lang.Shared
import spock.lang.Specification

/** Commands that are sent at once do what they would do one after the other. */
class PipelineSpec extends Specification {

    @Shared
    @AutoCleanup
    TestDatabase database = TestDatabase.postgresql()

    def dialect = new PostgresqlDialect()

    @AutoCleanup
    Connection connection = dialect.open(Workbench.target(database))

    def "each command has its own result: rows of questions, and how many rows others changed"() {
        expect:
        send(
            Command.verbatim('create temporary table t (a int, b text)'),
            Command.change('insert into t values (1, ?), (?, null)', ['x', 2L]),
            Command.verbatim('select * from t'),
            Command.query('select a, b from t order by a', []),
            Command.verbatim('create temporary table u as select * from t'),
            Command.verbatim('-- nothing'),
            Command.verbatim('update t set a = 0'),
        ).collect { [it.changed(), it.rows()*.toString()] } ==
            [[0, []], [2, []], [0, []], [0, ['[1, x]', '[2, null]']], [2, []], [0, []], [2, []]]
    }

    def "values mean themselves, whatever is in them: #text"() {
        expect:
        send(Command.query('select ?, \'?\' as "a?b", ?', [text, 7L]))[0].rows()[0].toString() == "[$text, ?, 7]".toString()

        where:
        text << ['', "'", "''", '\\', "\\'", "\\'; drop table x; --", '?', '{fn now()}', '$1', '$$', '"', 'ü\n\t', '/* */ -- ?']
    }

    def "a character that no text can hold is refused before anything is sent"() {
        when:
        send(Command.query('select ?', ['a\u0000\'; drop table x']))

        then:
        def failed = thrown(CommandFailed)
        failed.message.contains('the character 0')
    }

    def "of #commands the #place fails, and what is behind it does not run"() {
        given:
        connection.autoCommit = false

        when:
        send(commands.collect { Command.verbatim(it) })

        then:
        def failed = thrown(CommandFailed)
        failed.index() == place
        failed.failure().SQLState == state

        and: 'the transaction can be rolled back, and the connection used'
        connection.rollback()
        send(Command.query('select 1', []))[0].rows()[0].number(1) == 1

        where:
        commands                                                   || place | state
        ['select 1', 'select 1 / 0', 'select 2']                   || 1     | '22012'
        ['select 1', "select 'open", "select 'shut'"]              || 1     | '42601'
        ['select 1; select 1', 'select 1 / 0', 'select 2']         || 1     | '22012'
        ['select 1', 'select 2', 'selec']                          || 2     | '42601'
        ['select 1', 'copy pg_class from stdin', 'select 2']       || 1     | '57014'
    }

    def "more than the driver sends at once is still answered in order"() {
        given:
        connection.autoCommit = false

        when:
        def results = send((1..1000).collect { Command.query('select ?', [(long) it]) })

        then:
        results.collect { it.rows()[0].number(1) } == (1L..1000L).toList()

        when: 'the last of many fails'
        send((1..700).collect { Command.verbatim('select 1') } + Command.verbatim('selec'))

        then:
        def failed = thrown(CommandFailed)
        failed.index() == 700
    }

    def "a commit that rolls back is a failure"() {
        given:
        connection.autoCommit = false

        when:
        send(Command.verbatim('select 1'), dialect.committing().get())

        then:
        connection.unwrap(org.postgresql.core.BaseConnection).transactionState == org.postgresql.core.TransactionState.IDLE

        when: 'the transaction failed before'
        try {
            send(Command.verbatim('selec'))
        } catch (CommandFailed expected) {
        }
        send(dialect.committing().get())

        then:
        def failed = thrown(CommandFailed)
        failed.index() == 0
    }

    def "a closed connection says so"() {
        given:
        connection.close()

        when:
        send(Command.verbatim('select 1'))

        then:
        def failed = thrown(CommandFailed)
        dialect.isConnectionLost(failed.failure())
    }

    private List send(Command... commands) {
        send(commands.toList())
    }

    private List send(List<Command> commands) {
        dialect.send(connection, commands)
    }
}
