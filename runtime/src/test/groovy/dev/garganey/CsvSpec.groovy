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
            ['an open quote', 'a,b\n1,x\n2,"y\n', 'rows.csv'],
        ]].combinations().collect { [it[0], *it[1]] }
    }

    def "a first line that names a column twice is refused"() {
        given:
        def project = Project.on(Product.SQLITE)
        project.file('001_t.groovy', "up { createTable('t') { text('n') }; loadCsv 't', 'rows.csv' }")
        project.file('rows.csv', 'n,N\na,b\n')

        when:
        apply(project)

        then:
        def mistakes = thrown(ScriptMistakes)
        mistakes.message.contains('names the column `N` twice')

        cleanup:
        project.close()
    }

    private static RunReport apply(Project project) {
        Garganey.open(project.configuration()) { }.apply(ApplyOptions.DEFAULT)
    }
}
