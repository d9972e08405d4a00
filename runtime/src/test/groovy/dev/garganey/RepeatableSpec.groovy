package dev.garganey

import dev.garganey.execute.Refused
import dev.garganey.model.Product
import dev.garganey.testing.Project
import spock.lang.Specification

/** What is applied again loses no rows, and is undone as a whole. */
class RepeatableSpec extends Specification {

    def "#product: a table of a repeatable migration is not made anew while it holds rows"() {
        given:
        def project = Project.on(product)
        project.file('001_t.groovy', "repeatable; up { createTable('t') { id(); text('n') } }")
        apply(project)
        project.execute("insert into t (n) values ('a')")
        project.file('001_t.groovy', "repeatable; up { createTable('t') { id(); text('n'); text('m') } }")

        when:
        apply(project)

        then:
        def e = thrown(Refused)
        e.message.startsWith('Applying 001_t again would first undo what it did last time, and lose data in t. Nothing of it was done.')
        project.column('select n from t') == ['a']

        when: 'nothing is lost'
        project.execute('delete from t')
        apply(project)

        then:
        project.column('select m from t') == []

        cleanup:
        project.close()

        where:
        product << Product.values()
    }

    def "#product: an applied migration does not become repeatable by saying so"() {
        given:
        def project = Project.on(product)
        project.file('001_t.groovy', "up { createTable('t') { id(); text('n') } }")
        apply(project)
        project.file('001_t.groovy', "repeatable; up { createTable('t') { id(); text('n'); text('m') } }")

        when:
        apply(project)

        then:
        def e = thrown(Refused)
        e.message.contains('An applied migration must stay as it is')

        cleanup:
        project.close()

        where:
        product << Product.values()
    }

    def "#product: what a later version #change goes with the rollback too"() {
        given:
        def project = Project.on(product)
        project.file('views.groovy', "repeatable; up { createView 'a', 'select 1 as x' }")
        apply(project)
        project.file('views.groovy', "repeatable; up { $later }")
        apply(project)

        expect:
        project.column('select x from b') == ['2']

        when:
        rollback(project)
        project.column("select x from $gone")

        then:
        thrown(java.sql.SQLException)

        cleanup:
        project.close()

        where:
        [product, row] << [Product.values(), [
            ['adds', "createView 'b', 'select 2 as x'", 'b'],
            ['leaves out', "createView 'b', 'select 2 as x'", 'a'],
            ['makes beside the first', "createView 'a', 'select 1 as x'; createView 'b', 'select 2 as x'", 'b'],
        ]].combinations()
        (change, later, gone) = row
    }

    private static void apply(Project project) {
        Garganey.open(project.configuration()) { }.withCloseable { it.apply(ApplyOptions.DEFAULT) }
    }

    private static void rollback(Project project) {
        Garganey.open(project.configuration()) { }.withCloseable { it.rollback(RollbackOptions.DEFAULT) }
    }
}
