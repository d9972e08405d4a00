package dev.garganey.shell

import dev.garganey.testing.TestDatabase
import java.nio.file.Path
import spock.lang.AutoCleanup
import spock.lang.Specification
import spock.lang.TempDir

/** Finding what has a name by a part of it. */
class FindSpec extends Specification {
    @TempDir
    Path folder

    @AutoCleanup
    TestDatabase database

    ShellProject project

    private void on(String product) {
        database = product == 'SQLite' ? TestDatabase.sqlite() : TestDatabase.postgresql()
        project = new ShellProject(folder).on(database)
    }

    private void shop() {
        project.migration('001_shop', """
            description 'Who buys by mail'
            up {
                createTable('users') {
                    id(); varchar('email', 320).notNull().unique(); text('Straße'); text('say "hi"')
                    check('email_sane', "email like '%_@_%'"); index('email', 'Straße')
                }
                createView 'mail_list', 'select email as address from users'
            }
        """.stripIndent())
        project.migration('002_letters', "up { createTable('letters') { id(); reference('user'); text('body').defaultTo('no email') } }")
    }

    /** What was found: kind, name and place. */
    private List<List<String>> found(String... args) {
        project.run('find', *args, '--format', 'json')
        project.json().found.collect { [it.kind, it.name, it.place] }
    }

    def "all kinds of things are found by a part of the name, in any case: #product"() {
        given:
        on(product)
        shop()
        project.run('apply', '--steps', '1')

        expect:
        found('EMAIL') == [
            ['column', 'users.email', 'column of users'],
            ['index', product == 'SQLite' ? 'users_email_Straße_idx' : 'users_email_Straße_idx', 'index of users'],
            ['constraint', 'users.email_sane', 'check'],
            ['constraint', 'users.users_email_key', 'unique constraint']]

        and: 'with its type, under what it is'
        project.run('find', 'email') == 0
        project.out.readLines().take(2) == ['Columns', '  users.email  varchar(320)  column of users']

        and: 'also the column of a view'
        found('address') == [['column', 'mail_list.address', 'column of mail_list']]

        where:
        product << ['SQLite', 'PostgreSQL']
    }

    def "a migration is found by the name of its file and by its description"() {
        given:
        on('SQLite')
        shop()
        project.run('apply', '--steps', '1')

        expect:
        found('letters') == [['migration', '002_letters.groovy', 'pending']]
        found('buys')*.take(2) == [['migration', '001_shop.groovy']]
        found('002_*')*.getAt(1) == ['002_letters.groovy']

        and: 'also one that has a mistake'
        project.migration('003_letters', 'up { oops() }')
        found('letters')*.getAt(1) == ['002_letters.groovy', '003_letters.groovy']
        project.json().notices.size() == 1
    }

    def "#text finds #names"() {
        given:
        on('SQLite')
        shop()
        project.run('apply')

        expect:
        found(text)*.getAt(1) == names

        where:
        text            || names
        'users.e'       || ['users.email', 'users.email_sane']
        'USERS.?mail'   || ['users.email']
        '*_l?st'        || ['mail_list']
        'straß'         || ['users.Straße', 'users_email_Straße_idx']
        'say "'         || ['users.say "hi"']
        '('             || []
        'a.b.c'         || []
    }

    def "definitions are looked into where that is wanted, and the line is told: #product"() {
        given:
        on(product)
        shop()
        project.run('apply')

        expect:
        found('no email') == []
        found('no email', '--deep') == [['column', 'letters.body', 'column of letters'], ['migration', '002_letters.groovy', project.json().found[1].place]]
        found('from users', '--deep').find { it[0] == 'view' || it[0] == 'migration' }
        found('_@_', '--deep').any { it[1] == 'users.email_sane' }

        when:
        project.variables += [COLUMNS: '100']
        project.run('find', 'Straße', '--deep')

        then:
        project.out.contains("\n      script, line 5: …tNull().unique(); text('Straße'); text('say \"hi\"')  and 1 more\n")

        where:
        product << ['SQLite', 'PostgreSQL']
    }

    def "nothing found is told with what is near, and an exit code"() {
        given:
        on('SQLite')
        shop()
        project.run('apply')

        expect:
        project.run('find', 'emial') == 1
        project.out.readLines()[0].startsWith('Nothing has `emial` in its name; did you mean `email`?')
        project.err == ''
        project.run('find', ' ') == 2
    }

    def "an empty database has nothing: #product"() {
        given:
        on(product)

        expect:
        project.run('find', 'x') == 1
        project.out.startsWith('Nothing has `x` in its name.')
        project.run('find', '*') == 1

        where:
        product << ['SQLite', 'PostgreSQL']
    }

    def "what was found is set off on a terminal"() {
        given:
        on('SQLite')
        shop()
        project.run('apply')
        project.terminal = true

        expect:
        project.run('find', 'addr') == 0
        project.out.contains('  mail_list.\u001b[33m\u001b[1maddr\u001b[0m\u001b[0mess')
    }

    def "what only PostgreSQL has is found in all its schemas"() {
        given:
        on('PostgreSQL')
        project.migration('001_all', '''
            up {
                createSchema 'duck pond'
                createEnum 'duck_mood', 'quacking', 'asleep'
                createDomain('duck_weight', decimal(6, 3)).check('duck_light', 'value < 9')
                createSequence 'duck_number'
                createTable('duck pond.ducks') { id(); enumerated('mood', 'duck_mood') }
                createFunction 'duck_sum(a integer, b integer)', "returns integer language sql as 'select a + b'"
                createTrigger 'duck_watch', on: 'duck pond.ducks', 'before update on {}'.replace('{}', '"duck pond".ducks') + ' for each row execute function suppress_redundant_updates_trigger()'
            }
        '''.stripIndent())
        assert project.run('apply') == 0

        expect:
        found('duck')*.take(2).findAll { it[0] != 'constraint' } == [
            ['schema', 'duck pond'], ['table', 'duck pond.ducks'], ['trigger', 'duck pond.ducks.duck_watch'],
            ['function', 'duck_sum(a integer, b integer)'], ['sequence', 'duck_number'], ['enum', 'duck_mood'], ['domain', 'duck_weight']]
        found('asleep') == [['value', 'asleep', 'value of duck_mood']]
        found('duck pond.ducks.mood') == [['column', 'duck pond.ducks.mood', 'column of duck pond.ducks']]
        found('a + b', '--deep').any { it[0] == 'function' }
    }
}
