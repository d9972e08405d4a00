package dev.garganey

import dev.garganey.model.Product
import dev.garganey.testing.TestDatabase
import org.opentest4j.TestAbortedException
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.TempDir

import java.nio.file.Files
import java.nio.file.Path

/**
 * The migration histories of real projects, gone through step by step: whatever a step made of the schema, we
 * find, write as a migration of ours, apply, undo and apply again.
 *
 * The corpora lie beside the repository, in ../shared/corpora. Every build judges every step of the short ones
 * and some of the long ones; -Dgarganey.corpora=all judges all, a list of names all of those.
 */
@Requires(value = { HistoriesCorpusSpec.CORPORA != null }, reason = 'there is no ../shared/corpora beside the project')
class HistoriesCorpusSpec extends Specification {
    static final Path CORPORA = ['../../shared/corpora', '../shared/corpora', System.getProperty('garganey.corpora.folder', '../shared/corpora')]
        .collect { Path.of(it) }.find { Files.isDirectory(it.resolve('histories')) }

    /** So many steps of a history are judged by every build. */
    static final int FEW = 2

    @TempDir
    Path folder

    def "#history is followed step by step"() {
        given:
        def product = history.endsWith('_pg') ? Product.POSTGRESQL : Product.SQLITE
        def files = files(history)
        def chosen = chosen(history, files.size())
        def truth = product == Product.SQLITE ? TestDatabase.sqlite() : TestDatabase.postgresql()
        def replay = new Replay(product, folder)
        requireExtensions(product, truth, files)
        def carried = 0
        def judged = 0

        when:
        def current = true
        files.eachWithIndex { file, number ->
            def isJudged = number in chosen
            if (isJudged && !current) {
                replay.restart(truth)
            }
            Replay.run(product, truth, file)
            current = isJudged
            if (isJudged) {
                judged++
                carried += replay.follow(file.fileName.toString(), truth, Files.readString(file)) ? 1 : 0
            }
        }
        replay.remake(truth)
        replay.report(history, files.size(), judged, carried)

        then: 'each judged step was carried'
        replay.failures == []

        cleanup:
        replay?.close()
        truth?.close()

        where:
        history << histories()
    }

    private static List<String> histories() {
        if (CORPORA == null) {
            return ['none']
        }
        def wanted = System.getProperty('garganey.corpora', 'all').split(',').toList()
        Files.list(CORPORA.resolve('histories')).withCloseable { all ->
            all.collect { it.fileName.toString() }.findAll { it ==~ /.*_(pg|sqlite)/ && (wanted == ['all'] || it in wanted) }.sort()
        }
    }

    private static List<Path> files(String history) {
        Files.list(CORPORA.resolve('histories').resolve(history)).withCloseable { all ->
            all.findAll { !it.fileName.toString().endsWith('.down.sql') }.sort()
        }
    }

    private static Set<Integer> chosen(String history, int size) {
        def all = System.getProperty('garganey.corpora') != null
        all || size <= FEW ? (0..<size) as Set : (0..<FEW).collect { (it * (size - 1) / (FEW - 1)) as int } as Set
    }

    private static void requireExtensions(Product product, TestDatabase database, List<Path> files) {
        if (product != Product.POSTGRESQL) {
            return
        }
        def wanted = files.collectMany { (Files.readString(it) =~ /(?i)create extension (?:if not exists )?"?([\w-]+)/).collect { it[1] } }
        database.connect().withCloseable { connection ->
            def there = []
            def rows = connection.createStatement().executeQuery('select name from pg_available_extensions')
            while (rows.next()) {
                there << rows.getString(1)
            }
            if (wanted - there) {
                throw new TestAbortedException("the server lacks the extensions ${(wanted - there).toSet().join(', ')}")
            }
        }
    }
}
