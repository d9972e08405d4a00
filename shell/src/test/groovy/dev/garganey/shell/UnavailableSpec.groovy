package dev.garganey.shell

import dev.garganey.testing.TestDatabase
import spock.lang.Specification
import spock.lang.TempDir

import java.nio.file.Files
import java.nio.file.Path

/** A database that cannot be used says why, and what to do, in one message. */
class UnavailableSpec extends Specification {

    @TempDir
    Path folder

    ShellProject project

    def setup() {
        project = new ShellProject(folder).migration('001_init', "up { createTable('t') { id() } }")
    }

    def "an SQLite URL that names #what"() {
        given:
        Files.createDirectories(folder.resolve('sub'))
        project.file('garbage.db', 'no database ' * 200)
        def before = names()

        expect:
        project.run('apply', '--url', url) == 1
        project.err.contains(message)
        project.err.lines().count() == 1
        names() == before

        where:
        what                             | url                     || message
        'a folder'                       | 'sqlite:sub'            || 'is a folder; name the file of the database in it'
        'a file in a folder not there'   | 'sqlite:nowhere/x.db'   || 'nowhere of the database does not exist; make it first'
        'something that is no database'  | 'sqlite:garbage.db'     || 'It is another kind of file, or encrypted; nothing was written to it.'
        'a parameter that is not read'   | 'sqlite:x.db?mode=ro'   || '`mode` is no setting of a connection'
    }

    def "an SQLite database with a damaged page"() {
        given:
        project.run('apply')
        def file = folder.resolve('garganey.db')
        def bytes = Files.readAllBytes(file)
        Arrays.fill(bytes, 100, bytes.length, (byte) 0x5A)
        Files.write(file, bytes)

        expect:
        project.run('status') == 1
        project.err.contains('The file is damaged; take it from a backup')
        Files.readAllBytes(file) == bytes
    }

    def "a PostgreSQL database that is set to read only"() {
        given:
        def database = connect()
        sql(database, "alter database ${name(database)} set default_transaction_read_only = on")

        expect:
        project.run('apply') == 1
        project.err.contains('cannot be written to. It takes no writes: it is a standby, or')

        and: 'reading goes on'
        project.run('status') == 0

        cleanup:
        database?.close()
    }

    def "a PostgreSQL user without #what"() {
        given:
        def database = connect()
        def role = 'poor_' + name(database)
        sql(database, "create role $role login password 'x'; revoke all on schema public from public; $given".replace('ROLE', role))
        project.variables = [GARGANEY_URL: database.url(), GARGANEY_USER: role, GARGANEY_PASSWORD: 'x']

        expect:
        project.run('apply') == 1
        project.err.contains(message)
        !project.err.contains('Position')

        cleanup:
        sql(database, "drop owned by $role; drop role $role")
        database?.close()

        where:
        what                          | given                                   || message
        'rights on any schema'        | ''                                      || 'The user may use none of the schemas in its search_path'
        'the right to make a table'   | 'grant usage on schema public to ROLE'  || 'The user lacks a right; its owner can GRANT it'
    }

    def "a PostgreSQL statement is shown with a caret where the server finds fault"() {
        given:
        def database = connect()
        project.migration('002_bad', "up { sql 'create table z (\\n  \"ä\" integer,\\n  b intteger\\n)', down: 'drop table z' }")

        expect:
        project.run('apply') == 1
        project.err.contains('type "intteger" does not exist\n')
        !project.err.contains('Position')
        project.err.contains('    b intteger\n      ^\n')

        and:
        project.run('apply', '--format', 'json') == 1
        project.json().error.position == 36

        cleanup:
        database.close()
    }

    private Set<String> names() {
        Files.list(folder).withCloseable { it.toList()*.fileName*.toString() as Set }
    }

    private TestDatabase connect() {
        def database = TestDatabase.postgresql()
        project.on(database)
        database
    }

    private static String name(TestDatabase database) {
        (database.url() =~ '/([^/?]+)(\\?|$)')[0][1]
    }

    private static void sql(TestDatabase database, String text) {
        database.connect().withCloseable { it.createStatement().execute(text) }
    }
}
