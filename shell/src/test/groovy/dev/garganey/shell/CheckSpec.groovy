package dev.garganey.shell

import dev.garganey.testing.TestDatabase
import spock.lang.Specification
import spock.lang.TempDir

import java.nio.file.Files
import java.nio.file.Path

/** What check finds out about a folder of migrations, as a user types it, on both databases. */
class CheckSpec extends Specification {
    static final String USERS = "up { createTable('users') { id(); text('name').notNull() } }"

    @TempDir
    Path folder

    private ShellProject on(TestDatabase database) {
        new ShellProject(folder).on(database)
    }

    def "a sound folder is proved, and what cannot be undone is only named on #database"() {
        given:
        def project = on(database)
        project.migration('001_users', USERS)
        project.migration('002_ada', "up { insert 'users', name: 'ada' }")
        project.migration('003_names', '''
            up { renameColumn('users', 'name', 'full_name') }
        '''.stripIndent())
        project.migration('004_gone', "irreversible 'the names are secret now'\nup { update 'users', set: [full_name: 'x'] }")

        expect:
        project.run('check') == 0
        project.out == """\
            · irreversible  004_gone  the names are secret now
            ✓ 4 migrations checked on ${database.url().contains('sqlite') ? 'SQLite' : 'PostgreSQL'}: sound.
            """.stripIndent()

        and: 'the database itself was not touched'
        project.run('status') == 0
        project.out.contains('4 pending')

        and:
        project.run('check', '--format', 'json') == 0
        project.json().sound
        project.json().findings*.kind == ['irreversible']

        cleanup:
        database.close()

        where:
        database << [TestDatabase.sqlite(), TestDatabase.postgresql()]
    }

    def "an inverse that does not lead back is shown by what it leaves on #database"() {
        given:
        def project = on(database)
        project.migration('001_users', USERS)
        project.migration('002_age', """
            up { addColumn('users') { integer('age') }; createIndex('users', 'age') }
            down { dropIndex('users_age_idx') }
        """.stripIndent())
        project.migration('003_teams', "up { createTable('teams') { id() } }")
        project.migration('004_raw', '''
            up { sql 'create table raw (id integer)', down: 'drop table rawe' }
        '''.stripIndent())

        expect:
        project.run('check') == 4
        project.out.contains('✗ not undone  002_age')
        project.out.contains("    dropColumn('users', 'age')")
        project.out.contains('✗ failed  004_raw  cannot be undone')
        project.out.contains('drop table rawe')
        project.out.endsWith('2 problems in 4 migrations.\n')

        cleanup:
        database.close()

        where:
        database << [TestDatabase.sqlite(), TestDatabase.postgresql()]
    }

    def "what the database refuses is told with its statement on #database"() {
        given:
        def project = on(database)
        project.migration('001_users', USERS)
        project.migration('002_raw', "up { sql 'insert into nowhere values (1)', down: 'select 1' }")

        expect:
        project.run('check') == 4
        project.out.contains('✗ failed  002_raw  cannot be applied')
        project.out.contains('insert into nowhere')

        cleanup:
        database.close()

        where:
        database << [TestDatabase.sqlite(), TestDatabase.postgresql()]
    }

    def "all mistakes are told at once: of words, of the order and of the schema"() {
        given:
        def project = new ShellProject(folder)
        project.migration('001_users', USERS)
        project.migration('002_typo', "up { addColumn('user') { text('x') } }")
        project.migration('003_word', "up { createTabel('x') { id() } }")
        project.migration('004_requires', "requires '000_nothing'\nup { createTable('y') { id() } }")

        expect:
        project.run('check') == 4
        project.out.contains('migrations/002_typo.groovy:1:')
        project.out.contains('did you mean `users`?')
        project.out.contains('migrations/003_word.groovy:1:')
        project.out.contains('`000_nothing`, which is neither applied nor in the folder')
        project.out.endsWith('3 problems in 4 migrations.\n')
    }

    def "two files with one id are a finding"() {
        given:
        def project = new ShellProject(folder)
        project.migration('001_users', USERS)
        project.file('migrations/001_USERS.sql', 'create table x (id integer)')

        expect:
        project.run('check') == 4
        project.out.contains('are one migration by name')
    }

