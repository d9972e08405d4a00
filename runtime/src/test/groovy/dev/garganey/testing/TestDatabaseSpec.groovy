package dev.garganey.testing

import java.nio.file.Files
import java.nio.file.Path
import java.sql.DriverManager
import java.sql.SQLException
import spock.lang.Specification

class TestDatabaseSpec extends Specification {

    def "a fresh #product answers with its version"() {
        given:
        def database = open()

        when:
        def answer = ask(database, query)

        then:
        answer =~ expected

        cleanup:
        database.close()

        where:
        product            | open                          | query                     || expected
        'PostgreSQL'       | TestDatabase.&postgresql      | 'select version()'        || /^PostgreSQL \d+/
        'SQLite file'      | TestDatabase.&sqlite          | 'select sqlite_version()' || /^3\.\d+/
        'SQLite in memory' | TestDatabase.&sqliteMemory    | 'select sqlite_version()' || /^3\.\d+/
    }

    def "two fresh databases of #product do not see each other, two connections to one do"() {
        given:
        def one = open()
        def other = open()

        when:
        run(one, 'create table t (a integer)')

        then:
        ask(one, 'select count(*) from t') == '0'

        when:
        ask(other, 'select count(*) from t')

        then:
        thrown SQLException

        cleanup:
        one.close()
        other.close()

        where:
        product            | open
        'PostgreSQL'       | TestDatabase.&postgresql
        'SQLite file'      | TestDatabase.&sqlite
        'SQLite in memory' | TestDatabase.&sqliteMemory
    }

    def "closing drops a PostgreSQL database although somebody is still connected"() {
        given:
        def database = TestDatabase.postgresql()
        def connection = database.connect()

        when:
        database.close()

        then:
        !connection.isValid(1)

        when:
        DriverManager.getConnection(database.url(), database.user(), database.password())

        then:
        def error = thrown(SQLException)
        error.SQLState == '3D000'
    }

    def "closing deletes the SQLite file and its folder"() {
        given:
        def database = TestDatabase.sqlite()
        run(database, 'create table t (a integer)')
        def file = Path.of(database.url() - 'jdbc:sqlite:')

        expect:
        Files.exists(file)

        when:
        database.close()

        then:
        Files.notExists(file.parent)
    }

    private static String ask(TestDatabase database, String query) {
        try (def connection = database.connect(); def statement = connection.createStatement(); def rows = statement.executeQuery(query)) {
            rows.next()
            return rows.getString(1)
        }
    }

    private static void run(TestDatabase database, String sql) {
        try (def connection = database.connect(); def statement = connection.createStatement()) {
            statement.execute(sql)
        }
    }
}
