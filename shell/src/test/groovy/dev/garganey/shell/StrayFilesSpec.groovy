package dev.garganey.shell

import spock.lang.Specification
import spock.lang.TempDir

import java.nio.file.Path

/** A file that its author takes for a migration is not passed over without a word. */
class StrayFilesSpec extends Specification {

    @TempDir
    Path folder

    ShellProject project

    def setup() {
        project = new ShellProject(folder).migration('001_init', "up { createTable('t') { id() } }")
    }

    def "#name, an ending in capital letters, is refused by name"() {
        given:
        project.file('migrations/' + name, "create table x (a integer);")

        expect:
        project.run('apply') == 1
        project.err.contains("the name of $name ends in `${name[name.lastIndexOf('.')..-1]}`, and migrations end in `$wanted`")

        where:
        name            | wanted
        '002_X.GROOVY'  | '.groovy'
        '002_x.Sql'     | '.sql'
    }

    def "#command tells of copies that are not read, and is content"() {
        given:
        project.file('migrations/002_x.groovy.bak', 'up { }')
            .file('migrations/002_x.sql~', '')
            .file('migrations/rows.csv', 'a\n1\n')
            .file('migrations/.003.groovy.swp', '')

        expect:
        project.run(command) == 0
        project.out.contains('· not read  002_x.groovy.bak  it looks like a migration')
        project.out.contains('· not read  002_x.sql~')
        project.out.count('not read') == 2

        where:
        command << ['verify', 'check']
    }

    def "a migration that new wrote is applied once something stands in it"() {
        given:
        project.run('new', 'later')

        expect:
        project.run('apply') == 1
        project.err.contains('002_later.groovy:3:1: This migration is empty')
        project.run('history') == 0
        !project.out.contains('002_later')

        when:
        project.migration('002_later', "up { addColumn('t') { text('a') } }")

        then:
        project.run('apply') == 0
    }

    def "a migration with nothing to do on this database is no mistake"() {
        given:
        project.migration('002_other', "up {\n    if (dialect == POSTGRESQL) { sql 'select 1' }\n}")

        expect:
        project.run('apply') == 0
    }
}
