package dev.garganey

import dev.garganey.dialect.Dialects
import dev.garganey.execute.ExecutionEvent
import dev.garganey.execute.GarganeyException
import dev.garganey.model.Product
import dev.garganey.testing.ApplyProcess
import dev.garganey.testing.DatabaseState
import dev.garganey.testing.FaultyDialect
import dev.garganey.testing.Rehearsal
import dev.garganey.testing.SampleProject
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.Callable
import java.util.concurrent.Executors
import spock.lang.Shared
import spock.lang.Specification

/**
 * Whatever goes wrong, and wherever: history tells the truth, nothing is half there that the journal
 * does not know, and the next run finishes.
 *
 * <p>Each feature goes through all points of an act at which its mischief can be done, again and
 * again on the same database until the act is through; that is compared with an undisturbed run.
 */
class FaultSpec extends Specification {

    @Shared
    Path folder = SampleProject.write(Files.createTempDirectory('garganey-fault-'))

    @Shared
    Map<Product, Rehearsal> rehearsals = [:]

    def cleanupSpec() {
        rehearsals.values()*.close()
        folder.toFile().deleteDir()
    }

    def "#product: the rollback restores what was there before the migration"() {
        expect:
        rehearsal(product).after(Rehearsal.ACTS) == rehearsal(product).after(Rehearsal.ACTS - 2)

        where:
        product << Product.values()
    }

    def "#product: any call of #title may be refused"() {
        expect:
        everyPoint(product, act) { configuration, point ->
            faulty(configuration, FaultyDialect.of(Dialects.of(product), FaultyDialect.failing(point)), act, point)
        } > 10

        where:
        [product, act] << [Product.values(), 1..Rehearsal.ACTS].combinations()
        title = Rehearsal.title(act)
    }

    /** Where the answer to a query is lost, that is as if it were refused. */
    def "#product: the answer to any call of #title that changes something may be lost with the connection"() {
        expect:
        everyPoint(product, act) { configuration, point ->
            faulty(configuration, FaultyDialect.ofChanges(Dialects.of(product), FaultyDialect.losing(point)), act, point)
        } > 5

        where:
        [product, act] << [Product.values(), 1..Rehearsal.ACTS].combinations()
        title = Rehearsal.title(act)
    }

    def "PostgreSQL: the server may end every session at any event of #title"() {
        expect:
        everyPoint(Product.POSTGRESQL, act) { configuration, point ->
            int events = 0
            attempt(Garganey.open(configuration) { if (++events == point) endSessions(configuration) }, act)
            events >= point
        } > 5

        where:
        act << (1..Rehearsal.ACTS)
        title = Rehearsal.title(act)
    }

    def "#product: the user may stop at any event of #title"() {
        expect:
        everyPoint(product, act) { configuration, point ->
            int events = 0
            Garganey garganey
            garganey = Garganey.open(configuration) { if (++events == point) garganey.interrupt() }
            attempt(garganey, act)
            events >= point
        } > 5

        where:
        [product, act] << [Product.values(), [2, 3, 4, Rehearsal.ACTS]].combinations()
        title = Rehearsal.title(act)
    }

    def "SQLite: the disk may be full at any page of #title"() {
        expect:
        everyPoint(Product.SQLITE, act) { configuration, point ->
            def faulty = FaultyDialect.of(Dialects.of(Product.SQLITE), FaultyDialect.limited(pages(configuration) + point - 1))
            !attempt(Garganey.open(configuration, faulty.dialect(), { }), act)
        } >= 1

        where:
        act << (1..Rehearsal.ACTS)
        title = Rehearsal.title(act)
    }

    /** Real processes are slow to start, so two die at a time, each with a database of its own. */
    def "#product: the process may be killed at any stage of #title, and at any kind of statement"() {
        given:
        def rehearsal = rehearsal(product)
        def steps = deaths(rehearsal.events(act).findAll { ApplyProcess.isStep(it) })

        when:
        def undertakers = Executors.newFixedThreadPool(2)
        def found = undertakers.invokeAll(steps.collect { step -> { -> killed(rehearsal, act, step) } as Callable })*.get()

        then:
        found.every { it == 'dead, and nothing is wrong' }
        found.size() >= 3

        cleanup:
        undertakers?.shutdownNow()

        where:
        [product, act] << [Product.values(), [2, 3, 4, Rehearsal.ACTS]].combinations()
        title = Rehearsal.title(act)
    }

