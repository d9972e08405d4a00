package dev.garganey.samples

import dev.garganey.MigrationState
import dev.garganey.testing.TestDatabase
import java.nio.file.Path
import spock.lang.AutoCleanup
import spock.lang.Specification
import spock.lang.TempDir

class QuickstartSpec extends Specification {
    @TempDir Path folder
    @AutoCleanup Sample quickstart

    def setup() {
        quickstart = Sample.copied('quickstart', folder, TestDatabase.sqlite())
    }

    def "two migrations are applied, once"() {
        when:
        def first = quickstart.apply()

        then:
        first.done()*.id() == ['001_init', '002_display_names']
        quickstart.one('select name from teams') == 'Founders'

        when:
        def second = quickstart.apply()

        then:
        second.done().empty
        quickstart.status().migrations()*.state() == [MigrationState.APPLIED] * 2
    }

    def "users who are there already get the name before their @"() {
        given:
        quickstart.applyTo('001_init')
        quickstart.run("insert into users (email, team_id) values ('ada@example.org', 1)")

        when:
        quickstart.apply()

        then:
        quickstart.one('select display_name from users') == 'ada'
    }

    def "what the first migration promises holds: #mistake is refused"() {
        given:
        quickstart.apply()
        quickstart.run("insert into users (email, team_id) values ('ada@example.org', 1)")

        when:
        quickstart.run(statement)

        then:
        def e = thrown(java.sql.SQLException)
        e.message.contains(reason)

        where:
        mistake             | statement                                                                             || reason
        'a negative balance' | "insert into users (email, team_id, balance) values ('b@example.org', 1, -1)"        || 'CHECK'
        'a second ada'       | "insert into users (email, team_id) values ('ada@example.org', 1)"                   || 'UNIQUE'
        'no e-mail address'  | 'insert into users (team_id) values (1)'                                             || 'NOT NULL'
    }

    def "undone and applied again, it is the same database"() {
        given:
        quickstart.apply()
        def before = quickstart.rows(SCHEMA)

        when:
        quickstart.rollback(2, 'teams', 'users', 'users.display_name')

        then:
        quickstart.rows(SCHEMA).empty

        when:
        quickstart.apply()

        then:
        quickstart.rows(SCHEMA) == before
    }

    static final String SCHEMA = "select type, name, sql from sqlite_schema " +
        "where tbl_name not like 'garganey_%' and name not like 'sqlite_%' order by type, name"
}
