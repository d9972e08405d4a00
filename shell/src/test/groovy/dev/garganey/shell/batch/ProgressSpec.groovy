package dev.garganey.shell.batch

import dev.garganey.execute.ExecutionEvent
import dev.garganey.operation.SourcePosition
import dev.garganey.plan.Action
import dev.garganey.plan.Direction
import dev.garganey.plan.Hazard
import dev.garganey.plan.HazardKind
import dev.garganey.plan.Lock
import dev.garganey.plan.Statement
import spock.lang.Specification

import java.nio.charset.StandardCharsets
import java.util.function.LongSupplier

/** Progress on a clock that the spec turns. */
class ProgressSpec extends Specification {
    static final Statement STATEMENT =
        Statement.of(new Action.Sql('DROP TABLE t'), 'drop table t', new SourcePosition('m/001.groovy', 2, 3), Lock.NONE)

    def bytes = new ByteArrayOutputStream()
    long seconds = 0

    private Progress progress(boolean live, boolean verbose = false) {
        new Progress(new PrintStream(bytes, true, StandardCharsets.UTF_8), live, verbose,
            { seconds * 1_000_000_000L } as LongSupplier)
    }

    private String shown() {
        def text = bytes.toString(StandardCharsets.UTF_8)
        bytes.reset()
        text
    }

    private static ExecutionEvent started(Statement statement = STATEMENT) {
        new ExecutionEvent.StatementStarted('001', statement, 1, 2)
    }

    def "where nobody watches, what is quick is not told and what takes long is, ever more rarely"() {
        given:
        def progress = progress(false)

        when:
        progress.accept(started())
        (1..60).each { seconds = it; progress.tick() }

        then:
        shown().readLines() == [2, 4, 8, 16, 32].collect { "001: 1/2 drop table t, ${it}.0 s" }
    }

    def "of statements that are sent at once it is told that they are, for nobody knows which is running"() {
        given:
        def progress = progress(false)

        when:
        (1..5).each { progress.accept(new ExecutionEvent.StatementStarted('001', STATEMENT, it, 5)) }
        progress.accept(new ExecutionEvent.SentTogether('001', 1, 5, 5))
        seconds = 2
        progress.tick()

        then:
        shown() == '001: 1 to 5 of 5 at once, 2.0 s\n'
    }

    def "on a terminal one line shows what goes on and for how long, and is gone in the end"() {
        given:
        def progress = progress(true)

        when:
        progress.accept(started())
        seconds = 3
        progress.tick()

        then:
        def text = shown()
        text.contains('3.0 s  001: 1/2 drop table t')
        !text.contains('\n')

        when:
        progress.accept(new ExecutionEvent.MigrationFinished('001', Direction.UP, 3000))
        seconds = 9
        progress.tick()

        then:
        shown() == '\r\u001b[K'
    }

    def "a line that is longer than the terminal is wide does not run on into the next"() {
        when:
        progress(true).accept(new ExecutionEvent.MigrationStarted('long' * 100, Direction.UP, 1, 1))

        then: 'wrapping is off while it is drawn, and on again'
        shown() ==~ /\r\u001b\[K\u001b\[\?7l0 ms  applying (long){100} \(1\/1\)\u001b\[\?7h/
    }

    def "a destructive statement is warned of, another hazard is not"() {
        when:
        progress(false).accept(started(STATEMENT.withHazards([new Hazard(kind, 't', 'says why')])))

        then:
        shown() == text

        where:
        kind                    || text
        HazardKind.DROPS_TABLE  || 'warning: m/001.groovy:2:3: drops-table: says why\n'
        HazardKind.OPAQUE       || ''
    }

    def "undoing is not warned of: it drops what is empty, or what the user named"() {
        given:
        def progress = progress(false)

        when:
        progress.accept(new ExecutionEvent.MigrationStarted('001', Direction.DOWN, 1, 1))
        progress.accept(started(STATEMENT.withHazards([new Hazard(HazardKind.DROPS_TABLE, 't', 'says why')])))
        progress.close()

        then:
        shown() == ''
    }

    def "--verbose shows each statement"() {
        when:
        progress(false, true).accept(started())

        then:
        shown() == '  m/001.groovy:2:3: DROP TABLE t\n'
    }

    def "waiting for another writer is told, with who it is where that is known"() {
        when:
        progress(false).accept(new ExecutionEvent.WaitingForLock('jdbc:x', Optional.ofNullable(holder)))

        then:
        shown() == text

        where:
        holder              || text
        null                || 'waiting: another process is writing to jdbc:x\n'
        'process 7 (user u)' || 'waiting: another process is writing to jdbc:x: process 7 (user u)\n'
    }

    def "while it waits, the live line says so and not that something is applied"() {
        given:
        def progress = progress(true)

        when:
        progress.accept(new ExecutionEvent.MigrationStarted('001', Direction.UP, 1, 1))
        shown()
        progress.accept(new ExecutionEvent.WaitingForLock('jdbc:x', Optional.empty()))
        seconds = 3
        progress.tick()

        then:
        with(shown()) {
            it.contains('3.0 s  waiting for another process')
            !it.contains('applying')
        }

        when: 'its turn has come'
        progress.accept(started())

        then:
        shown().contains('001: 1/2 drop table t')

        cleanup:
        progress.close()
    }
}
