package dev.garganey

import dev.garganey.execute.StatementFailed
import dev.garganey.model.Product
import dev.garganey.script.ScriptMistakes
import dev.garganey.testing.Project
import spock.lang.Specification

/** A CSV file is loaded as it is, or not at all. */
class CsvSpec extends Specification {

    def "#product: a file with #mistake is refused, with its line"() {
        given:
        def project = Project.on(product)
        project.file('001_t.groovy', "up { createTable('t') { integer('a'); text('b') }; loadCsv 't', 'rows.csv' }")
        project.file('rows.csv', text)

        when:
        apply(project)

        then:
        def failure = thrown(StatementFailed)
        failure.message.contains(message)
        failure.kept().contains('Nothing of 001_t was kept')

        cleanup:
        project.close()

        where:
        [product, mistake, text, message] << [Product.values(), [
            ['a line that lacks a field', 'a,b\n1,x\n2\n', 'rows.csv:3 has 1 fields, its first line 2'],
            ['a field too many', 'a,b\n1,x,y\n', 'rows.csv:2 has 3 fields, its first line 2'],
        ]].combinations().collect { [it[0], *it[1]] }
    }

    def "a file with #mistake is refused when it is planned"() {
        given:
        def project = Project.on(Product.SQLITE)
        project.file('001_t.groovy', "up { createTable('t') { text('n'); text('m') }; loadCsv 't', 'rows.csv' }")
        project.file('rows.csv', text)

        when:
        apply(project)

        then:
        def mistakes = thrown(ScriptMistakes)
        mistakes.message.contains(message)

        cleanup:
        project.close()

        where:
        mistake                | text                             || message
        'a column named twice' | 'n,N\na,b\n'                     || 'names the column `N` twice'
        'an open quote'        | 'n,m\na,"b ""c"""\nd,"e\nf,g\n'  || 'The quote that opens in line 3 of `rows.csv` is never closed'
    }

    def "quotes within a field that has none around it are text"() {
        given:
        def project = Project.on(Product.SQLITE)
        project.file('001_t.groovy', "up { createTable('t') { text('n'); text('m') }; loadCsv 't', 'rows.csv' }")
        project.file('rows.csv', 'n,m\n5" disk,"a ""quoted"" word"\n"two\nlines",""\n')

        when:
        apply(project)

        then:
        project.column('select n from t') == ['5" disk', 'two\nlines']

        cleanup:
        project.close()
    }

    private static RunReport apply(Project project) {
        Garganey.open(project.configuration()) { }.apply(ApplyOptions.DEFAULT)
    }
}
