package dev.garganey.shell

import dev.garganey.testing.TestDatabase
import spock.lang.Specification
import spock.lang.TempDir

import java.nio.file.Files
import java.nio.file.Path

/** An existing database comes under Garganey in one step, as a user types it. */
class AdoptSpec extends Specification {

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

    def "without --yes it says which #product database it is and what would be done, and changes nothing"() {
        given:
        shop(product)

        expect:
        project.run('adopt') == 0
        project.out.contains(database.url())
        project.out.contains("$product ")
        project.out.contains('2 tables, 1 view')
        project.out.contains('migrations/001_baseline.groovy')
        project.out.contains('schema/orders.groovy')
        project.out.contains('would record as applied, without running: 001_baseline')
        project.out.contains('Nothing was changed.')
        project.out.contains('--yes')

        and:
        entries() == []
        project.run('history') == 0
        !project.out.contains('baseline')

        where:
        product << ['SQLite', 'PostgreSQL']
    }

    def "afterwards a #product project is clean, and the first change is an ordinary generate"() {
        given:
        shop(product)

        expect:
        project.run('adopt', '--yes') == 0
        project.out.contains('✓ recorded as applied: 001_baseline')
        entries().containsAll(['migrations/001_baseline.groovy', 'schema/users.groovy', 'schema/orders.groovy', 'schema/_views.groovy'])
        entries().every { !it.contains('tmp') }

        and: 'all agree'
        project.run('status', '--check') == 0
        project.run('drift') == 0
        project.run('verify', '--drift') == 0
        project.run('diff', 'database', 'model', '--check') == 0
        project.run('generate', 'nothing') == 0
        project.out.contains('nothing was written')

        and: 'history says how'
        project.run('history', '--format', 'json') == 0
        project.out.contains('"baseline"') || project.out.contains('BASELINE')

        when:
        def users = folder.resolve('schema/users.groovy')
        Files.writeString(users, Files.readString(users).replaceFirst(/\}\s*$/, "    integer('age')\n}\n"))

        then:
        project.run('generate', 'ages') == 0
        project.out.contains('migrations/002_ages.groovy')
        project.run('apply') == 0
        project.run('drift') == 0
        rows('select count(*) from users') == '1'

