package dev.garganey

import dev.garganey.dialect.Dialects
import dev.garganey.dialect.LockNotObtained
import dev.garganey.dialect.Waiting
import dev.garganey.execute.ExecutionEvent
import dev.garganey.execute.Interrupted
import dev.garganey.model.Product
import dev.garganey.testing.ApplyProcess
import dev.garganey.testing.SampleProject
import java.nio.file.Files
import java.time.Duration
import java.util.concurrent.CompletableFuture
import java.util.concurrent.LinkedBlockingQueue
import spock.lang.AutoCleanup
import spock.lang.Specification
import spock.lang.Timeout

/** More than one who would write to a database at the same time. */
@Timeout(120)
class WritersSpec extends Specification {
    static final List<String> IDS = ['00000_log', '00001_row', '00002_row', '00003_table', '00004_row']

    def folder = SampleProject.writeMany(Files.createTempDirectory('garganey-writers-'), IDS.size() - 1)

    @AutoCleanup
    def resources = new Closeables()

    def cleanup() {
        folder.toFile().deleteDir()
    }

    def "#product: eight processes at once apply each migration once, and the seven others say so"() {
        given: 'somebody who keeps them all waiting until all know what is pending'
        def database = resources.add(SampleProject.database(product))
        def configuration = SampleProject.configuration(database, folder)
        def writer = resources.add(new Writer(configuration))

        when:
        def processes = (1..8).collect { ApplyProcess.start(database, folder) }
        def readers = processes*.inputReader()
        def waiting = readers*.readLine()

        then:
        waiting.every { it == 'waiting' }

        when: 'there is nothing to wait for any more'
        writer.close()
        def reports = readers.collect { it.text.readLines().last() =~ /^done=(.*) others=(.*)$/ }
            .collect { it.find() ? [done: ids(it.group(1)), others: ids(it.group(2))] : it.toString() }

        then: 'each migration is done by one'
        processes.every { it.waitFor() == 0 }
        reports.collectMany { it.done }.sort() == IDS
        reports.every { it.done + it.others as Set == IDS as Set }

        and: 'was applied once'
        Garganey.open(configuration) { }.history()*.id() == IDS
        database.connect().withCloseable { connection ->
            def rows = connection.createStatement().executeQuery('select count(*), count(distinct what) from log')
            rows.next()
            [rows.getInt(1), rows.getInt(2)] == [3, 3]
        }

        cleanup:
        processes*.destroyForcibly()

        where:
        product << Product.values()
    }

