package dev.garganey.shell

import dev.garganey.testing.TestDatabase
import spock.lang.AutoCleanup
import spock.lang.Specification
import spock.lang.TempDir

import java.nio.file.Path

/** What two schemas leave open is asked on a terminal, and refused elsewhere. */
class InterviewSpec extends Specification {

    @TempDir
    Path folder

    ShellProject project

    @AutoCleanup
    TestDatabase database = TestDatabase.sqlite()

    def setup() {
        project = new ShellProject(folder)
        project.terminal = true
        project.migration('001_init', "up { createTable('users') { id(); text('mail'); text('note') } }")
    }

    def "a column with a likely new name is renamed by one key, and the reason is told"() {
        given:
        model("table('users') { id(); text('email'); text('note') }")

        expect:
        project.typing('r').run('generate', 'mails') == 0
        project.err.contains('users.mail is gone and users.email is new: renamed?')
        project.err.contains('r  renamed to users.email: the only new column that is the same but for its name')
        script('002_mails').contains("renameColumn('users', 'mail', 'email')")
    }

    def "what is not the same under another name is dropped, and the other is added"() {
        given:
        model("table('users') { id(); text('email'); text('note') }")

        expect:
        project.typing('d').run('generate', 'mails') == 0
        script('002_mails').contains("dropColumn('users', 'mail')")
        script('002_mails').contains("addColumn('users')")
    }

    def "of several new columns each is one key, and one that is taken is offered no more"() {
        given:
        model("table('users') { id(); text('email'); text('remark') }")

        expect: 'neither is likelier than the other'
        project.typing('1', 'r').run('generate', 'both') == 0
        project.err.contains('users.mail is gone and 2 others are new: renamed?')
        project.err.contains('users.note is gone and users.remark is new: renamed?')
        script('002_both').contains("renameColumn('users', 'mail', 'email')")
        script('002_both').contains("renameColumn('users', 'note', 'remark')")
    }

    def "tables are asked about before the columns of their new names"() {
        given:
        model("table('people') { id(); text('email'); text('note') }")

        expect:
        project.typing('r', 'r').run('generate', 'people') == 0
        script('002_people').contains("renameTable('users', 'people')")
        script('002_people').contains("renameColumn('people', 'mail', 'email')")
    }

    def "a column that must not be NULL gets a value for the rows, or the word that there are none"() {
        given:
        model("table('users') { id(); text('mail'); text('note'); text('phone').notNull() }")

        expect:
        project.typing(*answers).run('generate', 'phones') == 0
        script('002_phones').contains(written)

        where:
        answers                       || written
        ['v', "coalesce(mail, '')"]   || "coalesce(mail, '')"
        ['n']                         || "addColumn('users') { text('phone').notNull() }"
    }

    def "what is no answer is asked again; none at all leaves the refusal with its options: #typed"() {
        given:
        model("table('users') { id(); text('email'); text('note') }")

        expect:
        project.typing(*typed).run('generate', 'mails') == 4
        project.err.count('[r/d/q]') == prompts
        project.out.contains('--rename users.mail=users.email')
        project.out.contains('Nothing was written.')
        !folder.resolve('migrations/002_mails.groovy').toFile().exists()

        where:
        typed              || prompts
        ['q']              || 1
        []                 || 1
        ['', 'maybe', 'q'] || 3
    }

    def "nobody is asked #where"() {
        given:
        model("table('users') { id(); text('email'); text('note') }")
        project.terminal = terminal

        expect:
        project.typing('r').run(*(['generate', 'mails'] + more)) == 4
        project.err.isEmpty()
        project.out.contains('--rename users.mail=users.email')

        where:
        where                      | terminal | more
        'off a terminal'           | false    | []
        'where JSON is wanted'     | true     | ['--format', 'json']
    }

    def "a push asks before it begins, and only about tables of a #product database that have rows"() {
        given:
        database = product == 'SQLite' ? TestDatabase.sqlite() : TestDatabase.postgresql()
        project.on(database)
        model("table('users') { id(); text('mail'); text('note') }\ntable('teams') { id() }")
        project.run('push')
        sql("insert into users (mail) values ('ada@example.org')")
        model("""
            table('users') { id(); text('email'); text('note'); text('phone').notNull() }
            table('groups') { id(); text('name').notNull() }
        """)

        expect:
        project.typing('r', 'r', 'v', "'none'").run('push') == 0
        !project.err.contains('`groups.name` is NOT NULL')
        row('select email || phone from users') == 'ada@example.orgnone'
        project.run('diff', 'database', 'model', '--check') == 0

        where:
        product << ['SQLite', 'PostgreSQL']
    }

    private void model(String text) {
        project.file('schema/all.groovy', text.stripIndent())
    }

    private String script(String id) {
        folder.resolve("migrations/${id}.groovy").toFile().text
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
