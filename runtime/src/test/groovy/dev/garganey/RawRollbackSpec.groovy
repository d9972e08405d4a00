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

    def "PostgreSQL: `#down` is refused while #name, which goes along, holds data"() {
        given:
        project = Project.on(Product.POSTGRESQL)
        project.file('001_t.sql', """
            create schema s;
            create type mood as enum ('sad', 'ok');
            create type s.size as enum ('big');
            create domain d as text;
            create table t (id int primary key, m mood, ms mood[], d d, z s.size, free text, twice mood generated always as (m) stored);
            create table s.u (id int);
            create table child () inherits (s.u);
        """)
        project.file('002_sql.groovy', "up { sql 'select 1', down: '$down' }")
        apply()

        when: 'nothing is there, and then something that stays'
        project.execute("insert into t (id, free) values (1, 'x')")

        and:
        project.execute(*rows)
        rollback()

        then:
        def e = thrown(Refused)
        e.message.endsWith("Nothing of it was rolled back. If that data may go, name it: --allow-data-loss $name")
        project.column("select count(*) from information_schema.columns where table_name = 't'") == ['7']

        when:
        rollback(*name.split(','))

        then:
        project.column('select free from t') == ['x']

        where:
        down                            | rows                                                                || name
        'drop type mood cascade'        | ["update t set m = 'ok', ms = '{sad}'"]                             || 't.m,t.ms'
        'drop type mood cascade'        | ["update t set ms = '{sad}', d = 'stays'"]                          || 't.ms'
        'drop domain if exists d cascade' | ["update t set d = 'x'"]                                          || 't.d'
        'drop schema s cascade'         | ["update t set z = 'big'", 'insert into s.u values (1)']            || 's.u,t.z'
        'drop table s.u cascade'        | ['insert into child values (1)']                                    || 's.u,child'
    }

    def "PostgreSQL: what CASCADE takes along holds nothing, and `#down` is not held up"() {
        given:
        project = Project.on(Product.POSTGRESQL)
        project.file('001_t.sql', "create type mood as enum ('sad'); create table t (id int, m mood); insert into t values (1)")
        project.file('002_sql.groovy', "up { sql 'select 1', down: '$down' }")
        apply()

        when:
        rollback()

        then:
        project.column('select count(*) from t') == ['1']

        where:
        down << ['drop type mood cascade', 'drop type if exists gone cascade', 'drop extension if exists gone cascade']
    }

    def "PostgreSQL: what a role owns is looked at before all of it is dropped"() {
        given:
        project = Project.on(Product.POSTGRESQL)
        def role = 'owner_' + UUID.randomUUID().toString().replace('-', '')
        project.file('001_t.sql', "create role $role; create table mine (id int); create table others (id int); alter table mine owner to $role; insert into mine values (1); insert into others values (2)")
        project.file('002_sql.groovy', "up { sql 'select 1', down: 'drop owned by $role' }")
        apply()

        when:
        rollback()

        then:
        def e = thrown(Refused)
        e.message.endsWith('--allow-data-loss mine')

        when:
        rollback('mine')

        then:
        project.column('select id from others') == ['2']

        cleanup:
        project?.execute("drop owned by $role", "drop role $role")
    }

    def "PostgreSQL: columns of the types of an extension are looked at before it is dropped"() {
        given:
        project = Project.on(Product.POSTGRESQL)
        def there = project.column("select count(*) from pg_available_extensions where name = 'citext'") == ['1']

        expect:
        !there || refusesToDropExtension()
    }

    private boolean refusesToDropExtension() {
        project.file('001_t.sql', "create extension citext; create table t (c citext, d text); insert into t values ('c', 'd')")
        project.file('002_sql.groovy', "up { sql 'select 1', down: 'drop extension citext cascade' }")
        apply()
        try {
            rollback()
            return false
        } catch (Refused refused) {
            return refused.message.endsWith('--allow-data-loss t.c')
        }
    }

    def "#product: a way back that nobody can see through, or that changes values, says so: #what"() {
        given:
        project = Project.on(product)
        project.file('001_t.groovy', "up { createTable('t') { id(); text('n') }; $code }")
        project.file('002_sql.groovy', "up { sql 'select 1' }\ndown { $down }")
        apply()

        when:
        def hazards = Garganey.open(project.configuration()) { }.withCloseable { it.planRollback(RollbackOptions.DEFAULT).hazards() }

        then:
        hazards.findAll { it.kind().destructive }.collect { [it.kind().code(), it.message()] } == [[kind, message]]

        where:
        [product, [what, code, down, kind, message]] << Product.values().collectMany { p -> [
            ['code', '', "data { db -> db.execute('delete from t') }", 'unseen', 'runs code; what data it takes away cannot be known before it runs'],
            ['an update', '', "update 't', set: [n: 'x'], where: 'id = 1'", 'changes-values', 'changes values of t, and what they were is not kept'],
            ['an update by SQL', '', "sql 'update t set n = 1 where id = 1'", 'changes-values', 'changes values of t, and what they were is not kept'],
        ].collect { [p, it] } } + [
            ['a DO block', '', "sql 'do \$\$ begin delete from t; end \$\$'", 'unseen', 'runs code that says DELETE; what data it takes away cannot be known before it runs'],
            ['a function', "sql 'create function f() returns void language sql as \$\$ truncate t \$\$', down: 'drop function f()'", "sql 'select f()'", 'unseen', 'calls f, which says TRUNCATE; what data it takes away cannot be known before it runs'],
            ['another type', '', "sql 'alter table t alter n type varchar(3)'", 'narrows-type', 'gives t.n another type, which may not hold its values'],
        ].collect { [Product.POSTGRESQL, it] }
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
