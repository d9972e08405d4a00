package dev.garganey

import dev.garganey.dialect.Dialect
import dev.garganey.dialect.Dialects
import dev.garganey.execute.ExecutionEvent
import dev.garganey.execute.GarganeyException
import dev.garganey.execute.Interrupted
import dev.garganey.model.Product
import dev.garganey.testing.*
import java.nio.file.Files
import java.nio.file.Path
import java.util.function.Consumer
import spock.lang.Shared
import spock.lang.Specification

/**
 * Whatever goes wrong, and wherever: history tells the truth, nothing is half there that the journal
 * does not know, and the next run finishes.
 *
 * <p>Each feature goes through all points of a migration at which its mischief can be done, again and
 * again on the same database until the migration is through; that is compared with an undisturbed run.
 */
@spock.lang.Requires({ Boolean.getBoolean('garganey.faults') })
class FaultSpec extends Specification {

    static final Consumer<ExecutionEvent> NOBODY = { }

    @Shared
    Path folder = SampleProject.write(Files.createTempDirectory('garganey-fault-'))

    @Shared
    Map<Product, Rehearsal> rehearsals = [:]

    def cleanupSpec() {
        folder.toFile().deleteDir()
    }

    def "#product: any call of #id may be refused"() {
        expect:
        everyPoint(product, number) { database, configuration, point ->
            faulty(configuration, FaultyDialect.of(Dialects.of(product), FaultyDialect.failing(point)), point, id)
        } > 10

        where:
        [product, number] << [Product.values(), 1..SampleProject.IDS.size()].combinations()
        id = SampleProject.IDS[number - 1]
    }

    def "#product: the answer to any call of #id may be lost with the connection"() {
        expect:
        everyPoint(product, number) { database, configuration, point ->
            faulty(configuration, FaultyDialect.of(Dialects.of(product), FaultyDialect.losing(point)), point, id)
        } > 10

        where:
        [product, number] << [Product.values(), 1..SampleProject.IDS.size()].combinations()
        id = SampleProject.IDS[number - 1]
    }

    def "PostgreSQL: the server may end every session at any event of #id"() {
        expect:
        everyPoint(Product.POSTGRESQL, number) { database, configuration, point ->
            int events = 0
            attempt(configuration, Dialects.of(Product.POSTGRESQL), { event ->
                if (++events == point) {
                    endSessions(configuration)
                }
            }, id)
            new Reached(fault: events >= point)
        } > 5

        where:
        number << (1..SampleProject.IDS.size())
        id = SampleProject.IDS[number - 1]
    }

    def "#product: the user may stop at any event of #id"() {
        expect:
        everyPoint(product, number) { database, configuration, point ->
            int events = 0
            Garganey garganey
            garganey = Garganey.open(configuration) { event ->
                if (++events == point) {
                    garganey.interrupt()
                }
            }
            try {
                garganey.apply(to(id))
            } catch (Interrupted asked) {
                assert asked.message
            }
            new Reached(fault: events >= point)
        } > 5

        where:
        [product, number] << [Product.values(), [2, 3, 4]].combinations()
        id = SampleProject.IDS[number - 1]
    }

    def "SQLite: the disk may be full at any page of #id"() {
        expect:
        everyPoint(Product.SQLITE, number) { database, configuration, point ->
            def faulty = FaultyDialect.of(Dialects.of(Product.SQLITE), FaultyDialect.limited(pages(configuration) + point - 1))
            new Reached(fault: !attempt(configuration, faulty.dialect(), NOBODY, id))
        } >= 1

        where:
        number << [1, 2, 3, 4]
        id = SampleProject.IDS[number - 1]
    }

    def "#product: the process may be killed at any step of #id"() {
        expect:
        everyPoint(product, number) { database, configuration, point ->
            def process = ApplyProcess.start(database, folder, point, id)
            def said = process.inputStream.text
            int code = process.waitFor()
            assert code == 0 || code == 137: said
            new Reached(fault: code == 137)
        } > 5

        where:
        [product, number] << [Product.values(), [2, 3, 4]].combinations()
        id = SampleProject.IDS[number - 1]
    }

    /**
     * Runs one migration on one database until it is through, with mischief at point after point.
     * When a run got something done, the points of the next begin anew; those before the migration
     * itself begins are gone through once.
     *
     * @param run does it at one point, and says whether it was reached and where the migration began
     * @return how many runs there were
     */
    private int everyPoint(Product product, int number, Closure<Reached> run) {
        def rehearsal = rehearsals.computeIfAbsent(product) { Rehearsal.of(it, folder) }
        def database = rehearsal.stage(number - 1)
        def configuration = SampleProject.configuration(database, folder)
        def before = rehearsal.after(number - 1)
        int runs = 0
        int point = 1
        while (true) {
            runs++
            def reached = run(database, configuration, point)
            def found = DatabaseState.of(configuration)
            def fault = rehearsal.fault(found, number)
            assert !fault: "run $runs, at point $point: $fault"
            if (!reached.fault || found == rehearsal.after(number)) {
                break
            }
            point = found == before ? point + 1 : reached.beginning + 1
            before = found
        }
        rehearsal.finish(database, number)
        assert DatabaseState.of(configuration) == rehearsal.after(number)
        database.close()
        runs
    }

    /** Whether the fault happened, and how many points there were before the migration began. */
    static class Reached {
        boolean fault
        int beginning
    }

    /** Runs with faulty connections. */
    private static Reached faulty(Configuration configuration, FaultyDialect faulty, int point, String id) {
        int beginning = -1
        attempt(configuration, faulty.dialect(), { event ->
            if (event instanceof ExecutionEvent.MigrationStarted && beginning < 0) {
                beginning = faulty.count()
            }
        }, id)
        new Reached(fault: faulty.count() >= point, beginning: Math.max(beginning, 0))
    }

    /** Whether it ended well. */
    private static boolean attempt(Configuration configuration, Dialect dialect, Consumer<ExecutionEvent> listener, String id) {
        try {
            Garganey.open(configuration, dialect, listener).apply(to(id))
            return true
        } catch (GarganeyException failure) {
            assert failure.message
            return false
        }
    }

    private static ApplyOptions to(String id) {
        new ApplyOptions(Target.to(id), false)
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
