package dev.garganey.shell

import dev.garganey.testing.TestDatabase
import spock.lang.Specification
import spock.lang.TempDir

import java.nio.file.Files
import java.nio.file.Path
import java.sql.DriverManager

/** From an existing database to its model, as a user types it. */
class PullSpec extends Specification {

    @TempDir
    Path folder

    ShellProject project

    def setup() {
        project = new ShellProject(folder)
        database('''
            create table teams (id integer primary key, name text not null unique);
            create table users (id integer primary key, team_id integer references teams (id), name text);
            create index users_name_idx on users (name);
            create view named as select name from users;
            create view team_names as select name from teams;
        ''')
    }

    private void database(String sql) {
        DriverManager.getConnection("jdbc:sqlite:${folder.resolve('garganey.db')}").withCloseable { connection ->
            sql.split(';').findAll { it.strip() }.each { connection.createStatement().execute(it) }
        }
    }

    private Map<String, String> files() {
        Files.list(folder.resolve('schema')).withCloseable { it.toList().collectEntries { [it.fileName.toString(), it.toFile().text] } }
    }

    def "a database becomes a file for each table, and pulled again no byte changes"() {
        expect:
        project.run('pull') == 0
        project.out.contains('2 tables, 2 views, 1 indexes')
        project.out.contains('3 files: 3 new')
        files().keySet() == ['_views.groovy', 'teams.groovy', 'users.groovy'] as Set
        def before = files()

        and:
        project.run('pull') == 0
        project.out.contains('3 files, nothing changed.')
        files() == before

        and: 'the model says what the database is'
        project.run('diff', 'database', 'model', '--check') == 0
    }

    def "what says something else is replaced only when that is allowed"() {
        given:
        project.run('pull')
        def own = "table('users') { id() }\n"
        project.file('schema/users.groovy', own)
        project.file('schema/plans.groovy', "table('plans') { id() }\n")
        database('drop view team_names; drop view named')

        expect: 'a look at it'
        project.run('pull', '--dry-run') == 0
        project.out.contains('~ ')

        and: 'a refusal that says what would be lost'
        project.run('pull') == 4
        project.out.contains('users.groovy')
        project.out =~ /- \S+_views.groovy/
        project.out.contains('--overwrite')
        files()['users.groovy'] == own
        files().containsKey('_views.groovy')

        and: 'a file that pull did not write stays'
        project.run('pull', '--overwrite') == 0
        files()['users.groovy'] != own
        !files().containsKey('_views.groovy')
        files().containsKey('plans.groovy')
        project.out.contains('plans.groovy')
    }

    def "a part of a database is told apart, with what cannot stand without the rest: #words"() {
        expect:
        project.run('pull', *words) == 0
        files().keySet() == wanted as Set
        told.every { project.out.contains(it) }
        project.run('diff', 'model', 'model', '--check') == 0

        where:
        words                       || wanted                                            | told
        ['--table', 'team*']        || ['_views.groovy', 'teams.groovy']                 | []
        ['--exclude', 'teams']      || ['_views.groovy', 'users.groovy']                 | ['The foreign key `users(team_id)` refers to `teams`', 'The view team_names needs the table teams']
    }

    def "it goes where it is told, and comes from where it is told"() {
        given:
        project.run('snapshot', 'database')
        project.file('before.json', project.out)

        expect:
        project.run('pull', '--source', folder.resolve('before.json').toString(), '--into', 'elsewhere', '--format', 'json') == 0
        project.json().files == ['_views.groovy', 'teams.groovy', 'users.groovy']
        project.json().written
        Files.exists(folder.resolve('elsewhere/users.groovy'))
        !Files.exists(folder.resolve('schema'))
    }

    def "wrong input is refused in one sentence: #words"() {
        expect:
        project.run(*words) == exit
        project.err.lines().count() == 1
        project.err.contains(message)
        !Files.exists(folder.resolve('schema'))

        where:
        words                                    || exit | message
        ['pull', '--schema', 'shop']             || 4    | 'There is no schema `shop`'
        ['pull', '--table', 'te*', '--schema', 'main'] || 4 | 'There is no schema `main`'
        ['pull', '--table', 'user']              || 4    | 'did you mean `users`?'
        ['pull', '--into', 'garganey.db']        || 2    | 'is a file'
        ['pull', '--source', 'databse']          || 2    | 'no source of a schema'
    }

    def "a file that is no database, or a broken one, is said to be that"() {
        given:
        folder.resolve('garganey.db').toFile().withOutputStream { it.write(('SQLite format 3\0' + 'x' * 5000).bytes) }

        expect:
        project.run('pull') == 1
        project.err.lines().count() == 1
        project.err.contains('garganey.db')
    }

    /** The tables of Liquibase, and those of Rails, which an application reads in a view. */
    private static final String HISTORIES = '''
        create table databasechangelog (id varchar(255) not null, author varchar(255) not null, filename varchar(255) not null,
            dateexecuted text not null, orderexecuted int not null, exectype varchar(10) not null, md5sum varchar(35),
            description varchar(255), comments varchar(255), tag varchar(255), liquibase varchar(20), contexts varchar(255),
            labels varchar(255), deployment_id varchar(10));
        create table databasechangeloglock (id int not null, locked boolean not null, lockgranted text, lockedby varchar(255));
        create table schema_migrations (version varchar not null primary key);
        create table ar_internal_metadata (key varchar not null primary key, value varchar, created_at text not null, updated_at text not null);
        create view version as select max(version) as version from schema_migrations;
    '''

