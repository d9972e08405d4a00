package dev.garganey.shell

import dev.garganey.testing.TestDatabase
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.AutoCleanup
import spock.lang.Specification
import spock.lang.TempDir

/** How single objects are defined, as a script and as SQL. */
class ShowSpec extends Specification {
    @TempDir
    Path folder

    @AutoCleanup
    TestDatabase database

    ShellProject project

    private void on(String product) {
        database = product == 'SQLite' ? TestDatabase.sqlite() : TestDatabase.postgresql()
        project = new ShellProject(folder).on(database)
        project.migration('001_shop', """
            description 'The shop'
            up {
                createTable('users') { id(); text('email').notNull().unique(); reference('boss', table: 'users'); bool('active') }
                createTable('orders') {
                    id(); reference('user').notNull(); decimal('total', 12, 2)
                    check('total_sane', 'total > 0'); index('user_id', desc('total')); index('total').named('users.total')
                }
                createView 'active_users', 'select u.id, u.email, count(*) as orders from users u left join orders o on o.user_id = u.id where u.active and u.email is not null group by u.id, u.email'
            }
        """.stripIndent())
        assert project.run('apply') == 0
    }

    private String shown(String... args) {
        assert project.run('show', *args) == 0: project.err
        project.out.readLines()*.stripTrailing().join('\n')
    }

    def "a table as the script of a model, and as statements: #product"() {
        given:
        on(product)

        expect:
        shown('table', 'ORDERS') == """\
            table('orders') {
                id()
                reference('user').notNull()
                decimal('total', 12, 2)
                check('total_sane', '${product == 'SQLite' ? 'total > 0' : 'total > (0)::numeric'}')
                index('user_id', desc('total'))
                index('total').named('users.total')
            }""".stripIndent()

        and: 'the statements make it anew'
        def table = shown('orders', '--sql')
        table.startsWith('CREATE TABLE "orders" (')
        table.readLines().count { it.startsWith('CREATE INDEX') } == 2
        project.run('show', 'orders', '--sql', '--format', 'json') == 0
        def statements = project.json().statements
        statements.size() == 3
        database.connect().withCloseable { c ->
            (['drop table orders' + (product == 'SQLite' ? '' : ' cascade')] + statements).each { c.createStatement().execute(it) }
        }
        shown('orders', '--sql') == table

        where:
        product << ['SQLite', 'PostgreSQL']
    }

