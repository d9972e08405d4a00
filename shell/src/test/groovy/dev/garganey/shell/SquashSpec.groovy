package dev.garganey.shell

import dev.garganey.testing.TestDatabase
import spock.lang.Specification
import spock.lang.TempDir

import java.nio.file.Files
import java.nio.file.Path

/** Several migrations made one, and what databases make of it, on both databases. */
class SquashSpec extends Specification {

    @TempDir
    Path folder

    ShellProject project
    TestDatabase database

    private void on(TestDatabase database) {
        this.database = database
        project = new ShellProject(folder).on(database)
        project.migration('001_users', "up { createTable('users') { id(); text('name').notNull() } }")
        project.migration('002_teams', "up { createTable('teams') { id(); text('nam') } }")
        project.migration('003_team_names', "up { renameColumn('teams', 'nam', 'name') }")
        project.migration('004_members', "requires '003_team_names'\nup { addColumn('users') { reference('team') } }")
    }

    def cleanup() {
        database?.close()
    }

    def "pure schema comes to what it makes, in a file at the place of the first on #kind"() {
        given:
        on(TestDatabase."$kind"())

        expect:
        project.run('squash', '002..003', 'Teams of users') == 0
        project.out.contains('1 operation in place of 2, proved to do the same')
        project.out.contains('migrations/002_teams.groovy, migrations/003_team_names.groovy')
        Files.readString(folder.resolve('migrations/002_teams_of_users.groovy')) == '''\
            description 'Teams of users'

            replaces '002_teams', '003_team_names'

            up {
                createTable('teams') {
                    id()
                    text('name')
                }
            }
            '''.stripIndent()

        and: 'a database that has none of them runs it, and the old files are left alone'
        project.run('apply') == 0
        ids() == ['001_users', '002_teams_of_users', '004_members']
        project.run('status', '--check') == 0
        project.run('verify', '--drift') == 0
        project.run('check') == 0

        and: 'all of it can be undone'
        project.run('rollback', '--to', '001_users') == 0
        ids() == ['001_users']

        where:
        kind << ['sqlite', 'postgresql']
    }

    def "a database that has applied all of it records the one in their place and runs nothing on #kind"() {
        given:
        on(TestDatabase."$kind"())
        project.run('apply') == 0
        project.run('squash', '..003', 'teams', '--remove') == 0

        expect:
        !Files.exists(folder.resolve('migrations/002_teams.groovy'))
        Files.exists(folder.resolve('migrations/replaced/002_teams.groovy'))
        project.run('status') == 0
        project.out =~ /replaced +002_teams .*replaced by 001_teams/
        project.out =~ /pending +001_teams .*the next apply records it/
        project.run('plan') == 0
        project.out.contains('recorded in their place without running')

        when:
        def code = project.run('apply')

        then:
        code == 0
        ids() == ['001_teams', '004_members']
        project.run('status', '--check') == 0
        project.run('verify', '--drift') == 0

        and: 'the next run has nothing to do'
        project.run('apply') == 0
        project.out.contains('Nothing')

        and: 'what was applied in their place is what is undone'
        project.run('rollback', '--steps', '2') == 0
        ids() == []
        project.run('apply') == 0
        project.run('verify', '--drift') == 0

        where:
        kind << ['sqlite', 'postgresql']
    }

    def "a database that has applied a part of it is refused, with what to do on #kind"() {
        given:
        on(TestDatabase."$kind"())
        project.run('apply', '--to', '002')
        project.run('squash', '002..003', 'both')

        expect:
        project.run('apply') == 4
        project.err.contains('of which this database has applied only a part: 003_team_names is not done')

        when: 'done as it says'
        def squashed = folder.resolve('migrations/002_both.groovy')
        def away = folder.resolve('002_both.groovy')
        Files.move(squashed, away)
        project.run('apply')
        Files.move(away, squashed)

        then:
        project.run('apply') == 0
        ids() == ['001_users', '002_both', '004_members']

        where:
        kind << ['sqlite', 'postgresql']
    }

    def "rows and SQL are kept as they are, and proved to be the same on #kind"() {
        given:
        on(TestDatabase."$kind"())
        project.migration('005_ada', "up { insert 'users', name: 'ada'; sql \"update users set name = 'eve'\", down: \"update users set name = 'ada'\" }")
        project.migration('006_bob', '''
            up { insert 'users', name: 'bob' }
            down { delete 'users', where: "name = 'bob'" }
        '''.stripIndent())

        expect:
        project.run('squash', '005..006', 'people', '--dry-run') == 0
        project.out.contains("sql(\"update users set name = 'eve'\", down: \"update users set name = 'ada'\")")
        project.out.contains('down {')
        !Files.exists(folder.resolve('migrations/005_people.groovy'))

        and:
        project.run('squash', '005..006', 'people', '--remove') == 0
        project.run('apply') == 0
        rows('select name from users order by name') == ['bob', 'eve']

        where:
        kind << ['sqlite', 'postgresql']
    }

    def "a rename on a table from before stays a rename on #kind"() {
        given:
        on(TestDatabase."$kind"())
        project.migration('005_a', "up { renameColumn('users', 'name', 'full_name') }")
        project.migration('006_b', "up { renameColumn('users', 'full_name', 'called') }")

        expect:
        project.run('squash', '005..006', 'names', '--dry-run') == 0
        project.out.count('renameColumn') == 2

        where:
        kind << ['sqlite', 'postgresql']
    }

