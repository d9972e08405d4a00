package dev.garganey

import dev.garganey.execute.Refused
import dev.garganey.model.Product
import dev.garganey.testing.Project
import spock.lang.AutoCleanup
import spock.lang.Specification

/** Raw SQL that undoes a migration is read as far as its words go: what it takes away must be named like anything else. */
class RawRollbackSpec extends Specification {

    @AutoCleanup
    Project project

    def "#product: `#down` is refused while #name holds data"() {
        given:
        project = Project.on(product)
        project.file('001_t.groovy', """up {
            createTable('t') { id(); text('n'); text('w') }
            createTable('other') { id(); text('x') }
        }""")
        project.file('002_sql.groovy', "up { sql 'select 1', down: '''$down''' }")
        apply()
        project.execute("insert into t (n, w) values ('n', 'w')", "insert into other (x) values ('x')")

        when:
        rollback()

        then:
        def e = thrown(Refused)
        e.message.endsWith("Nothing of it was rolled back. If that data may go, name it: --allow-data-loss $name")
        project.column('select n from t') == ['n']
        project.column('select w from t') == ['w']

        when:
        rollback(name.split(','))

        then:
        noExceptionThrown()

        where:
        [product, down, name] << [
            ['drop table t', 't'],
            ['DROP /* all of it */ TABLE if exists "t"', 't'],
            ['alter table t drop column w', 't.w'],
            ['alter table t drop w', 't.w'],
            ['delete from t', 't'],
            ['delete from t where true', 't'],
            ['with x as (select 1) delete from t', 't'],
        ].collectMany { row -> Product.values().collect { [it, *row] } } + [
            [Product.SQLITE, 'drop table main.T', 'T'],
            [Product.SQLITE, 'drop table [t]', 't'],
            [Product.POSTGRESQL, 'drop table T, public.other', 't,public.other'],
            [Product.POSTGRESQL, 'truncate t, other', 't,other'],
            [Product.POSTGRESQL, 'alter table only t add column y numeric(3, 1), drop column if exists w cascade', 't.w'],
            [Product.POSTGRESQL, 'with gone as (delete from t returning *) select count(*) from gone', 't'],
        ]
    }

    def "#product: `#down` takes no data away, and is not held up"() {
        given:
        project = Project.on(product)
        project.file('001_t.groovy', "up { createTable('t') { id(); text('n'); text('w') } }")
        project.file('002_sql.groovy', "up { sql 'create index i on t (n)', down: '''$down''' }")
        apply()
        project.execute("insert into t (n) values ('n')")

        when:
        rollback()

        then:
        project.column('select n from t') == ['n']

        where:
        [product, down] << [Product.values(), [
            'drop index i', 'drop table if exists gone', "delete from t where n = 'other'", 'alter table t drop column w',
            'create table copy as select 1 as n; drop table copy', "insert into t (n) values ('drop table t'); delete from t where n like 'drop%'"]].combinations()
    }

    def "#product: the way back in an SQL file is guarded too"() {
        given:
        project = Project.on(product)
        project.file('001_stock.sql', "create table stock (item text);\n-- down\ndrop table stock;")
        apply()
        project.execute("insert into stock values ('rings')")

        when:
        rollback()

        then:
        def e = thrown(Refused)
        e.message.endsWith('--allow-data-loss stock')

        when:
        rollback('stock')

        then:
        project.execute('create table stock (a int)')

        where:
        product << Product.values()
    }

    def "#product: rows that go with those that are deleted must be named as well"() {
        given:
        project = Project.on(product)
        project.file('001_t.groovy', '''up {
            createTable('customers') { id(); text('email') }
            createTable('orders') { id(); reference('customer').notNull().onDelete(CASCADE) }
        }''')
        project.file('002_sql.groovy', "up { sql 'select 1' }\ndown { $down }")
        apply()
        project.execute("insert into customers (id, email) values (1, 'ada')", 'insert into orders (customer_id) values (1)')

        when:
        rollback(*named)

        then:
        def e = thrown(Refused)
        e.message.endsWith('--allow-data-loss orders')
        project.column('select count(*) from orders') == ['1']

        where:
        [product, way] << [Product.values(), [
            ["delete 'customers'", ['customers']],
            ["delete 'customers', where: \"email = 'ada'\"", []],
            ["sql 'delete from customers'", ['customers']],
        ]].combinations()
        (down, named) = way
    }

    def "SQLite: a table of an attached database is looked at as well"() {
        given:
        project = Project.on(Product.SQLITE)
        def other = File.createTempFile('other', '.db')
        project.file('001_t.groovy', """up {
            sql "attach '$other' as other", down: "attach '$other' as other"
            sql 'create table other.t (n text)', down: 'select 1'
            sql "insert into other.t values ('n')", down: 'drop table other.t'
        }
        down { sql "attach '$other' as other"; sql 'drop table other.t' }""")
        apply()

        when:
        rollback()

        then:
        def e = thrown(Refused)
        e.message.endsWith('--allow-data-loss other.t')

        when:
        rollback('other.t')

        then:
        project.column('select id from garganey_history') == []

        cleanup:
        other.delete()
    }

    def "PostgreSQL: a schema goes with the tables in it"() {
        given:
        project = Project.on(Product.POSTGRESQL)
        project.file('001_t.groovy', "up { createSchema 'app'; createTable('app.t') { id() } }")
        project.file('002_sql.groovy', "up { sql 'select 1', down: 'drop schema app cascade' }")
        apply()
        project.execute('insert into app.t default values')

        when:
        rollback()

        then:
        def e = thrown(Refused)
        e.message.endsWith('--allow-data-loss app.t')
    }

    def "PostgreSQL: TRUNCATE … CASCADE empties what refers to the table"() {
        given:
        project = Project.on(Product.POSTGRESQL)
        project.file('001_t.groovy', '''up {
            createTable('customers') { id() }
            createTable('orders') { id(); reference('customer') }
        }''')
        project.file('002_sql.groovy', "up { sql 'select 1', down: 'truncate table customers cascade' }")
        apply()
        project.execute('insert into orders (id) values (1)')

        when:
        rollback()

        then:
        def e = thrown(Refused)
        e.message.endsWith('--allow-data-loss orders')
    }

    private void apply() {
        Garganey.open(project.configuration()) { }.withCloseable { it.apply(ApplyOptions.DEFAULT) }
    }

    private void rollback(String... allowed) {
        Garganey.open(project.configuration()) { }.withCloseable { it.rollback(new RollbackOptions(Target.DEFAULT, allowed as Set)) }
    }
}