        where:
        product << ['SQLite', 'PostgreSQL']
    }

    def "the baseline makes the same #product database elsewhere"() {
        given:
        shop(product)
        project.run('adopt', '--yes')
        def fresh = open(product)

        expect:
        project.run('apply', '--url', url(fresh), *user(fresh)) == 0
        project.run('diff', 'database', url(fresh), '--check') == 0

        cleanup:
        fresh?.close()

        where:
        product << ['SQLite', 'PostgreSQL']
    }

    def "a database with a history, or with nothing in it, is refused"() {
        given:
        database = open('SQLite')
        connect()

        expect:
        project.run('adopt', '--yes') == 4
        project.out.contains('nothing in this database')
        entries() == []

        when:
        sql('create table users (id integer primary key)')

        then:
        project.run('adopt', '--yes') == 0
        project.run('adopt', '--yes') == 4
        project.out.contains('garganey_history has 1 migrations already')
    }

    def "migrations that do not agree with the database are refused, those that do are recorded"() {
        given:
        database = open('SQLite')
        sql('create table users (id integer primary key, name text)')
        connect()
        project.migration('001_init', "up { createTable('users') { integer('id').primaryKey(); text('nick') } }")

        expect:
        project.run('adopt', '--yes') == 4
        project.out.contains('the migrations there are would not be what the database is')
        entries() == ['migrations/001_init.groovy']

        when:
        project.migration('001_init', "up { createTable('users') { integer('id').primaryKey() } }")
        project.migration('002_name', "up { addColumn('users') { text('name') } }")

        then:
        project.run('adopt', '--yes') == 0
        project.out.contains('✓ recorded as applied: 001_init, 002_name')
        project.run('status', '--check') == 0
        project.run('drift') == 0
        project.run('generate', 'nothing') == 0
    }

    def "a model with an index that the #product database lacks: both ways are offered"() {
        given:
        shop(product)
        project.run('adopt', '--yes')
        def model = folder.resolve('schema').toFile().listFiles().collectEntries { [it.name, it.text] }
        database.close()
        shop(product)
        sql('drop index orders_user')
        folder.resolve('migrations').toFile().deleteDir()

        expect:
        project.run('adopt', '--yes') == 4
        project.out.contains('create index orders_user')
        project.out.contains('--create-missing')
        project.out.contains('--later')
        !folder.resolve('migrations/001_baseline.groovy').toFile().exists()

        when: 'now'
        def dry = [project.run('adopt', way), project.out]
        def exit = project.run('adopt', way, '--yes')

        then:
        dry[0] == 0
        dry[1].contains(way == '--later' ? 'later: create index orders_user' : 'CREATE INDEX "orders_user"')
        exit == 0
        project.run('status', '--check') == 0
        project.run('drift') == 0
        folder.resolve('schema').toFile().listFiles().collectEntries { [it.name, it.text] } == model

        and:
        project.run('generate', 'index') == 0
        project.out.contains(way == '--later' ? 'create index orders_user' : 'nothing was written')
        way != '--later' || project.run('apply') == 0
        project.run('diff', 'database', 'model', '--check') == 0

        where:
        [product, way] << [['SQLite', 'PostgreSQL'], ['--create-missing', '--later']].combinations()
    }

    def "what a model has less is never dropped by an adopt"() {
        given:
        database = open('SQLite')
        sql('create table users (id integer primary key, name text)')
        connect()
        project.file('schema/users.groovy', "table('users') { integer('id').primaryKey() }")

        expect:
        project.run('adopt', '--create-missing', '--yes') == 4
        project.out.contains('column `users.name` is not in the model any more')
        project.run('adopt', '--later', '--yes') == 0
        project.run('drift') == 0
        project.run('generate', 'names', '--drop', 'users.name') == 0
        project.out.contains('drop column users.name')
    }

    def "an environment's own name for the folders is taken, and JSON says all of it"() {
        given:
        shop('SQLite')

        expect:
        project.run('adopt', '--model', 'desired', '--migrations', 'db', '--yes', '--format', 'json') == 0
        def adoption = project.json()
        adoption.done
        adoption.database.tables == 2
        adoption.database.rows == 1
        adoption.recorded == ['001_baseline']
        adoption.files.size() == 4
        entries().containsAll(['db/001_baseline.groovy', 'desired/users.groovy'])
    }

    def "a #product database of another tool is taken over where that stands, its tables left alone"() {
        given:
        shop(product)
        sql('create table schema_migrations (version bigint not null primary key, dirty boolean not null)')
        sql("insert into schema_migrations values (3, ${product == 'SQLite' ? '1' : 'true'})")

        expect: 'not while it is in trouble'
        project.run('adopt', '--yes') == 4
        project.out.contains('golang-migrate stands at 3')
        project.out.contains('version 3 failed and left the database dirty')
        project.out.contains('Nothing was written or recorded.')
        entries() == []

        when:
        sql("update schema_migrations set dirty = ${product == 'SQLite' ? '0' : 'false'}")

        then:
        project.run('adopt') == 0
        project.out.contains('golang-migrate stands at 3')
        project.out.contains('  left out of the model: schema_migrations\n')
        project.run('adopt', '--yes', '--format', 'json') == 0
        project.json().leftOut == ['schema_migrations']
        project.json().foreign == [[tool: 'golang-migrate', tables: ['schema_migrations'], last: '3', obstacles: [], notes: []]]
        !entries().contains('schema/schema_migrations.groovy')

        and: 'they are no difference'
        project.run('drift') == 0
        project.run('diff', 'database', 'model', '--check') == 0
        project.run('generate', 'nothing') == 0
        project.out.contains('nothing was written')
        rows('select version from schema_migrations') == '3'

        where:
        product << ['SQLite', 'PostgreSQL']
    }

    def "the tables of another tool are adopted too where that is wanted"() {
        given:
        shop('SQLite')
        sql('create table alembic_version (version_num varchar(32) not null primary key)')

        expect:
        project.run('adopt', '--with-history-tables', '--yes') == 0
        project.out.contains('  adopted too: alembic_version\n')
        entries().contains('schema/alembic_version.groovy')
        project.run('drift') == 0
        project.run('diff', 'database', 'model', '--check') == 0
    }

    def "Drizzle's tables and schema stay out of a PostgreSQL model"() {
        given:
        shop('PostgreSQL')
        sql('create schema drizzle')
        sql('create table drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint)')
        sql("insert into drizzle.__drizzle_migrations (hash, created_at) values ('abc', 1700000000000)")

        expect:
        project.run('adopt', '--yes') == 0
        project.out.contains('Drizzle stands at 1700000000000 (abc), with 1 migration applied')
        !project.out.contains('_schemas')
        project.run('drift') == 0
        project.run('diff', 'database', 'model', '--check') == 0
    }

    def "a database whose tables number themselves grows by generate after an adopt: #product"() {
        given:
        database = open(product)
        sql(product == 'SQLite' ? 'create table users (id integer primary key autoincrement, name text, note text)'
            : 'create table users (id bigint generated by default as identity primary key, name text, note text)')
        if (product == 'PostgreSQL') {
            sql("create type mood as enum ('sad', 'happy')")
            sql('alter table users add mood mood default \'sad\'')
            sql('create function twice(a integer) returns integer language sql as \'select a * 2\'')
            sql('grant select on users to public')
            sql('alter table users enable row level security')
            sql('create policy everybody on users using (true)')
        }
        connect()

        expect:
        project.run('adopt', '--yes') == 0
        project.run('drift') == 0
        project.run('generate', 'notes', '--drop', 'users.note') == 0
        project.out.contains('nothing was written')

        when:
        def users = folder.resolve('schema/users.groovy')
        Files.writeString(users, Files.readString(users).replaceFirst(/ *text\('note'\)\n/, ''))

        then:
        project.run('generate', 'notes', '--drop', 'users.note') == 0
        folder.resolve('migrations/002_notes.groovy').toFile().text.findAll(/(?m)^    \w+\(/).first().contains('dropColumn')
        project.run('apply') == 0
        project.run('diff', 'database', 'model', '--check') == 0

        where:
        product << ['SQLite', 'PostgreSQL']
    }

    def "a function whose table is gone is taken as it is, for the database has it"() {
        given:
        database = open('PostgreSQL')
        sql('create table gone (a integer); create table stays (a integer)')
        sql("create function reads_gone() returns integer language sql as 'select a from gone'")
        sql("create function doubled(a integer) returns integer language plpgsql as 'begin return a * 2; end'")
        sql('drop table gone')
        connect()

        expect:
        project.run('adopt', '--yes') == 0
        project.run('diff', 'database', 'model', '--check') == 0
        project.run('drift') == 0

        when:
        project.file('schema/more.groovy', "table('more') { id() }")

        then:
        project.run('generate', 'more') == 0
        project.run('apply') == 0

        when: 'another database is made by the migrations'
        def elsewhere = TestDatabase.postgresql()
        project.variables = [GARGANEY_URL: elsewhere.url(), GARGANEY_USER: elsewhere.user(), GARGANEY_PASSWORD: elsewhere.password()]

        then:
        project.run('apply') == 0
        project.run('diff', 'database', 'model', '--check') == 0

        cleanup:
        elsewhere?.close()
    }

    def "two ways at once make no sense"() {
        expect:
        project.run('adopt', '--later', '--create-missing') == 2
        project.err.lines().count() == 1
    }

    // --- The database ------------------------------------------------------------------------------

    private void shop(String product) {
        database = open(product)
        sql('create table users (id integer primary key, email varchar(320) not null unique, created timestamp default current_timestamp)')
        sql('create table orders (id integer primary key, user_id integer not null references users (id) on delete cascade, total decimal(12, 2) check (total >= 0))')
        sql('create index orders_user on orders (user_id)')
        sql('create view spenders as select user_id from orders where total > 100')
        sql("insert into users (id, email) values (1, 'ada@example.org')")
        connect()
    }

    private static TestDatabase open(String product) {
        product == 'SQLite' ? TestDatabase.sqlite() : TestDatabase.postgresql()
    }

    private void connect() {
        project.on(database)
    }

    private static String url(TestDatabase other) {
        other.url()
    }

    private static List<String> user(TestDatabase other) {
        other.user() ? ['--user', other.user()] : []
    }

    private void sql(String text) {
        database.connect().withCloseable { it.createStatement().execute(text) }
    }

    private String rows(String query) {
        database.connect().withCloseable { connection ->
            def rows = connection.createStatement().executeQuery(query)
            rows.next()
            rows.getString(1)
        }
    }

    private List<String> entries() {
        def found = []
        folder.toFile().eachFileRecurse { if (it.file) found << folder.relativize(it.toPath()).toString() }
        found.sort()
    }
}
