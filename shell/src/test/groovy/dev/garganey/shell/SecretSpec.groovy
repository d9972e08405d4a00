package dev.garganey.shell

import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions
import java.sql.DriverManager
import spock.lang.Specification
import spock.lang.TempDir

/** What a script takes from a secret variable goes to the database, and nowhere else. */
class SecretSpec extends Specification {
    static final SECRET = "s3cr'et \"key\""

    @TempDir
    Path folder

    ShellProject project

    def setup() {
        project = new ShellProject(folder)
        project.variables = [GARGANEY_PASSWORD: SECRET, API_TOKEN: 'tok-123456', URL: "postgresql://me:$SECRET@host/x".toString(), PLACE: 'Chad']
        project.migration('001_users', '''
            up {
                createTable('users') { id(); text('password'); text('place') }
                insert 'users', id: 1, password: env.GARGANEY_PASSWORD, place: env.PLACE
                update 'users', set: [password: "${env.API_TOKEN}!"], where: 'id = 2'
                data { db -> db.execute('insert into users (password) values (?)', env.URL) }
            }
            down { delete 'users', where: 'true'; dropTable 'users' }''')
    }

    def "#command does not show it"() {
        when:
        def exit = project.run(*command)

        then:
        exit == 0
        shown().contains('Chad')
        shown().contains('***')
        hidesAll(shown())

        where:
        command << [['plan'], ['plan', '--sql'], ['plan', '--format', 'json'], ['export'], ['apply', '--verbose']]
    }

    def "the database gets it, history does not"() {
        when:
        project.run('apply')

        then:
        query('select password from users order by id') == [SECRET, "postgresql://me:$SECRET@host/x".toString()]
        hidesAll(query('select operations from garganey_history').join())

        when: 'the recorded operations are compared with the file'
        def verified = project.run('verify')

        then:
        verified == 0

        and: 'what needs no secret can be undone'
        project.run('rollback', '--allow-data-loss', 'users') == 0
    }

    def "an undoing that needs it is not said to be there"() {
        given:
        project.migration('002_more', "up { sql \"select '\${env.API_TOKEN}'\", down: \"select '\${env.API_TOKEN}'\" }")
        project.run('apply')

        expect:
        project.run('rollback') == 4
        project.err.contains('holds a secret')
        hidesAll(query('select operations from garganey_history').join())
    }

    def "no failure gives it away: #options"() {
        given:
        project.migration('002_wrong', 'up { sql "insert into nowhere values (\'${env.API_TOKEN}\')" }')

        expect:
        project.run('apply', *options) == 1
        shown().contains('nowhere')
        hidesAll(shown())

        where:
        options << [[], ['--verbose'], ['--format', 'json']]
    }

    def "a URL's secret parameter is not shown: #parameter"() {
        expect:
        project.run('status', '--url', "sqlite:/nonexist/x.db?$parameter=S3CRET", *options) == 1
        !shown().contains('S3CRET')

        where:
        [parameter, options] << [['key', 'hexkey', 'password'], [[], ['--format', 'json'], ['--verbose']]].combinations()
    }

    def "a database file is made for its owner alone, however it is named: #url"() {
        expect:
        project.run('apply', '--url', url.replace('DIR', folder.toString())) == 0
        PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve('a b.db'))) == 'rw-------'

        where:
        url << ['sqlite:a b.db', 'sqlite:file:a b.db', 'jdbc:sqlite:file:DIR/a b.db', 'jdbc:sqlite:file:DIR/a%20b.db?mode=rwc']
    }

    private String shown() {
        project.out + project.err
    }

    private static boolean hidesAll(String text) {
        ['s3cr', 'tok-123456'].every { !text.contains(it) }
    }

    private List<String> query(String sql) {
        DriverManager.getConnection("jdbc:sqlite:${folder.resolve('garganey.db')}").withCloseable { c ->
            c.createStatement().withCloseable { s ->
                s.executeQuery(sql).withCloseable { r ->
                    def found = []
                    while (r.next()) { found << r.getString(1) }
                    found
                }
            }
        }
    }
}