    /** The steps, from 1, that differ by their stage or by what they do. */
    private static List<Integer> deaths(List<ExecutionEvent> steps) {
        def kinds = steps.withIndex().groupBy { event, i ->
            event instanceof ExecutionEvent.StatementStarted
                ? [event.statement().transactional(), event.statement().isBatched(),
                   event.statement().action().class, event.statement().action().text().split(/\s+/).take(2)]
                : [event.class, event instanceof ExecutionEvent.BatchFinished ? event.rows() : 0]
        }
        kinds.values().collect { it[0][1] + 1 }
    }

    private String killed(Rehearsal rehearsal, int act, int step) {
        rehearsal.stage(act - 1).withCloseable { database ->
            def process = ApplyProcess.start(database, folder, act, step)
            def said = process.inputStream.text
            if (process.waitFor() != 137) {
                return "at step $step it did not die: $said".toString()
            }
            def configuration = SampleProject.configuration(database, folder)
            def fault = rehearsal.fault(DatabaseState.of(configuration), act)
            if (fault) {
                return "killed at step $step: $fault".toString()
            }
            rehearsal.finish(database, act)
            DatabaseState.of(configuration) == rehearsal.after(act)
                ? 'dead, and nothing is wrong'
                : "killed at step $step: the next run did not finish it".toString()
        }
    }

    private Rehearsal rehearsal(Product product) {
        rehearsals.computeIfAbsent(product) { Rehearsal.of(it, folder) }
    }

    /**
     * Does one act on one database until it is through, with mischief at point after point. When a
     * run got something done, the points of the next begin anew.
     *
     * @param run does it with mischief at one point, and says whether that was reached
     * @return how many runs there were
     */
    private int everyPoint(Product product, int act, Closure<Boolean> run) {
        def rehearsal = rehearsal(product)
        def database = rehearsal.stage(act - 1)
        def configuration = SampleProject.configuration(database, folder)
        def before = rehearsal.after(act - 1)
        int runs = 0
        int point = 1
        while (true) {
            runs++
            boolean reached = run(configuration, point)
            def found = DatabaseState.of(configuration)
            def fault = rehearsal.fault(found, act)
            assert !fault: "run $runs, at point $point: $fault"
            if (!reached || found == rehearsal.after(act)) {
                break
            }
            point = found == before ? point + 1 : 1
            before = found
        }
        rehearsal.finish(database, act)
        assert DatabaseState.of(configuration) == rehearsal.after(act)
        database.close()
        runs
    }

    /**
     * Runs with faulty connections. The first act goes wrong from the first call on, where history is
     * read and Garganey's own tables are made; the others from when their migration begins.
     */
    private static boolean faulty(Configuration configuration, FaultyDialect faulty, int act, int point) {
        if (act > 1) {
            faulty.unarmed()
        }
        attempt(Garganey.open(configuration, faulty.dialect(), { event ->
            if (event instanceof ExecutionEvent.MigrationStarted) {
                faulty.arm()
            }
        }), act)
        faulty.count() >= point
    }

    /** Whether it ended well. */
    private static boolean attempt(Garganey garganey, int act) {
        try {
            Rehearsal.perform(garganey, act)
            return true
        } catch (GarganeyException failure) {
            assert failure.message
            return false
        }
    }

    private static void endSessions(Configuration configuration) {
        query(configuration, 'SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()')
    }

    private static int pages(Configuration configuration) {
        query(configuration, 'PRAGMA page_count')
    }

    private static int query(Configuration configuration, String sql) {
        Dialects.accepting(configuration.target()).open(configuration.target()).withCloseable { connection ->
            def rows = connection.createStatement().executeQuery(sql)
            rows.next()
            rows.getInt(1)
        }
    }
}