    private static final Set<String> APPLICATION = ['_views.groovy', 'teams.groovy', 'users.groovy']

    def "histories of other tools come along and are told, and may be left out, but for what others need"() {
        given:
        database(HISTORIES)

        expect: 'nothing is lost unasked'
        project.run('pull') == 0
        files().keySet() == APPLICATION + ['ar_internal_metadata.groovy', 'databasechangelog.groovy', 'databasechangeloglock.groovy', 'schema_migrations.groovy']
        project.out.contains('table databasechangelog is history that Liquibase keeps; --without-history-tables leaves it out.')
        project.run('diff', 'database', 'model', '--check') == 0
        project.run('push') == 0
        project.out.contains('is as the model says already')

        and: 'and otherwise told'
        project.run('pull', '--without-history-tables', '--overwrite') == 0
        files().keySet() == APPLICATION + ['schema_migrations.groovy']
        project.out.contains('table databasechangelog is left out: Liquibase keeps it.')
        project.out.contains('table ar_internal_metadata is left out: Rails keeps it.')
        project.out.contains('table schema_migrations is history that Rails keeps; the rest needs it.')
        project.run('diff', 'database', 'model', '--check') == 0
        project.run('push') == 0
        project.out.contains('is as the model says already')

        and: 'as values too'
        project.run('pull', '--without-history-tables', '--format', 'json') == 0
        project.json().leftOut.size() == 3
        project.json().notes.size() == 1

        and:
        project.run('pull', '--without-history-tables', '--with-history-tables') == 2
        project.err.lines().count() == 1
    }

    def "what an adoption left to another tool, a pull leaves too; what it took, a pull takes: #words"() {
        given:
        database(HISTORIES)

        expect:
        project.run('adopt', '--yes', *words) == 0
        def adopted = files().keySet()
        adopted.contains('databasechangelog.groovy') == taken

        and: 'there is nothing to do'
        project.run('drift') == 0
        project.run('diff', 'database', 'model', '--check') == 0
        project.run('generate', 'nothing') == 0
        project.out.contains('nothing was written')

        and: 'nor after a pull'
        project.run('pull', '--overwrite') == 0
        files().keySet() == adopted
        project.out.contains('table databasechangelog is left out: Liquibase keeps it.') == !taken
        project.run('generate', 'nothing') == 0
        project.out.contains('nothing was written')

        and: 'unless it is told to'
        project.run('pull', '--with-history-tables', '--into', 'all') == 0
        Files.exists(folder.resolve('all/databasechangelog.groovy'))

        where:
        words                      || taken
        []                         || false
        ['--with-history-tables']  || true
    }

    def "a database is made anew from its model, where no migration was ever written"() {
        given:
        database(HISTORIES)
        project.run('pull')
        Files.delete(folder.resolve('garganey.db'))

        expect:
        project.run('generate', 'first') == 0
        Files.exists(folder.resolve('migrations/001_first.groovy'))
        project.run('apply') == 0
        project.run('diff', 'database', 'model', '--check') == 0
        project.run('drift') == 0

        and: 'another folder that is not there is a mistake'
        project.run('generate', 'second', '--migrations', 'elsewhere') == 1
        project.err.contains('There is no folder')
        !Files.exists(folder.resolve('elsewhere'))
    }

    def "histories of our own, under any name, are no part of the model"() {
        given:
        project.file('garganey.groovy', "history table: 'our_history'")
        project.migration('001_x', "up { sql 'create table x (a integer)' }")
        project.run('apply')
        project.file('garganey.groovy', '')

        expect:
        project.run('pull') == 0
        files().keySet() == APPLICATION + ['x.groovy']
        project.out.contains('table our_history is left out: Garganey keeps it')
        project.out.contains('table our_history_journal is left out: Garganey keeps it')
    }

    def "secrets of user mappings stay in the database, and pull says so"() {
        given:
        def database = TestDatabase.postgresql()
        project.on(database)
        database.connect().withCloseable {
            it.createStatement().execute("""
                create foreign data wrapper w;
                create server remote foreign data wrapper w options (host 'db', api_key 'hush-1');
                create user mapping for public server remote options ("user" 'bob', password 'hush-2', "secretToken" 'hush-3')
            """)
        }

        expect:
        project.run('pull') == 0
        files().values().join().contains("bob")
        !files().values().join().contains('hush')
        project.out.contains('passwords and other secrets of foreign servers and user mappings are left out')
        !project.out.contains('hush')
        project.run('snapshot', 'database') == 0
        !project.out.contains('hush')

        and: 'a schema that is not there is told by those that are'
        project.run('pull', '--schema', 'publik') == 4
        project.err.contains('There is no schema `publik`; there is `public`; did you mean `public`?')

        cleanup:
        database.close()
    }
}
