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

    def "#product: an inserted row that somebody changed since is not taken back: #what"() {
        given:
        def project = Project.on(product)
        project.file('001_t.groovy', "up { createTable('t') { id() } }")
        project.file('002_settings.groovy', """up {
            createTable('settings') { id(); text('theme').notNull().defaultTo('light'); decimal('size', 6, 2); bool('on'); json('more').defaultTo('{}'); text('note') }
            insert 'settings', id: 1, theme: 'dark', size: 1.50, on: true
            insert 'settings', id: 2
            $more
        }""")
        apply(project)

        when: 'nobody did'
        rollback(project, [] as Set)
        apply(project)
        project.execute(since)
        rollback(project, [] as Set)

        then:
        def e = thrown(Refused)
        e.message.contains('would drop data in settings. Nothing of it was rolled back')

        when:
        rollback(project, ['settings'] as Set)

        then:
        project.execute('create table settings (a int)')

        cleanup:
        project.close()

        where:
        [product, row] << [Product.values(), [
            ['a value', '', "update settings set theme = 'blue' where id = 1"],
            ['a default', '', "update settings set theme = 'blue' where id = 2"],
            ['what was NULL', '', "update settings set note = 'keep' where id = 1"],
            ['a value beside one that the migration itself changes', "update 'settings', set: [theme: 'red'], where: 'id = 1'", 'update settings set size = 2 where id = 1'],
            ['a column that got another name', "renameColumn 'settings', 'theme', 'look'", "update settings set look = 'blue' where id = 1"],
        ]].combinations()
        (what, more, since) = row
    }

    def "#product: rows that refer by a key of several columns stay"() {
        given:
        def project = Project.on(product)
        project.file('001_t.groovy', '''up {
            createTable('places') { text('country').notNull(); text('city').notNull(); primaryKey('country', 'city') }
            createTable('people') { id(); text('country'); text('city') }
            addForeignKey('people', 'country', 'city').references('places', 'country', 'city').onDelete(CASCADE)
        }''')
        project.file('002_row.groovy', "up { insert 'places', country: 'TD', city: 'Bol' }")
        apply(project)
        project.execute("insert into people (country, city) values ('TD', 'Bol')")

        when:
        rollback(project, [] as Set)

        then:
        def e = thrown(Refused)
        e.message.endsWith('--allow-data-loss people')

        cleanup:
        project.close()

        where:
        product << Product.values()
    }

    def "#product: a name means the table that has it when it is typed"() {
        given:
        def project = Project.on(product)
        project.file('001_old.groovy', "up { createTable('old') { integer('id') } }")
        project.file('002_new.groovy', "up { renameTable 'old', 'new'; createTable('old') { integer('id') } }")
        apply(project)
        project.execute('insert into old (id) values (1)', 'insert into new (id) values (2)')

        when:
        Garganey.open(project.configuration()) { }.withCloseable { it.rollback(new RollbackOptions(Target.steps(2), ['old'] as Set)) }

        then:
        def e = thrown(Refused)
        e.message.contains('Rolling back 001_old would drop data in old')
        project.column('select id from old') == ['2']

        cleanup:
        project.close()

        where:
        product << Product.values()
    }

    def "what was changed in a table does not come back though the migration made another one of that name: by #means"() {
        given:
        def project = Project.on(Product.SQLITE)
        project.file('001_a.groovy', "up { createTable('a') { id(); text('n') } }")
        project.file('002_b.groovy', "up { createTable('b') { id(); text('n') }; $swap; update 'b', set: [n: 'new'], where: 'id = 1'; $back }")
        apply(project)

        when:
        rollback(project, [] as Set)

        then:
        def e = thrown(Refused)
        e.message.contains('cannot be rolled back')

        cleanup:
        project.close()

        where:
        means | swap | back
        'renames' | "renameTable 'b', 'c'; renameTable 'a', 'b'" | "renameTable 'b', 'a'"
        'raw SQL' | "sql 'alter table b rename to c', down: 'alter table c rename to b'; sql 'alter table a rename to b', down: 'alter table b rename to a'" | "sql 'select 1', down: 'select 1'"
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
