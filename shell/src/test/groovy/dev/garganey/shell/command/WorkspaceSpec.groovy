package dev.garganey.shell.command

import spock.lang.Specification
import spock.lang.TempDir

import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions
import java.time.Duration

/** Which of several sayings counts. */
class WorkspaceSpec extends Specification {
    @TempDir
    Path folder

    private Workspace workspace(Map<String, String> options, Map<String, String> variables) {
        new Workspace(['--project': folder.toString()] + options, variables, {}, { it }, {})
    }

    private void settings(String text) {
        Files.writeString(folder.resolve('garganey.groovy'), text)
    }

    def "the database is named by #who"() {
        given:
        settings("database 'sqlite:settings.db'\nenvironments { prod { database 'sqlite:prod.db' }; bare { } }")

        expect:
        workspace(options, variables).target().url() == "jdbc:sqlite:${folder.resolve(file)}"

        where:
        who                    | options                                    | variables                                          || file
        'the settings'         | [:]                                        | [:]                                                || 'settings.db'
        'the environment'      | ['--env': 'prod']                          | [:]                                                || 'prod.db'
        'all, where it is mum' | ['--env': 'bare']                          | [:]                                                || 'settings.db'
        'a chosen environment' | [:]                                        | [GARGANEY_ENV: 'prod']                             || 'prod.db'
        'a variable'           | ['--env': 'prod']                          | [GARGANEY_URL: 'sqlite:var.db']                    || 'var.db'
        'an option'            | ['--url': 'sqlite:opt.db', '--env': 'prod'] | [GARGANEY_URL: 'sqlite:var.db']                   || 'opt.db'
        'nobody, if blank'     | [:]                                        | [GARGANEY_URL: ' ']                                || 'settings.db'
    }

    def "without settings it is a file in the project, and the folder migrations"() {
        expect:
        workspace([:], [:]).target().url() == "jdbc:sqlite:${folder.resolve('garganey.db')}"
        workspace([:], [:]).migrations() == folder.resolve('migrations')
    }

    def "the folder of migrations is #path"() {
        given:
        settings("migrations 'from-settings'")

        expect:
        workspace(options, variables).migrations() == folder.resolve(path)

        where:
        options                    | variables                         || path
        [:]                        | [:]                               || 'from-settings'
        [:]                        | [GARGANEY_MIGRATIONS: 'from-var'] || 'from-var'
        ['--migrations': 'option'] | [GARGANEY_MIGRATIONS: 'from-var'] || 'option'
    }

    def "the user is #user and the password #password"() {
        given:
        settings("database 'postgresql://host/db'\nuser 'settings'\npassword env('SETTINGS_PASSWORD')")

        when:
        def target = workspace(options, [SETTINGS_PASSWORD: 'from settings'] + variables).target()

        then:
        target.user().get() == user
        target.password().get() == password

        where:
        options                                            | variables                   || user       | password
        [:]                                                | [:]                         || 'settings' | 'from settings'
        [:]                                                | [GARGANEY_PASSWORD: 'var']  || 'settings' | 'var'
        [:]                                                | [GARGANEY_USER: 'var']      || 'var'      | 'from settings'
        ['--url': 'postgresql://ann:url@host/db']          | [GARGANEY_PASSWORD: 'var']  || 'ann'      | 'url'
        ['--url': 'postgresql://ann@host/db', '--user': 'bob'] | [GARGANEY_USER: 'var']  || 'bob'      | 'from settings'
    }

    def "an empty password in #where is none, and does not hide the one in ~/.pgpass"() {
        given:
        settings("database 'postgresql://ann@host/db'\n$password")
        def file = Files.writeString(folder.resolve('.pgpass'), '*:*:*:*:from pgpass')
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString('rw-------'))
        Files.writeString(folder.resolve('empty'), '')

        expect:
        workspace([:], [HOME: folder.toString()] + variables).target().password().get() == 'from pgpass'

        where:
        where                   | password                      | variables
        'GARGANEY_PASSWORD'     | ''                            | [GARGANEY_PASSWORD: '']
        'a variable'            | "password env('DB_PASSWORD')" | [DB_PASSWORD: '']
        'a file'                | "password file('empty')"      | [:]
    }

    def "the lock timeout is #seconds s"() {
        given:
        settings('lockTimeout 30.s')

        expect:
        workspace(options, variables).configuration().lockTimeout() == Duration.ofMillis((seconds * 1000) as long)

        where:
        options                  | variables                    || seconds
        [:]                      | [:]                          || 30
        [:]                      | [GARGANEY_LOCK_TIMEOUT: '7'] || 7
        ['--lock-timeout': '.5'] | [GARGANEY_LOCK_TIMEOUT: '7'] || 0.5
    }

    def "what is shown of a target never holds the password"() {
        expect:
        !workspace(['--url': url], [:]).target().toString().contains('hidden')
        !workspace(['--url': url], [:]).configuration().target().shown().contains('hidden')

        where:
        url << [
            'postgresql://ann:hidden@host/db',
            'jdbc:postgresql://host/db?user=ann&password=hidden',
            'jdbc:postgresql://host/db?sslpassword=hidden',
            'postgresql://ann:hid@hidden@host/db',
        ]
    }
}
