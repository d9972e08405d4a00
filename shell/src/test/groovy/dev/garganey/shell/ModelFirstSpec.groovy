package dev.garganey.shell

import spock.lang.Specification
import spock.lang.TempDir

import java.nio.file.Path

/** From a changed model to the next migration, as a user types it. */
class ModelFirstSpec extends Specification {

    @TempDir
    Path folder

    ShellProject project

    def setup() {
        project = new ShellProject(folder)
        project.migration('001_init', '''
            up {
                createTable('users') { id(); text('name').notNull(); text('legacy_note') }
                insert 'users', name: 'ada'
            }
        '''.stripIndent())
    }

    def "nothing is written when the migrations make the model already"() {
        given:
        project.file('schema/users.groovy', "table('users') { id(); text('name').notNull(); text('legacy_note') }")

        expect:
        project.run('generate', 'nothing') == 0
        project.out.contains('nothing was written')
        project.run('diff', '--check') == 0
        !folder.resolve('migrations/002_nothing.groovy').toFile().exists()
    }

    def "what the model says more is generated with its way back, and applies"() {
        given:
        project.file('schema/users.groovy', '''
            table('users') {
                id()
                text('full_name').notNull().renamedFrom('name')
                dropped('legacy_note')
                reference('team').onDelete(CASCADE)
                index('full_name')
            }
            table('teams') { id(); varchar('name', 40).notNull().unique() }
            view('named') { sql 'select full_name from users' }
        '''.stripIndent())

        expect:
        project.run('diff', '--check') == 3
        project.run('generate', 'teams') == 0
        def script = folder.resolve('migrations/002_teams.groovy').toFile().text
        script.contains("renameColumn('users', 'name', 'full_name')")
        script.contains("dropColumn('users', 'legacy_note')")
        script.contains('down {')

        and:
        project.run('apply') == 0
        project.run('diff', 'database', 'model', '--check') == 0
        project.run('generate', 'again') == 0
        project.out.contains('nothing was written')

        and: 'without the column that the application filled'
        project.run('rollback', '--allow-data-loss', 'users.team_id') == 0
        project.run('diff', 'database', 'git:nowhere') != 0
    }

    def "what is gone without a hint is refused, with the options that would answer"() {
        given:
        project.file('schema/users.groovy', "table('users') { id(); text('full_name').notNull() }")

        expect:
        project.run('generate', 'names') == 4
        project.out.contains('--rename users.name=users.full_name')
        project.out.contains('--drop users.legacy_note')
        project.out.contains('Nothing was written.')

        and:
        project.run('generate', 'names', '--rename', 'users.name=users.full_name', '--drop', 'users.legacy_note') == 0
        project.run('apply') == 0
        project.run('diff', 'database', 'model', '--check') == 0
    }

    def "a column that must not be NULL asks what the rows get"() {
        given:
        project.file('schema/users.groovy', "table('users') { id(); text('name').notNull(); text('legacy_note'); text('phone').notNull() }")

        expect:
        project.run('generate', 'phones') == 4
        project.out.contains('--fill')
        project.run('generate', 'phones', '--fill', "users.phone='none'") == 0
        project.run('apply') == 0
        project.run('diff', 'database', 'model', '--check') == 0
    }

    def "the value that is offered for the rows that are there fits the column: #column"() {
        given:
        project.file('schema/users.groovy', "table('users') { id(); ${column}.notNull() }")
        project.migration('001_init', "up { createTable('users') { id() } }")

        expect:
        project.run('generate', 'more') == 4
        def offered = (project.out =~ /--fill "users.x=(.*?)"   an SQL/)[0][1]
        offered == value

        and: 'as it stands there'
        project.run('generate', 'more', '--fill', "users.x=$offered") == 0

        where:
        column             || value
        "text('x')"        || "''"
        "integer('x')"     || '0'
        "decimal('x', 8)"  || '0'
        "bool('x')"        || 'false'
        "date('x')"        || 'current_date'
        "timestamptz('x')" || 'current_timestamp'
        "uuid('x')"        || "'00000000-0000-0000-0000-000000000000'"
        "json('x')"        || "'{}'"
    }

    def "a snapshot is read back as the schema that it was taken from"() {
        when:
        project.run('snapshot')
        project.file('before.json', project.out)
        project.migration('002_more', "up { addColumn('users') { integer('age') } }")

        then:
        project.run('diff', folder.resolve('before.json').toString(), 'migrations', '--check') == 3
        project.out.contains("integer('age')")
    }

    def "drift tells what somebody did by hand, and ends with 4"() {
        given:
        project.run('apply')

        expect:
        project.run('drift') == 0
        project.run('verify', '--drift') == 0

        when:
        java.sql.DriverManager.getConnection("jdbc:sqlite:${folder.resolve('garganey.db')}").withCloseable {
            it.createStatement().execute('create index by_hand on users (name)')
        }

        then:
        project.run('drift') == 4
        project.out.contains("createIndex('users', 'name').named('by_hand')")
        project.run('verify', '--drift') == 4
        project.run('drift', '--format', 'json') == 4
        project.json().different
    }

    def "wrong sources and answers are refused in one sentence: #words"() {
        given:
        project.file('schema/users.groovy', "table('users') { id() }")

        expect:
        project.run(*words) == 2
        project.err.lines().count() == 1

        where:
        words << [
            ['diff', 'modle', 'database'],
            ['diff', 'model'],
            ['generate', 'x', '--rename', 'users.name'],
            ['generate', 'x', '--fill', 'users=1'],
            ['generate', 'x', '--drop', 'a..b'],
            ['generate'],
        ]
    }

    def "two databases of another product than the project's are compared as what they are"() {
        expect: 'each is asked at its own address, not taken for a file'
        project.run('diff', 'postgresql://localhost:1/one', 'postgresql://localhost:1/other') == 1
        project.err.contains('localhost:1')
        !project.err.contains('folder')

        and: 'what the project says cannot be compared with another product'
        project.run('diff', 'migrations', 'postgresql://localhost:1/other') == 4
        project.err.contains('is no SQLite database')
    }

    def "an empty migration is written for what no model can say, and is told to be empty until it is filled"() {
        expect: 'no model is asked for'
        project.run('generate', 'fill names', '--custom', '--dry-run') == 0
        project.out.contains("description 'fill names'")
        !folder.resolve('migrations/002_fill_names.groovy').toFile().exists()

        and:
        project.run('generate', 'fill names', '--custom') == 0
        folder.resolve('migrations/002_fill_names.groovy').toFile().text.contains("description 'fill names'")
        project.run('apply') == 1
        project.err.contains('This migration is empty')
    }
}
