package dev.garganey

import dev.garganey.model.Product
import dev.garganey.testing.TestDatabase
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.TempDir

import java.nio.file.Files
import java.nio.file.Path

/**
 * The whole schemas of real products at successive dates: a database goes from each to the next by what
 * differs, back, and there again. -Dgarganey.corpora names those to take; without it, all are taken.
 */
@Requires(value = { SeriesCorpusSpec.CORPORA != null }, reason = 'there is no ../shared/corpora beside the project')
class SeriesCorpusSpec extends Specification {
    static final Path CORPORA = ['../../shared/corpora', '../shared/corpora', System.getProperty('garganey.corpora.folder', '../shared/corpora')]
        .collect { Path.of(it) }.find { Files.isDirectory(it.resolve('series/sqlite')) }

    @TempDir
    Path folder

    def "#series goes from each date to the next"() {
        given:
        def replay = new Replay(Product.SQLITE, folder)
        def files = listed(CORPORA.resolve("series/sqlite/$series"))

        when:
        def carried = files.count { file ->
            TestDatabase.sqlite().withCloseable { truth ->
                Replay.run(Product.SQLITE, truth, file)
                replay.follow(file.fileName.toString(), truth)
            }
        }
        replay.report(series, files.size(), files.size(), carried as int)

        then:
        replay.failures == []

        cleanup:
        replay?.close()

        where:
        series << all()
    }

    private static List<Path> listed(Path folder) {
        Files.list(folder).withCloseable { it.toList().toSorted() }
    }

    private static List<String> all() {
        def wanted = System.getProperty('garganey.corpora', 'all').split(',').toList()
        CORPORA == null ? ['none'] : listed(CORPORA.resolve('series/sqlite'))*.fileName*.toString().findAll { wanted == ['all'] || it in wanted }
    }
}
