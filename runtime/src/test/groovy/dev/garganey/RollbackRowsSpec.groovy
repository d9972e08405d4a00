package dev.garganey

import dev.garganey.execute.Refused
import dev.garganey.model.Product
import dev.garganey.script.ScriptMistakes
import dev.garganey.testing.Project
import spock.lang.Specification

/** Rows that came since a migration are not lost by undoing it, unless they are named. */
class RollbackRowsSpec extends Specification {

    def "#product: #what stay when an inserted row would be taken back"() {
        given:
        def project = Project.on(product)
        project.file('001_t.groovy', '''up {
            createTable('customers') { id(); text('email').unique() }
            createTable('orders') { id(); reference('customer').notNull().onDelete(CASCADE) }
            createTable('tags') { text('name') }
        }''')
        project.file('002_row.groovy', "up { $insert }")
        apply(project)
        project.execute(since)

        when:
        rollback(project, [] as Set)

        then:
        def e = thrown(Refused)
        e.message.endsWith("--allow-data-loss $table")

        when:
        rollback(project, [table] as Set)

        then:
        project.column("select count(*) from $table") == ['0']

        cleanup:
        project.close()

        where:
        [product, row] << [Product.values(), [
            ['rows that refer to it', "insert 'customers', email: 'ada'", 'insert into orders (customer_id) select id from customers', 'orders'],
            ['rows like it', "insert 'tags', name: 'new'", "insert into tags values ('new'), ('new')", 'tags'],
        ]].combinations()
        (what, insert, since, table) = row
    }

    def "redo undoes nothing while the script cannot be read"() {
        given:
        def project = Project.on(Product.SQLITE)
        project.file('001_t.groovy', "up { createTable('t') { id() } }")
        apply(project)
        project.execute('insert into t (id) values (1)')
        project.file('001_t.groovy', "up { createTabel('t') { id() } }")

        when:
        Garganey.open(project.configuration()) { }.withCloseable { it.redo(new RollbackOptions(Target.DEFAULT, ['t'] as Set)) }

        then:
        thrown(ScriptMistakes)
        project.column('select id from t') == ['1']

        cleanup:
        project.close()
    }

    private static void apply(Project project) {
        Garganey.open(project.configuration()) { }.withCloseable { it.apply(ApplyOptions.DEFAULT) }
    }

    private static void rollback(Project project, Set<String> allowed) {
        Garganey.open(project.configuration()) { }.withCloseable { it.rollback(new RollbackOptions(Target.DEFAULT, allowed)) }
    }
}
