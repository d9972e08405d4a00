package dev.garganey.shell

import dev.garganey.testing.Standby
import dev.garganey.testing.TestDatabase
import spock.lang.AutoCleanup
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir

import java.nio.file.Path

/** A server in recovery is there to be read: what only reads works, and what would write says why it cannot. */
class StandbySpec extends Specification {

    @Shared
    @TempDir
    Path folder

    @Shared
    ShellProject project

    @Shared
    @AutoCleanup
    Standby standby

    def setupSpec() {
        project = new ShellProject(folder)
            .migration('001_users', "up { createTable('users') { id(); text('name').notNull(); check('named', \"name <> ''\") } }")
            .file('garganey.groovy', "environments { prod { database env('GARGANEY_URL') } }")
        standby = Standby.of { url ->
            project.variables = [GARGANEY_URL: url]
            assert project.run('apply') == 0
            assert project.run('pull') == 0
        }
        project.variables = [GARGANEY_URL: standby.url()]
        project.migration('002_teams', "up { createTable('teams') { id() } }")
    }

    def "#command only reads"() {
        expect:
        project.run(*command.split(' ')) == exit
        project.err == ''
        project.out.contains(said)

        where:
        command                                  || exit | said
        'status'                                 || 0    | 'pending  002_teams'
        'status --check'                         || 3    | 'pending  002_teams'
        'plan'                                   || 0    | 'CREATE TABLE "teams"'
        'history'                                || 0    | '001_users'
        'verify'                                 || 0    | 'files and history agree'
        'pull --dry-run'                         || 0    | '1 file'
        'snapshot database'                      || 0    | '"users"'
        'diff database model'                    || 0    | 'No difference'
        'diff database database --check'         || 0    | 'No difference'
    }

    def "#command compares with a throwaway database, which another server must have"() {
        given:
        def elsewhere = TestDatabase.postgresql()
        def said = project.variables

        when:
        project.variables = said + [GARGANEY_SCRATCH: elsewhere.url() + (elsewhere.url().contains('?') ? '&' : '?') + "user=$elsewhere.user&password=$elsewhere.password"]

        then:
        project.run(*command.split(' ')) == 0
        project.err == ''

        when:
        project.variables = said

        then:
        project.run(*command.split(' ')) == 1
        project.err.contains('cannot execute CREATE DATABASE in a read-only transaction')
        project.err.contains('name a database on another server for it: --scratch URL')

        cleanup:
        project.variables = said
        elsewhere.close()

        where:
        command << ['drift', 'check']
    }

    def "#command would write, and says why it cannot"() {
        expect:
        project.run(*command.split(' ')) == 1
        project.out == ''
        project.err == "garganey: The database ${shown()} as postgres failed: The database cannot be written to. It takes no writes: it is a standby, or its user or database is set to read only. Name the primary in the URL.\n"

        where:
        command << ['apply', 'rollback', 'redo', 'baseline 002_teams', 'mark 002_teams --applied', 'push']
    }

    private String shown() {
        standby.url().replaceAll(/\?.*/, '')
    }
}
