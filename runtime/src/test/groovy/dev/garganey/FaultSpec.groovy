package dev.garganey

import dev.garganey.dialect.Dialects
import dev.garganey.execute.ExecutionEvent
import dev.garganey.execute.GarganeyException
import dev.garganey.model.Product
import dev.garganey.testing.DatabaseState
import dev.garganey.testing.DoomedProcess
import dev.garganey.testing.FaultyDialect
import dev.garganey.testing.Rehearsal
import dev.garganey.testing.SampleProject
import java.nio.file.Files
import java.nio.file.Path
import java.sql.Connection
import org.spockframework.runtime.model.parallel.ExecutionMode
import spock.lang.Execution
import spock.lang.Shared
import spock.lang.Specification

/**
 * Whatever goes wrong, and wherever: history tells the truth, nothing is half there that the journal
 * does not know, and the next run finishes.
 *
 * <p>Each feature goes through all points of an act at which its mischief can be done, again and
 * again on the same database until the act is through; that is compared with an undisturbed run.
 * Two of them go on at a time.
 */
class FaultSpec extends Specification {

    @Shared
    Path folder = SampleProject.write(Files.createTempDirectory('garganey-fault-'))

    @Shared
    Map<Product, Rehearsal> rehearsals = Product.values().collectEntries { [it, Rehearsal.of(it, folder)] }

    def cleanupSpec() {
        rehearsals.values()*.close()
        folder.toFile().deleteDir()
    }

    def "#product: the rollback restores what was there before the migration"() {
        expect:
        rehearsals[product].after(Rehearsal.ACTS) == rehearsals[product].after(Rehearsal.ACTS - 2)

        where:
        product << Product.values()
    }

    @Execution(ExecutionMode.CONCURRENT)
    def "#product: any call of #title may be refused"() {
        expect:
        everyPoint(product, act) { configuration, point ->
            faulty(configuration, FaultyDialect.of(Dialects.of(product), FaultyDialect.failing(point)), act, point)
        } > 5

        where:
        [product, act] << [Product.values(), 1..Rehearsal.ACTS].combinations()
        title = Rehearsal.title(act)
    }

    /** Where the answer to a query is lost, that is as if it were refused. */
    @Execution(ExecutionMode.CONCURRENT)
    def "#product: the answer to any call of #title that changes something may be lost with the connection"() {
        expect:
        everyPoint(product, act) { configuration, point ->
            faulty(configuration, FaultyDialect.ofChanges(Dialects.of(product), FaultyDialect.losing(point)), act, point)
        } > 5

        where:
        [product, act] << [Product.values(), 1..Rehearsal.ACTS].combinations()
        title = Rehearsal.title(act)
    }

    @Execution(ExecutionMode.CONCURRENT)
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

    @Execution(ExecutionMode.CONCURRENT)
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

    @Execution(ExecutionMode.CONCURRENT)
    def "#product: the process may be killed at any statement of #title"() {
        given: 'a database for each beginning and end of a statement, a batch or the migration'
        def rehearsal = rehearsals[product]
        def steps = rehearsal.events(act).findAll { DoomedProcess.isStep(it) }
        def databases = steps.collect { rehearsal.stage(act - 1) }

        when: 'a process stands there, and gets a SIGKILL'
        def exit = DoomedProcess.kill(databases, folder, act)

        then: 'history tells the truth everywhere'
        exit == 137
        def configurations = databases.collect { SampleProject.configuration(it, folder) }
        configurations.each { alone(it) }
        def found = configurations.collect { DatabaseState.of(it) }
        [steps, found].transpose().collect { step, state -> rehearsal.fault(state, act) ? [step, rehearsal.fault(state, act)] : null }.findAll() == []

        and: 'nothing is done when it begins, and all when it ends'
        found.last() == rehearsal.after(act)
        found.first() == rehearsal.after(act - 1)

        and: 'the next run finishes'
        databases.each { rehearsal.finish(it, act) }
        configurations.findAll { DatabaseState.of(it) != rehearsal.after(act) } == []

        cleanup:
        databases*.close()

        where:
        [product, act] << [Product.values(), 1..Rehearsal.ACTS].combinations()
        title = Rehearsal.title(act)
    }

    /** Waits until the server has noticed that all others are gone. */
    private static void alone(Configuration configuration) {
        if (configuration.target().url().startsWith('jdbc:postgresql:')) {
            while (query(configuration, 'SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()') > 0) {
                Thread.sleep(5)
            }
        }
    }

    /**
     * Does one act on one database until it is through, with mischief at point after point. When a
     * run got something done, the points of the next begin anew.
     *
     * @param run does it with mischief at one point, and says whether that was reached
     * @return how many runs there were
     */
    private int everyPoint(Product product, int act, Closure<Boolean> run) {
        def rehearsal = rehearsals[product]
        def database = rehearsal.stage(act - 1)
        def configuration = SampleProject.configuration(database, folder)
        def observer = open(configuration)
        def before = rehearsal.after(act - 1)
        int runs = 0
        int point = 1
        while (true) {
            runs++
            boolean reached = run(configuration, point)
            observer = observer.isValid(1) ? observer : open(configuration)
            def found = DatabaseState.of(configuration, observer)
            def fault = rehearsal.fault(found, act)
            assert !fault: "run $runs, at point $point: $fault"
            if (!reached || found == rehearsal.after(act)) {
                break
            }
            point = found == before ? point + 1 : 1
            before = found
        }
        observer.close()
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
        open(configuration).withCloseable { connection ->
            def rows = connection.createStatement().executeQuery(sql)
            rows.next()
            rows.getInt(1)
        }
    }

    private static Connection open(Configuration configuration) {
        Dialects.accepting(configuration.target()).open(configuration.target())
    }
}