    def "a view shows its query, broken into clauses: #product"() {
        given:
        on(product)

        expect:
        def lines = shown('active_users').readLines()
        lines[0] == "view('active_users') {"
        lines.size() > 5
        lines.any { it =~ /(?i)^ *left join orders/ } || lines.any { it =~ /(?i)^ *from \(?users/ }
        shown('view', 'active_users', '--sql') =~ /(?i)^create view "active_users" as\nselect/

        where:
        product << ['SQLite', 'PostgreSQL']
    }

    def "what belongs to a table is shown within it: #words"() {
        given:
        on('PostgreSQL')

        expect:
        shown(*words) == "table('orders') {\n    $script\n}"
        shown(*words, '--sql') == sql

        where:
        words                           || script                                | sql
        ['orders_user_id_total_idx']    || "index('user_id', desc('total'))"     | 'CREATE INDEX "orders_user_id_total_idx" ON "orders" ("user_id", "total" DESC);'
        ['users.total']                 || "index('total').named('users.total')" | 'CREATE INDEX "users.total" ON "orders" ("total");'
        ['constraint', 'total_sane']    || "check('total_sane', 'total > (0)::numeric')" | 'ALTER TABLE "orders" ADD CONSTRAINT "total_sane" CHECK (total > (0)::numeric);'
        ['orders.total_sane']           || "check('total_sane', 'total > (0)::numeric')" | 'ALTER TABLE "orders" ADD CONSTRAINT "total_sane" CHECK (total > (0)::numeric);'
    }

    def "where a constraint is no statement of its own, its table is shown"() {
        given:
        on('SQLite')

        expect:
        shown('total_sane', '--sql').startsWith('-- SQLite has it as a part of its table, which is made like this:\nCREATE TABLE "orders" (')
    }

    def "a migration shows its file, or its statements, also when the file is gone: #product"() {
        given:
        on(product)
        project.migration('002_name', "up { addColumn('users') { text('name') } }  // short")

        expect:
        shown('migration', '002') == "up { addColumn('users') { text('name') } }  // short"
        shown('002_name', '--sql') == 'ALTER TABLE "users" ADD COLUMN "name" ' + (product == 'SQLite' ? 'TEXT' : 'text') + ';'
        shown('001', '--sql').readLines().count { it.startsWith('CREATE ') } == 5

        when:
        project.run('apply')
        Files.delete(folder.resolve('migrations/002_name.groovy'))

        then:
        shown('002') == "// from history, for its file is gone\nup {\n    addColumn('users') { text('name') }\n}"

        where:
        product << ['SQLite', 'PostgreSQL']
    }

    def "a migration that cannot be evaluated shows its file, and its mistake where statements are wanted"() {
        given:
        on('SQLite')
        project.migration('002_oops', 'up { oops() }')

        expect:
        shown('002') == 'up { oops() }'
        project.run('show', '002', '--sql') == 1
        project.err.contains('002_oops.groovy:1:6')
    }

    def "what is not there, or not one thing, is told with what is: #words"() {
        given:
        on('PostgreSQL')
        database.connect().withCloseable { it.createStatement().execute('create type email as enum (); create schema email; create function f(a int) returns int language sql as \'select 1\'; create function f(a text) returns int language sql as \'select 1\'') }

        expect:
        project.run('show', *words) == 2
        project.err.contains(message)

        where:
        words                  || message
        ['usres']              || 'There is nothing called `usres`; did you mean `users`?'
        ['view', 'active_user'] || 'There is no view `active_user`; did you mean `active_users`?'
        ['view', 'users']      || 'There is no view `users`, but table users'
        ['veiw', 'users']      || 'There is no kind `veiw`; did you mean `view`?'
        ['email']              || '`email` is more than one thing; say which: schema email, enum email'
        ['f']                  || "say which: function 'f(a integer)', function 'f(a text)'"
        ['x', 'y', 'z']        || 'garganey show wants [KIND] NAME'
    }

    def "what only PostgreSQL has can be shown: #words"() {
        given:
        on('PostgreSQL')
        database.connect().withCloseable { c ->
            ["create type mood as enum ('ok', 'it''s so-so')", 'create domain weight as numeric check (value > 0)', 'create sequence pond_seq',
             'create schema "the pond"', 'create table "the pond"."Enten" (id int, "größe" mood)', 'create extension citext',
             "create function f(a int) returns int language sql as 'select 1'", 'create function f(a text) returns int language sql as \'select 1\'',
             'create materialized view counted as select count(*) as n from users', 'create unique index counted_n on counted (n)'].each { c.createStatement().execute(it) }
        }

        expect:
        shown(*words).contains(script)
        shown(*words, '--sql').contains(sql)

        where:
        words                              || script                                  | sql
        ['mood']                           || "enumType('mood', 'ok', \"it's so-so\")" | "CREATE TYPE \"mood\" AS ENUM ('ok', 'it''s so-so');"
        ['weight']                         || "domain('weight', "                     | 'CREATE DOMAIN "weight"'
        ['sequence', 'pond_seq']           || "sequence('pond_seq'"                   | 'CREATE SEQUENCE "pond_seq"'
        ['schema', 'the pond']             || "schema('the pond')"                    | 'CREATE SCHEMA "the pond";'
        ['the pond.enten']                 || "table('the pond.Enten') {"             | 'CREATE TABLE "the pond"."Enten"'
        ['extension', 'citext']            || "extension('citext'"                    | 'CREATE EXTENSION "citext"'
        ['f(a text)']                      || "function('f(a text)', "                | 'CREATE FUNCTION "f"(a text)'
        ['counted']                        || 'materialized: true'                    | 'CREATE MATERIALIZED VIEW "counted"'
        ['index', 'counted_n']             || "view('counted') {"                     | 'CREATE UNIQUE INDEX "counted_n"'
    }
}