    def "#product: who waits for another writer says so at once, and #says"() {
        given:
        def database = resources.add(SampleProject.database(product))
        def configuration = SampleProject.configuration(database, folder)
        def writer = resources.add(new Writer(configuration))
        def events = new LinkedBlockingQueue<ExecutionEvent>()

        when:
        def run = CompletableFuture.supplyAsync { Garganey.open(configuration, events::add).apply(ApplyOptions.DEFAULT) }
        def first = events.take()

        then:
        first instanceof ExecutionEvent.WaitingForLock
        first.database() == configuration.target().shown()
        first.holder().present == named
        !named || first.holder().get() =~ /^process \d+ \(application garganey, user /

        when: 'its turn has come'
        writer.close()

        then:
        run.get().done()*.id() == IDS
        events.count { it instanceof ExecutionEvent.WaitingForLock } == 0

        where:
        product            | named
        Product.SQLITE     | false
        Product.POSTGRESQL | true
        says = named ? 'who it is' : 'cannot know who it is'
    }

    def "#product: who waits in vain is told in the end, and nothing was done"() {
        given:
        def database = resources.add(SampleProject.database(product))
        def configuration = withLockTimeout(SampleProject.configuration(database, folder), Duration.ofMillis(200))
        def writer = resources.add(new Writer(configuration))

        when:
        Garganey.open(configuration) { }.apply(ApplyOptions.DEFAULT)

        then:
        def refused = thrown(LockNotObtained)
        refused.message.contains '0.2 s'
        refused.message.contains '--lock-timeout'

        when:
        writer.close()

        then:
        Garganey.open(configuration) { }.history() == []

        where:
        product << Product.values()
    }

    def "#product: who waits can be stopped"() {
        given:
        def database = resources.add(SampleProject.database(product))
        def configuration = SampleProject.configuration(database, folder)
        resources.add(new Writer(configuration))

        when:
        Garganey garganey
        garganey = Garganey.open(configuration) { garganey.interrupt() }
        garganey.apply(ApplyOptions.DEFAULT)

        then:
        thrown(Interrupted)

        where:
        product << Product.values()
    }

    def "SQLite: a migration in the middle of the run waits, too"() {
        given:
        def database = resources.add(SampleProject.database(Product.SQLITE))
        def configuration = SampleProject.configuration(database, folder)
        def told = []
        Writer writer = null

        when:
        def report = Garganey.open(configuration) { event ->
            if (event instanceof ExecutionEvent.MigrationFinished && event.id() == '00002_row') {
                writer = resources.add(new Writer(configuration))
            } else if (event instanceof ExecutionEvent.WaitingForLock) {
                told << event.database()
                writer.close()
            }
        }.apply(ApplyOptions.DEFAULT)

        then:
        told == [configuration.target().shown()]
        report.done()*.id() == IDS
    }

    def "#product: scripts are evaluated once while nothing changes, and what was edited while waiting is applied as it is then"() {
        given: 'a script that leaves a trace each time it is evaluated'
        def trace = Files.createFile(folder.resolve('trace.txt')).toFile()
        def script = folder.resolve('migrations/00005_script.groovy').toFile()
        script.text = "new File('$trace.path') << 'x'\nup { createTable('first') { text('a') } }"
        def configuration = SampleProject.configuration(resources.add(SampleProject.database(product)), folder)
        def writer = resources.add(new Writer(configuration))

        when:
        def report = Garganey.open(configuration) { event ->
            if (event instanceof ExecutionEvent.WaitingForLock) {
                script.text = script.text.replace('first', table)
                writer.close()
            }
        }.apply(ApplyOptions.DEFAULT)

        then:
        report.done().size() == IDS.size() + 1
        trace.text == evaluations
        database(configuration) { it.createStatement().executeQuery("select count(*) from $table").next() }

        where:
        [product, [table, evaluations]] << [Product.values(), [['first', 'x'], ['second', 'xx']]].combinations()
    }

    private static <T> T database(Configuration configuration, Closure<T> question) {
        Dialects.accepting(configuration.target()).open(configuration.target()).withCloseable(question)
    }

    private static List<String> ids(String text) {
        text ? text.split(',') as List : []
    }

    private static Configuration withLockTimeout(Configuration c, Duration timeout) {
        new Configuration(c.target(), c.project(), c.migrations(), c.history(), c.journal(), timeout, c.statementLockTimeout(),
            c.lockRetries(), c.outOfOrder(), c.missing(), c.environment(), c.appliedBy())
    }

    /** Writer is the one writer of a database until it is closed. */
    static class Writer implements Closeable {
        final dialect
        final connection
        final lock

        Writer(Configuration configuration) {
            dialect = Dialects.accepting(configuration.target())
            lock = dialect.lock(configuration.target(), Duration.ZERO, [begins: { }, goesOn: { }] as Waiting)
            connection = dialect.open(configuration.target())
            dialect.begin(connection, false)
        }

        @Override
        void close() {
            if (!connection.closed) {
                dialect.rollback(connection)
                connection.close()
                lock.close()
            }
        }
    }

    /** Closeables are closed in the end, last one first. */
    static class Closeables implements Closeable {
        private final List<AutoCloseable> all = []

        def <T> T add(T resource) {
            all << (resource as AutoCloseable)
            resource
        }

        @Override
        void close() {
            all.reverse()*.close()
        }
    }
}
