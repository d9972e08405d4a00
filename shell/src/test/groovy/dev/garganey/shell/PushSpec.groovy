package dev.garganey.shell

import dev.garganey.testing.TestDatabase
import spock.lang.Specification
import spock.lang.TempDir

import java.nio.file.Path

/** A development database is made to be as the model says, as a user types it. */
class PushSpec extends Specification {

    @TempDir
    Path folder

    ShellProject project
    TestDatabase database

    def setup() {
        project = new ShellProject(folder)
    }

    def cleanup() {
        database?.close()
    }

    def "a #product database is as the model says after a push, and nothing is recorded"() {
        given:
        connect(product)
        model("table('users') { id(); varchar('name', 40).notNull().unique() }")

        expect:
        project.run('push') == 0
        project.out.contains('create table users')
        project.out.contains('✓ pushed')
        project.run('diff', 'database', 'model', '--check') == 0
        project.run('history') == 0
        !project.out.contains('push')

        when:
        sql("insert into users (name) values ('ada')")
        model("""
            table('users') { id(); varchar('full_name', 40).notNull().unique().renamedFrom('name'); text('note') }
            table('teams') { id(); reference('user') }
        """)

        then:
        project.run('push') == 0
        row('select full_name from users') == 'ada'
        project.run('diff', 'database', 'model', '--check') == 0
        project.run('push') == 0
        project.out.contains('is as the model says already')

        where:
        product << ['SQLite', 'PostgreSQL']
    }

    def "data of a #product database is lost only where it is named"() {
        given:
        connect(product)
        model("table('users') { id(); text('name'); text('note') }\ntable('old') { id() }")
        project.run('push')
        sql("insert into users (name, note) values ('ada', 'x')")
        model("table('users') { id(); text('name') }")

        expect: 'what is gone is asked about'
        project.run('push') == 4
        project.out.contains('--drop users.note')
        project.out.contains('--drop old')

        and: 'that it may go is not that its data may'
        project.run('push', '--drop', 'users.note', '--drop', 'old') == 4
        project.out.contains('Data would be lost in users.note')
        project.out.contains('--allow-data-loss users.note')
        row('select note from users') == 'x'

        and: 'a table without rows loses nothing'
        project.run('push', '--drop', 'old', '--allow-data-loss', 'users.note') == 0
        project.out.contains('drops-column')
        project.run('diff', 'database', 'model', '--check') == 0
        row('select name from users') == 'ada'

        where:
        product << ['SQLite', 'PostgreSQL']
    }

    def "a column that must not be NULL is asked about, and a failure leaves a #product database as it was"() {
        given:
        connect(product)
        model("table('users') { id(); text('name') }")
        project.run('push')
        sql("insert into users (name) values ('ada'), ('ada')")
        model("table('users') { id(); text('name').unique(); text('phone').notNull() }\ntable('teams') { id() }")

        expect:
        project.run('push') == 4
        project.out.contains('--fill')

        and: 'two rows of one name'
        project.run('push', '--fill', "users.phone=''") == 4
        project.err.contains('Running push cannot succeed')
        project.run('push', '--dry-run', '--fill', "users.phone=''") == 0
        project.out.contains('create table teams')

        when:
        sql("update users set name = 'bob' where id = 1")

        then:
        project.run('push', '--fill', "users.phone=''") == 0
        project.run('diff', 'database', 'model', '--check') == 0

        where:
        product << ['SQLite', 'PostgreSQL']
    }

    def "an enum gets its new value, though that cannot be in the transaction of the rest"() {
        given:
        connect('PostgreSQL')
        model("enumType('mood', 'sad', 'happy')\ntable('users') { id(); enumerated('mood', 'mood') }")
        project.run('push')
        model("enumType('mood', 'sad', 'so_so', 'happy')\ntable('users') { id(); enumerated('mood', 'mood'); text('note') }")

        expect:
        project.run('push') == 0
        project.run('diff', 'database', 'model', '--check') == 0
    }

