package dev.garganey.shell

import dev.garganey.model.Product
import dev.garganey.sql.SqlSplitter
import dev.garganey.testing.TestDatabase
import spock.lang.Specification
import spock.lang.TempDir

import java.nio.file.Path

/** An exported script makes the database that apply makes. */
class ExportSpec extends Specification {

    @TempDir
    Path folder

    def "#product: apply and the script of #command lead to the same schema and rows"() {
        given:
        def project = new ShellProject(folder)
        def applied = database(product)
        def scripted = database(product)
        project.migration('001_ducks', '''
            up {
                createTable('ducks') {
                    id(); text('name').notNull(); integer('weight'); text('note'); bool('rare'); date('seen')
                }
                loadCsv 'ducks', 'ducks.csv'
                insert 'ducks', name: 'last'
            }
        '''.stripIndent())
        project.file('migrations/ducks.csv', "name,weight,note,rare,seen\nAnas,700,\"it's, a \"\"?\"\" duck\",true,2026-01-02\n" +
            "Gar\\'ganey,,two\nlines,,\n".replace('two\nlines', '"two\nlines; -- x"'))
        project.migration('002_rings', '''
            up {
                addColumn('ducks') { text('ring') }
                backfill('ducks') { set ring: sql("'R' || id"); where 'weight is not null'; batch 1 }
                backfill('ducks') { set note: 'none'; where "note is null or note = ''" }
            }
        '''.stripIndent())

        when:
        project.variables = variables(applied)
        def exit = project.run(*command)
        def script = project.out

        then:
        exit == 0
        script.contains('-- the lines of ducks.csv')

        when:
        project.run('apply')
        scripted.connect().withCloseable { connection ->
            SqlSplitter.split(script, product.syntax()).each { connection.createStatement().execute(it.text()) }
        }

        then:
        project.run('diff', applied.url(), scripted.url(), '--check') == 0
        rows(applied) == rows(scripted)
        rows(applied).size() == 3
        rows(applied)*.ring == ['R1', null, null]
        rows(applied)*.note == ['it\'s, a "?" duck', 'two\nlines; -- x', 'none']

        cleanup:
        applied.close()
        scripted.close()

        where:
        [product, command] << [Product.values(), [['export'], ['plan', '--sql']]].combinations()
    }

    def "a data block stays behind, and the script says where"() {
        given:
        def project = new ShellProject(folder)
        project.migration('001_t', "up { createTable('t') { id() }; data { db -> db.execute('insert into t default values') } }")

        expect:
        project.run('export') == 0
        project.out.contains('-- code, run with a JDBI handle:')
    }

    private static TestDatabase database(Product product) {
        product == Product.SQLITE ? TestDatabase.sqlite() : TestDatabase.postgresql()
    }

    private static Map<String, String> variables(TestDatabase database) {
        [GARGANEY_URL: database.url(), GARGANEY_USER: database.user(), GARGANEY_PASSWORD: database.password()]
    }

    private static List<Map> rows(TestDatabase database) {
        database.connect().withCloseable { connection ->
            def rows = connection.createStatement().executeQuery('select id, name, weight, note, rare, seen, ring from ducks order by id')
            def all = []
            while (rows.next()) {
                all << ['id', 'name', 'weight', 'note', 'rare', 'seen', 'ring'].collectEntries { [it, rows.getString(it)] }
            }
            all
        }
    }
}
