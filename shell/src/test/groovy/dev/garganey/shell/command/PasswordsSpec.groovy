package dev.garganey.shell.command

import spock.lang.Specification
import spock.lang.TempDir

import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions

/** Where passwords are kept; the password file is libpq's (PostgreSQL's manual, "The Password File"). */
class PasswordsSpec extends Specification {
    @TempDir
    Path folder

    List<String> warnings = []

    private Optional<String> asked(String content, String url, String user, String rights = 'rw-------') {
        def file = folder.resolve('pgpass')
        Files.writeString(file, content)
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights))
        new Passwords([PGPASSFILE: file.toString()], folder, { warnings << it })
            .fromPgpass(DatabaseUrl.parse(url, folder), Optional.ofNullable(user))
    }

    def "the line `#line` gives #password for ann at h:5433/db"() {
        expect:
        asked(line, 'postgresql://h:5433/db', 'ann').orElse(null) == password

        where:
        line                                 || password
        'h:5433:db:ann:pw'                   || 'pw'
        '*:*:*:*:pw'                         || 'pw'
        'h:*:db:*:pw'                        || 'pw'
        'other:5433:db:ann:pw'               || null
        'h:5432:db:ann:pw'                   || null
        'h:5433:other:ann:pw'                || null
        'h:5433:db:bob:pw'                   || null
        'h:5433:db:ann:a\\:b\\\\c'           || 'a:b\\c'
        '# h:5433:db:ann:no\nh:5433:db:ann:pw' || 'pw'
        'h:5433:db:bob:no\n*:*:*:ann:pw\n*:*:*:*:late' || 'pw'
        ''                                   || null
        'nonsense'                           || null
    }

    def "a port that is not said is 5432, a database that is not said is named like the user"() {
        expect:
        asked('h:5432:ann:ann:pw', 'postgresql://h', 'ann').get() == 'pw'
    }

    def "a file with rights #rights is used: #used"() {
        expect:
        asked('*:*:*:*:pw', 'postgresql://h/db', 'ann', rights).isPresent() == used
        warnings.size() == (used ? 0 : 1)
        warnings.every { it.contains('chmod 600') && !it.contains('pw') || it.contains('pgpass') }

        where:
        rights      || used
        'rw-------' || true
        'r--------' || true
        'rw-r-----' || false
        'rw----r--' || false
        'rw--w----' || false
    }

    def "~/.pgpass is used without PGPASSFILE, and none is needed"() {
        given:
        def passwords = new Passwords([HOME: folder.toString()], folder, { warnings << it })
        def url = DatabaseUrl.parse('postgresql://h/db', folder)

        expect:
        passwords.fromPgpass(url, Optional.of('ann')).empty

        when:
        def file = Files.writeString(folder.resolve('.pgpass'), '*:*:*:*:pw')
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString('rw-------'))

        then:
        passwords.fromPgpass(url, Optional.of('ann')).get() == 'pw'
    }

    def "a variable is first, then the first line of the file that a variable names"() {
        given:
        Files.writeString(folder.resolve('secret'), 'from file\nsecond line\n')
        Files.writeString(folder.resolve('empty'), '\n')

        expect:
        new Passwords(variables, folder, {}).fromVariables().orElse(null) == password

        where:
        variables                                              || password
        [:]                                                    || null
        [GARGANEY_PASSWORD: 'pw']                              || 'pw'
        [GARGANEY_PASSWORD_FILE: 'secret']                     || 'from file'
        [GARGANEY_PASSWORD: 'pw', GARGANEY_PASSWORD_FILE: 'x'] || 'pw'
        [GARGANEY_PASSWORD: '', GARGANEY_PASSWORD_FILE: 'secret'] || 'from file'
        [GARGANEY_PASSWORD: '', GARGANEY_PASSWORD_FILE: '']    || null
        [GARGANEY_PASSWORD_FILE: 'empty']                      || null
    }

    def "a password file that is named and not there is a mistake"() {
        when:
        new Passwords([GARGANEY_PASSWORD_FILE: 'nowhere'], folder, {}).fromVariables()

        then:
        def mistake = thrown(UsageMistake)
        mistake.message.contains('GARGANEY_PASSWORD_FILE')
        mistake.message.contains('there is no such file')
    }
}
