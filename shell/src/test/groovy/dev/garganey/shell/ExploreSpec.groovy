package dev.garganey.shell

import java.nio.file.Path
import java.sql.DriverManager
import spock.lang.Specification
import spock.lang.TempDir

/** The commands by which a database is looked at. */
class ExploreSpec extends Specification {
    @TempDir
    Path folder

    ShellProject project

    def setup() {
        project = new ShellProject(folder)
        project.migration('001_shop', '''
            up {
                createTable('customers') { id(); varchar('email', 320).notNull().unique().comment('where to write'); comment('who buys') }
                createTable('orders') {
                    id()
                    reference('customer').notNull().onDelete(CASCADE)
                    decimal('total', 12, 2).notNull().defaultTo(0)
                    check('total_not_negative', 'total >= 0')
                    index('customer_id', desc('total'))
                }
                createView 'spenders', 'select customer_id from orders where total > 100'
            }
        '''.stripIndent())
        project.migration('002_names', "up { renameTable 'customers', 'people'; addColumn('people') { text('name') } }")
        project.run('apply')
    }

    private List<String> lines() {
        project.out.readLines()*.stripTrailing()
    }

    def "tables lists tables and views, with numbers to the right"() {
        expect:
        project.run('tables') == 0
        lines().drop(1) == [
            'name      kind   columns  rows  size  comment',
            'orders    table        3     0  8 kB',
            'people    table        3     0  8 kB  who buys',
            'spenders  view         1',
            '2 tables, 1 view']
    }

    def "tables takes a pattern, in any case: #glob"() {
        expect:
        project.run('tables', glob, '--format', 'json') == 0
        project.json().tables*.name == names

        where:
        glob       || names
        'P*'       || ['people']
        '?????e*s' || ['spenders']
        '*er*'     || ['orders', 'spenders']
        'order'    || []
    }

    def "describe tells what a table has, who refers to it, and which migration made each column"() {
        given:
        project.variables = [COLUMNS: '100']

        expect:
        project.run('describe', 'PEOPLE') == 0
        lines()[1..-1].takeWhile { it != 'Migrations' } == [
            '“who buys”',
            'Columns',
            '  id     bigint        not null  key  numbered by itself  001_shop',
            '  email  varchar(320)  not null                           001_shop   “where to write”',
            '  name   text                                             002_names',
            'Keys',
            '  primary key (id)  customers_pkey',
            '  unique (email)    customers_email_key',
            'Referred to by',
            '  orders  (customer_id)  → id  on delete cascade  orders_customer_id_fkey']
    }

    def "describe keeps to the width of the terminal, 80 where that is not known: COLUMNS is #columns"() {
        given:
        project.variables = columns ? [COLUMNS: columns] : [:]
        project.migration('003_notes', """
            up {
                alterColumn('orders', 'total') { comment 'What was to be paid when it was ordered, with all taxes and before any rebate was given' }
                addCheck 'orders', 'sane', 'total < 1000000 and (customer_id > 0 or total = 0) and total is not null and customer_id is not null'
                createView 'ordered', 'select c.id as c, o.id as o, ${'o.total + ' * 20} 0 as much from people c join orders o on o.customer_id = c.id'
            }""".stripIndent())
        project.run('apply')

        when:
        def outputs = ['orders', 'ordered', 'people'].collect { project.run('describe', it); project.out }

        then:
        outputs.every { it.readLines()*.size().max() <= width }
        outputs.any { it.readLines()*.size().max() > width - 20 }

        and: 'no word is lost'
        outputs[0].replaceAll(/\s+/, ' ').contains('before any')
        outputs[1].replaceAll(/\s+/, '').contains('o.total+' * 20 + '0asmuch')

        where:
        columns || width
        null    || 80
        'x'     || 80
        '0'     || 80
        '60'    || 60
        '120'   || 120
    }

    def "a broken view is said to be broken, and the others have their columns"() {
        given:
        DriverManager.getConnection("jdbc:sqlite:${folder.resolve('garganey.db')}").withCloseable { c ->
            ['create table gone (a integer)', 'create view afore as select a from gone', 'drop table gone'].each { c.createStatement().execute(it) }
        }

        expect:
        project.run('describe', 'spenders') == 0
        lines().contains('  customer_id  bigint') || lines().any { it =~ /^  customer_id  \w+/ }
        !project.out.contains('Note')

        and:
        project.run('describe', 'afore') == 0
        lines().last() == 'Note: the view is broken: no such table: main.gone'

        and:
        project.run('tables') == 0
        lines().any { it =~ /^afore +view +broken: no such table: main.gone/ }
        lines().any { it =~ /^spenders +view +1/ }
    }

    def "describe has the same for machines"() {
        when:
        project.run('describe', 'orders', '--format', 'json')
        def orders = project.json()

        then:
        orders.columns*.name == ['id', 'customer_id', 'total']
        orders.columns*.createdBy.unique() == ['001_shop']
        orders.columns[2].type == 'decimal(12, 2)'
        orders.columns[2].default == '0'
        orders.constraints.find { it.kind == 'foreign key' }.with { [references, to] } == ['people', ['id']]
        orders.constraints.find { it.kind == 'check' }.name == 'total_not_negative'
        orders.indexes*.keys == [['customer_id', 'total']]
    }

    def "describe and history of what is not there suggest what is: #command"() {
        expect:
        project.run(*command) == 2
        project.err.contains(message)

        where:
        command                    || message
        ['describe', 'peple']      || 'There is no table or view `peple`; did you mean `people`?'
        ['history', 'oders']       || 'did you mean `orders`?'
        ['history', 'orders.totl'] || 'did you mean `total`?'
    }

    def "history tells the life of a table and of a column"() {
        expect:
        project.run('history', 'customers') == 0
        lines()[0] == 'people  once customers'
        lines().drop(1)*.replaceAll(/\S+Z/, '').collect { it.trim().replaceAll(/ +/, ' ') } == [
            '001_shop created with 2 columns', '002_names renamed from customers to people', 'column name added as text']

        and:
        project.run('history', 'people.name', '--format', 'json') == 0
        project.json().lives[0].events*.text == ['added as text']
    }

    def "what a database holds cannot reach the terminal as it is"() {
        given:
        DriverManager.getConnection("jdbc:sqlite:${folder.resolve('garganey.db')}").withCloseable {
            it.createStatement().execute('create table "a\u001b[31mb" (id integer)')
        }

        expect:
        project.run('tables') == 0
        project.out.contains('a\\u001b[31mb')
        !project.out.contains('\u001b')
    }
}