    def "a materialized view that was never filled gets its unique index"() {
        given:
        connect('PostgreSQL')
        sql('create table users (id integer primary key, name text)')
        sql('create materialized view names as select distinct name from users with no data')
        sql('create unique index names_key on names (name)')
        project.run('pull')
        sql('drop index names_key')

        expect:
        project.run('push') == 0
        project.run('diff', 'database', 'model', '--check') == 0
    }

    def "--dry-run and --sql show what would run and change nothing"() {
        given:
        connect('SQLite')
        model("table('users') { id() }")

        expect:
        project.run('push', '--dry-run') == 0
        project.out.contains('Dry run')
        project.run('push', '--sql') == 0
        project.out.contains('CREATE TABLE "users"')
        project.run('diff', 'database', 'model', '--check') == 3
        project.run('push', '--dry-run', '--format', 'json') == 0
        !project.json().done
        project.json().operations == ['create table users']
    }

    def "an environment that wants a confirmation gets it, or nothing happens"() {
        given:
        project.file('garganey.groovy', "environments { prod { database 'sqlite:prod.db'; confirm() } }")
        model("table('users') { id() }")

        expect:
        project.run('push', '--env', 'prod') == 4
        project.err.contains('wants a confirmation')
        project.run('diff', 'database', 'model', '--check', '--env', 'prod') == 3
        project.run('push', '--env', 'prod', '--yes') == 0
        project.run('diff', 'database', 'model', '--check', '--env', 'prod') == 0
    }

    def "on a database with a history it says that drift will show it"() {
        given:
        connect('SQLite')
        project.migration('001_init', "up { createTable('users') { id() } }")
        project.run('apply')
        model("table('users') { id(); text('name') }")

        expect:
        project.run('push') == 0
        project.out.contains('garganey drift will show')
        project.run('drift') == 4
        project.out.contains("text('name')")
        project.run('generate', 'names') == 0
    }

    def "a history of another tool is no table that the model lacks"() {
        given:
        connect('SQLite')
        sql('create table schema_migrations (version varchar(128) primary key)')
        model("table('users') { id() }")

        expect:
        project.run('push') == 0
        row('select count(*) from schema_migrations') == '0'
    }

    def "a push leaves no table of its own behind on #product, even where it took more than a transaction"() {
        given:
        connect(product)
        model("enumType('mood', 'sad', 'happy')\ntable('users') { id(); enumerated('mood', 'mood') }")

        expect:
        project.run('push') == 0
        model("enumType('mood', 'sad', 'so_so', 'happy')\ntable('users') { id(); enumerated('mood', 'mood'); text('note') }")
        project.run('push') == 0
        project.run('snapshot', 'database') == 0
        project.json().tables*.name == ['users']
        tables() == ['users'] as Set

        where:
        product << ['SQLite', 'PostgreSQL']
    }

    def "--seed brings in the rows as well, and again there is nothing to do"() {
        given:
        connect(product)
        model("table('roles') { id(); text('name').notNull() }\nseed('roles') { row id: 1, name: 'admin' }")

        expect:
        project.run('push', '--seed') == 0
        row('select name from roles') == 'admin'
        tables() == ['roles'] as Set
        project.run('push', '--seed', '--format', 'json') == 0
        !project.json().push.done
        project.run('push', '--seed', '--dry-run') == 2

        where:
        product << ['SQLite', 'PostgreSQL']
    }

    private Set<String> tables() {
        database.connect().withCloseable { connection ->
            def rows = connection.metaData.getTables(null, database.url().contains('postgresql') ? 'public' : null, '%', ['TABLE'] as String[])
            def names = [] as Set
            while (rows.next()) {
                names << rows.getString('TABLE_NAME')
            }
            names.findAll { !it.startsWith('sqlite_') } as Set
        }
    }

    private void model(String text) {
        project.file('schema/all.groovy', text.stripIndent())
    }

    private void connect(String product) {
        database = product == 'SQLite' ? TestDatabase.sqlite() : TestDatabase.postgresql()
        project.on(database)
    }

    private void sql(String text) {
        database.connect().withCloseable { it.createStatement().execute(text) }
    }

    private String row(String query) {
        database.connect().withCloseable { connection ->
            def rows = connection.createStatement().executeQuery(query)
            rows.next()
            rows.getString(1)
        }
    }
}
