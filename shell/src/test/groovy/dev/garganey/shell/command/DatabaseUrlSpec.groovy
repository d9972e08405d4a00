package dev.garganey.shell.command

import spock.lang.Specification

import java.nio.file.Path

/** The ways to write where a database is. */
class DatabaseUrlSpec extends Specification {
    static final Path PROJECT = Path.of('/projects/shop')

    def "#text is #jdbc for #user with #password"() {
        when:
        def url = DatabaseUrl.parse(text, PROJECT)

        then:
        url.jdbc() == jdbc
        url.user().orElse(null) == user
        url.password().orElse(null) == password

        where:
        text                                            || jdbc                                           | user   | password
        'sqlite:app.db'                                 || 'jdbc:sqlite:/projects/shop/app.db'            | null   | null
        'jdbc:sqlite:app.db'                            || 'jdbc:sqlite:/projects/shop/app.db'            | null   | null
        'SQLite:data/../app.db'                         || 'jdbc:sqlite:/projects/shop/app.db'            | null   | null
        'sqlite:/tmp/x.db'                              || 'jdbc:sqlite:/tmp/x.db'                        | null   | null
        'sqlite:file:app.db?cache=shared'               || 'jdbc:sqlite:file:/projects/shop/app.db?cache=shared' | null | null
        'sqlite:file:x?mode=memory&cache=shared'        || 'jdbc:sqlite:file:x?mode=memory&cache=shared'  | null   | null
        'sqlite::memory:'                               || 'jdbc:sqlite::memory:'                         | null   | null
        'postgresql://host/db'                          || 'jdbc:postgresql://host/db'                    | null   | null
        'postgres://host/db'                            || 'jdbc:postgresql://host/db'                    | null   | null
        'postgresql://ann@host:5433/db'                 || 'jdbc:postgresql://host:5433/db'               | 'ann'  | null
        'postgresql://ann:pw@host/db?ssl=true'          || 'jdbc:postgresql://host/db?ssl=true'           | 'ann'  | 'pw'
        'postgresql://ann:p%40w%2F%3F@host/db'          || 'jdbc:postgresql://host/db'                    | 'ann'  | 'p@w/?'
        'postgresql://ann:p@ss@host/db'                 || 'jdbc:postgresql://host/db'                    | 'ann'  | 'p@ss'
        'postgresql://ann:a+b%zz@host/db'               || 'jdbc:postgresql://host/db'                    | 'ann'  | 'a+b%zz'
        'postgresql://ann:a:b@host/db'                  || 'jdbc:postgresql://host/db'                    | 'ann'  | 'a:b'
        'jdbc:postgresql://host/db?user=ann&password=pw' || 'jdbc:postgresql://host/db'                   | 'ann'  | 'pw'
        'jdbc:postgresql://host/db?a=1&password=pw&b=2' || 'jdbc:postgresql://host/db?a=1&b=2'            | null   | 'pw'
        'postgresql://[::1]:5433/db'                    || 'jdbc:postgresql://[::1]:5433/db'              | null   | null
        'postgresql://a:1,b:2/db'                       || 'jdbc:postgresql://a:1,b:2/db'                 | null   | null
        'postgresql:///db'                              || 'jdbc:postgresql:///db'                        | null   | null
        'jdbc:postgresql:db'                            || 'jdbc:postgresql:db'                           | null   | null
        'jdbc:postgresql:db?password=pw'                || 'jdbc:postgresql:db'                           | null   | 'pw'
        '  postgresql://host/db  '                      || 'jdbc:postgresql://host/db'                    | null   | null
    }

    def "what cannot be read is refused without showing the password: #text"() {
        when:
        DatabaseUrl.parse(text, PROJECT)

        then:
        def mistake = thrown(UsageMistake)
        !mistake.message.contains('ecret')

        where:
        text << ['postgresql://ann:s/ecret@host/db', 'postgresql://ann:s?ecret@host/db', 'ann:s ecret@host', 'secret@host', '']
    }

    def "what a password file asks for is taken from #text"() {
        when:
        def url = DatabaseUrl.parse(text, PROJECT)

        then:
        [url.host(), url.port(), url.database()]*.orElse(null) == [host, port, database]

        where:
        text                          || host        | port   | database
        'postgresql://h:5433/db'      || 'h'         | '5433' | 'db'
        'postgresql://h/db'           || 'h'         | null   | 'db'
        'postgresql://h'              || 'h'         | null   | null
        'postgresql:///db'            || 'localhost' | null   | 'db'
        'jdbc:postgresql:db'          || 'localhost' | null   | 'db'
        'postgresql://[::1]/db'       || '::1'       | null   | 'db'
        'postgresql://a:1,b:2/db'     || 'a'         | '1'    | 'db'
        'sqlite:app.db'               || null        | null   | null
    }
}
