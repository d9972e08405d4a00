package dev.garganey.shell

import spock.lang.Specification
import spock.lang.TempDir

import java.nio.file.Path

/** What is planned behind a data block that has yet to run is a guess, and each statement says so. */
class GuessSpec extends Specification {
    static final GUESS = '-- a guess: the data block of 002_code runs first, and this is planned again for what that leaves'

    @TempDir
    Path folder

    ShellProject project

    def setup() {
        project = new ShellProject(folder)
        project.migration('001_t', "up { createTable('t') { id(); text('n') } }")
        project.migration('002_code', "up { data { db -> db.execute('alter table t add column z text') } }")
        project.migration('003_more', "up { alterColumn('t', 'n') { notNull() }; addColumn('t') { text('w').unique() } }")
        project.migration('004_sql', "up { sql 'select 1' }")
    }

    def "#command marks what follows, and only that"() {
        expect:
        project.run(*command) == 0
        def lines = project.out.readLines()*.strip()
        def from = lines.findIndexOf { it.contains('003_more') }
        def to = lines.findIndexOf { it.contains('004_sql') }
        lines.count { it == GUESS } == lines.subList(from, to).count { it == GUESS }
        lines.count { it == GUESS } > 1

        where:
        command << [['plan'], ['plan', '--sql'], ['apply', '--dry-run']]
    }

    def "the JSON of a plan has it too"() {
        expect:
        project.run('plan', '--format', 'json') == 0
        project.json().migrations*.guess*.take(14) == [null, null, 'the data block', null]
    }

    def "in one transaction too, nothing that the code made is lost by what follows"() {
        given:
        project.run('apply', '--to', '001')
        project.migration('002_code', "up { data { db -> db.execute('drop table t'); db.execute(\"create table t (id integer primary key, n text $more)\") } }")

        expect:
        project.run('apply', '--atomic') == 1
        project.err.contains('would lose')

        where:
        more << [', z text', "check (n <> 'bad')"]
    }
}
