package dev.garganey.shell

import dev.garganey.testing.TestDatabase
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

/** A quick look at what tables hold. */
class CountHeadSpec extends Specification {

    @TempDir
    Path folder

    def "on #product"() {
        given:
        def database = product == 'SQLite' ? TestDatabase.sqlite() : TestDatabase.postgresql()
        def project = new ShellProject(folder).migration('001_init', '''up {
            createTable('users') { id(); text('name') }
            createTable('teams') { id() }
            5.times { n -> insert('users', name: n == 2 ? null : 'n' + n) }
        }''')
        project.on(database)
        project.run('apply')

        expect: 'counted'
        project.run('count', '--format', 'json') == 0
        project.json().collectEntries { [it.table, it.rows] }.subMap('users', 'teams') == [users: 5, teams: 0]
        project.run('count', 'users') == 0
        project.out.contains('users │      5')

        and: 'the first rows, by key'
        project.run('head', 'users', '3') == 0
        project.out.readLines()*.trim().takeRight(3) == ['1 │ n0', '2 │ n1', '3 │ NULL']
        project.run('head', 'users', '3', '--format', 'json') == 0
        project.json()*.name == ['n0', 'n1', null]

        and: 'a table without rows shows its columns'
        project.run('head', 'teams') == 0
        project.out.readLines()[0].strip() == 'id'
        project.out.readLines()[1] == project.out.readLines()[1].toLowerCase()

        and: 'what is wrong is told'
        project.run('head', 'user') != 0
        project.err.contains('did you mean')
        project.run('head', 'users', 'many') == 2
        project.err.contains('ROWS is a whole number')

        cleanup:
        database?.close()

        where:
        product << ['SQLite', 'PostgreSQL']
    }
}
