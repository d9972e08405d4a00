package dev.garganey.shell

import dev.garganey.testing.TestDatabase
import spock.lang.AutoCleanup
import spock.lang.Specification
import spock.lang.TempDir

import java.nio.file.Path

/** A constraint that is looked at when all is done fails with no statement, and with a migration all the same. */
class DeferredSpec extends Specification {

    @TempDir
    Path folder

    @AutoCleanup
    TestDatabase database = TestDatabase.postgresql()

    def "what a commit refuses is told with the migration, and nothing of it stays"() {
        given:
        def project = new ShellProject(folder)
        project.variables = database.password() ? [GARGANEY_PASSWORD: database.password()] : [:]
        def words = ['-C', folder.toString(), '--url', database.url()] + (database.user() ? ['--user', database.user()] : [])
        project.file('migrations/001_late.sql', '''\
            create table a (id int primary key);
            create table b (a int references a deferrable initially deferred);
            insert into b values (3);
            '''.stripIndent())

        when:
        def code = project.bare(*(words + ['apply']))

        then:
        code != 0
        project.err.toString().contains('migrations/001_late.sql:3')
        project.err.toString().contains('violates foreign key constraint')
        project.err.toString().contains('COMMIT')
        project.err.toString().contains('Nothing of 001_late was kept')
    }
}