    def "branches whose migrations go in both orders are fine on #database"() {
        given:
        def project = branches(on(database),
            "up { addColumn('users') { integer('age') } }",
            "up { addColumn('users') { text('phone') } }")

        expect:
        project.run('check', '--against', 'git:other') == 0
        project.out.contains('· only here  002_mine')
        project.out.contains('· only there  002_theirs')
        project.out.contains('· touched by both  table users')

        cleanup:
        database.close()

        where:
        database << [TestDatabase.sqlite(), TestDatabase.postgresql()]
    }

    def "branches whose order matters are refused with the statement that fails on #database"() {
        given:
        def project = branches(on(database),
            "up { renameColumn('users', 'name', 'full_name') }",
            "up { createIndex('users', 'name') }")

        expect:
        project.run('check', '--against', 'git:other') == 4
        project.out.contains("✗ order matters  002_theirs  cannot be applied in this order: this branch's first")

        cleanup:
        database.close()

        where:
        database << [TestDatabase.sqlite(), TestDatabase.postgresql()]
    }

    def "branches whose order matters are refused with what differs in the end on #database"() {
        given:
        def project = branches(on(database),
            "up { sql 'drop table if exists teams', down: 'select 1' }",
            "up { sql 'create table if not exists teams (id integer)', down: 'drop table teams' }")

        expect:
        project.run('check', '--against', 'git:other') == 4
        project.out.contains('✗ order matters  both branches')
        project.out.contains("dropTable('teams')")

        cleanup:
        database.close()

        where:
        database << [TestDatabase.sqlite(), TestDatabase.postgresql()]
    }

    def "rows that depend on the order are a counterexample"() {
        given:
        def project = branches(new ShellProject(folder),
            "up { insert 'users', id: 1, name: 'ada' }",
            "up { update 'users', set: [name: 'eve'], where: 'id = 1' }")

        expect:
        project.run('check', '--against', 'git:other') == 4
        project.out.contains('✗ order matters')
        project.out.contains('users: id=1, name=eve')
    }

    def "the same id with other operations is told, a comment more is not"() {
        given:
        def project = branches(new ShellProject(folder), "up { sql 'select 1', down: 'select 1' }", "up { sql 'select 1', down: 'select 1' }")
        git('checkout', '-q', '-b', 'third')
        project.migration('001_users', "// a comment\n" + USERS)

        expect:
        project.run('check', '--against', 'git:other') == 0

        when:
        project.migration('001_users', "up { createTable('users') { id(); text('name') } }")

        then:
        project.run('check', '--against', 'git:other') == 4
        project.out.contains('✗ changed  001_users')
    }

    def "wrong words are refused in one sentence: #words"() {
        given:
        def project = new ShellProject(folder)
        project.migration('001_users', USERS)

        expect:
        project.run('check', *words) == code
        project.err.lines().count() == 1

        where:
        words                           || code
        ['--against', 'main']           || 2
        ['--against', 'git:']           || 2
        ['--against', 'git:no_such']    || 4
        ['more']                        || 2
    }

    /** A repository with two branches: other, with theirs, and the one that is checked out, with mine. */
    private ShellProject branches(ShellProject project, String mine, String theirs) {
        project.migration('001_users', USERS)
        git('init', '-q')
        git('add', '.')
        commit('common')
        git('checkout', '-q', '-b', 'other')
        project.migration('002_theirs', theirs)
        git('add', '.')
        commit('theirs')
        git('checkout', '-q', '-b', 'mine', 'HEAD~1')
        project.migration('002_mine', mine)
        assert !Files.exists(folder.resolve('migrations/002_theirs.groovy'))
        project
    }

    private void commit(String message) {
        git('-c', 'user.name=x', '-c', 'user.email=x@example.org', 'commit', '-q', '-m', message)
    }

    private void git(String... words) {
        def process = new ProcessBuilder(['git'] + words.toList()).directory(folder.toFile()).redirectErrorStream(true).start()
        def said = process.inputStream.text
        assert process.waitFor() == 0: said
    }
}
