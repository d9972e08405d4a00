package dev.garganey

import dev.garganey.dialect.Dialects
import dev.garganey.execute.GarganeyException
import dev.garganey.model.Product
import dev.garganey.testing.FaultyDialect
import dev.garganey.testing.TestDatabase
import dev.garganey.testing.Workbench
import spock.lang.Specification
import spock.lang.TempDir

import java.nio.file.Path

/** Whatever goes wrong in an adopt: the files are all there or none, and history tells the truth. */
class AdoptFaultSpec extends Specification {

    /** PostgreSQL makes a database for each proof, which takes minutes for all points. */
    static final List<Product> PRODUCTS = Boolean.getBoolean('garganey.faults') ? Product.values().toList() : [Product.SQLITE]

    @TempDir
    Path folder

    def "#product: #what"() {
        given:
        def database = product == Product.SQLITE ? TestDatabase.sqlite() : TestDatabase.postgresql()
        database.connect().withCloseable { it.createStatement().execute('create table users (id integer primary key, name text)') }
        def configuration = Configuration.of(Workbench.target(database), folder)
        def options = new AdoptOptions(folder.resolve('schema'), '001_baseline', AdoptOptions.Gap.UNDECIDED, false)

        when:
        int recorded = 0
        int refused = 0
        int point = 1
        for (; ; point++) {
            def faulty = FaultyDialect.of(Dialects.of(product), mischief(point))
            try {
                Garganey.open(configuration, faulty.dialect()) { }.adopt(options)
                if (faulty.count() < point) break
            } catch (GarganeyException failure) {
                assert failure.message
            }
            def ids = Garganey.open(configuration) { }.history()*.id()
            if (ids) {
                recorded++
                assert files() == ['migrations/001_baseline.groovy', 'schema/users.groovy']
                assert Garganey.open(configuration) { }.drift().isEmpty()
                forget(database)
            } else {
                refused++
                assert files() in [[], ['migrations/001_baseline.groovy', 'schema/users.groovy']]
            }
        }

        then: 'the last run met no mischief'
        Garganey.open(configuration) { }.history()*.id() == ['001_baseline']
        files() == ['migrations/001_baseline.groovy', 'schema/users.groovy']
        refused > 5
        recorded >= least

        cleanup:
        database.close()

        where:
        [product, [what, mischief, least]] << [PRODUCTS, [
            ['any call may be refused', FaultyDialect.&failing, 0],
            ['the answer to any call may be lost', FaultyDialect.&losing, 1]]].combinations()
    }

    private void forget(TestDatabase database) {
        database.connect().withCloseable {
            def statement = it.createStatement()
            statement.execute('drop table garganey_history')
            statement.execute('drop table garganey_journal')
        }
        folder.toFile().listFiles()*.deleteDir()
    }

    private List<String> files() {
        def found = []
        folder.toFile().eachFileRecurse { if (it.file) found << folder.relativize(it.toPath()).toString() }
        found.sort()
    }
}