    def "plain SQL says what it replaces in a comment on #kind"() {
        given:
        on(TestDatabase."$kind"())
        project.run('apply')
        ['002_teams', '003_team_names'].each { Files.delete(folder.resolve("migrations/${it}.groovy")) }
        project.file('migrations/002_both.sql', '-- replaces: 002_teams, 003_team_names\ncreate table teams (id bigint primary key, name text);\n')

        expect:
        project.run('apply') == 0
        ids() == ['001_users', '002_both', '004_members']

        where:
        kind << ['sqlite', 'postgresql']
    }

    def "a run with nothing to do evaluates no script, whatever it replaces"() {
        given:
        on(TestDatabase.sqlite())
        project.run('apply')
        ['002_teams', '003_team_names'].each { Files.delete(folder.resolve("migrations/${it}.groovy")) }
        project.migration('002_both', """
            if (env.EVALUATE != 'yes') throw new IllegalStateException('evaluated')
            replaces '002_teams', '003_team_names'
            up { createTable('teams') { id(); text('name') } }
        """.stripIndent())

        expect:
        project.run('apply') == 1

        when:
        project.variables.EVALUATE = 'yes'
        def recorded = project.run('apply')
        project.variables.remove('EVALUATE')

        then:
        recorded == 0
        project.run('apply') == 0
        project.run('status', '--check') == 0
    }

    def "what comes from another branch in between is not out of order"() {
        given:
        on(TestDatabase.sqlite())
        project.file('garganey.groovy', "outOfOrder 'refuse'\nmissing 'refuse'")
        project.run('apply')
        project.run('squash', '001..002', 'both', '--remove')

        expect:
        project.run('verify') == 0
        project.run('apply') == 0
        ids() == ['001_both', '003_team_names', '004_members']
    }

    def "mark and baseline know what is replaced"() {
        given:
        on(TestDatabase.sqlite())
        project.run('squash', '002..003', 'both')

        expect:
        project.run('baseline', '004', '--yes') == 0
        ids() == ['001_users', '002_both', '004_members']
    }

    def "what cannot be made one is refused: #what"() {
        given:
        on(TestDatabase.sqlite())
        project.migration('005_view', "repeatable()\nup { createView 'v', 'select 1 as one' }")
        project.migration('006_only', "up { only(SQLITE) { sql 'select 1', down: 'select 1' } }")
        project.migration('007_more', "replaces '000_gone'\nup { createTable('more') { id() } }")
        project.migration('008_rest', "up { createTable('rest') { id() } }")

        expect:
        project.run('squash', *words) == code
        project.err.contains(message)
        !Files.list(folder.resolve('migrations')).any { it.fileName.toString().startsWith('.') }

        where:
        what              | words                     || code | message
        'no range'        | ['003', 'x']              || 2    | 'squash wants a range like 003..007'
        'no end'          | ['003..', 'x']            || 2    | 'squash wants a range like 003..007'
        'unknown'         | ['003..077', 'x']         || 2    | 'There is no migration `077`'
        'backwards'       | ['003..001', 'x']         || 2    | 'comes after'
        'one'             | ['003..003', 'x']         || 2    | 'is one migration already'
        'no name'         | ['001..003']              || 2    | 'squash wants FROM..TO NAME'
        'empty name'      | ['001..003', '--', '_']   || 2    | 'no letter or digit'
        'taken'           | ['001..003', 'users']     || 4    | '001_users is there already'
        'repeatable'      | ['004..005', 'x']         || 4    | 'is repeatable and stays on its own'
        'one product'     | ['006..007', 'x']         || 4    | '006_only has operations for one database product'
        'replaces itself' | ['007..008', 'x']         || 4    | '007_more replaces others itself'
    }

    def "a secret from the environment is neither written nor shown"() {
        given:
        on(TestDatabase.sqlite())
        project.variables.APP_SECRET = 'xyzzy-1234'
        project.migration('005_a', "up { insert 'users', name: env.APP_SECRET }")
        project.migration('006_b', 'up { sql "insert into nowhere values (\'${env.APP_SECRET}\')", down: \'select 1\' }')

        expect:
        project.run('check') == 4
        !project.out.contains('xyzzy')

        when:
        project.migration('006_b', "up { insert 'users', name: 'b' }")

        then:
        project.run('squash', '005..006', 'x') == 4
        project.err.contains('take a secret from the environment')
        !project.err.contains('xyzzy')
    }

    def "a migration that is repeatable cannot replace others: #file"() {
        given:
        on(TestDatabase.sqlite())
        project.file("migrations/$file", text)

        expect:
        project.run('plan') == 1
        project.err.contains('This migration is repeatable and replaces others')

        where:
        file          | text
        '009_x.groovy' | "repeatable()\nreplaces '001_users'\nup { createView 'v', 'select 1 as one' }"
        '009_x.sql'    | '-- repeatable\n-- replaces: 001_users\nselect 1;'
    }

    private List<String> ids() {
        rows('select id from garganey_history order by position')
    }

    private List<String> rows(String query) {
        database.connect().withCloseable { connection ->
            def result = connection.createStatement().executeQuery(query)
            def all = []
            while (result.next()) all << result.getString(1)
            all
        }
    }
}
