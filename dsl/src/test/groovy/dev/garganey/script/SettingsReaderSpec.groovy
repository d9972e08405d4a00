package dev.garganey.script

import dev.garganey.model.SchemaMistake
import dev.garganey.testing.Child
import dev.garganey.testing.ReadsSettings
import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration
import java.util.function.Function
import spock.lang.Specification
import spock.lang.TempDir

class SettingsReaderSpec extends Specification {
    static final Map<String, String> VARIABLES = [URL: 'jdbc:sqlite:of-variable.db', PW: 'hunter2', EMPTY: '']
    static final Function<String, Optional<String>> ENVIRONMENT = { String name -> Optional.ofNullable(VARIABLES[name]) }

    @TempDir
    Path project

    private static Settings read(String text) {
        SettingsReader.read(text, 'garganey.groovy', ENVIRONMENT)
    }

    private static Settings evaluate(String text) {
        SettingsReader.evaluate(text, 'garganey.groovy', ENVIRONMENT)
    }

    def 'a file says it all'() {
        when:
        def settings = read('''
            // where we are
            database 'jdbc:postgresql://db/app'
            user 'app'
            password env('PW')
            migrations 'db/migrations'
            history table: 'migrations', schema: 'ops'
            lockTimeout 2.min
            statementLockTimeout 500.ms
            numbering 'timestamp'
            outOfOrder 'refuse'
            missing 'allow'
            environments {
                prod { database env('URL'); confirm byName }
                dev { confirm }
            }''')

        then:
        with(settings) {
            database().get().reveal() == 'jdbc:postgresql://db/app'
            user().get().reveal() == 'app'
            password().get() == new PasswordSource.FromVariable('PW', Secret.of('hunter2'))
            migrations().get() == 'db/migrations'
            historyTable().get() == 'migrations'
            historySchema().get() == 'ops'
            lockTimeout().get() == Duration.ofMinutes(2)
            statementLockTimeout().get() == Duration.ofMillis(500)
            numbering().get() == Settings.Numbering.TIMESTAMP
            outOfOrder().get() == Settings.Policy.REFUSE
            missing().get() == Settings.Policy.ALLOW
            confirm() == Settings.Confirmation.NONE
            environments().keySet().toList() == ['prod', 'dev']
        }

        and: 'an environment says what is different, and the rest is as for all'
        with(settings.in('prod')) {
            database().get().reveal() == 'jdbc:sqlite:of-variable.db'
            user().get().reveal() == 'app'
            confirm() == Settings.Confirmation.NAME
        }
        with(settings.in('dev')) {
            database().get().reveal() == 'jdbc:postgresql://db/app'
            confirm() == Settings.Confirmation.YES
        }
    }

    def 'an absent file and an empty one say nothing'() {
        expect:
        SettingsReader.read(project.resolve('none.groovy'), ENVIRONMENT) == Settings.EMPTY
        read('') == Settings.EMPTY
        read('// nothing\n') == Settings.EMPTY
    }

    def 'an unknown environment is told with the known ones'() {
        when:
        read('environments { prod { }; dev { } }').in('prd')

        then:
        def mistake = thrown(SchemaMistake)
        mistake.message == 'There is no environment `prd` in the settings; did you mean `prod`? (known: prod, dev)'
    }

    def 'a variable that is not set is no mistake until it is wanted'() {
        given:
        def settings = read("environments { prod { database env('ABSENT') } }")

        when:
        settings.in('prod').database().get().reveal()

        then:
        def mistake = thrown(SchemaMistake)
        mistake.message.startsWith('The environment variable `ABSENT` is not set')
    }

    def 'a default stands in for a variable that is not set'() {
        expect:
        read("database env('ABSENT', 'jdbc:sqlite:x.db')").database().get().reveal() == 'jdbc:sqlite:x.db'
        read("database env('URL', 'jdbc:sqlite:x.db')").database().get().reveal() == 'jdbc:sqlite:of-variable.db'
    }

    def 'a password file is read when the password is wanted'() {
        given:
        Files.writeString(project.resolve('secret.txt'), 'hunter3\nnot this\n')
        def source = read("password file('secret.txt')").password().get()
        def absent = read("password file('absent.txt')").password().get()

        expect:
        source.password(project).reveal() == 'hunter3'

        when:
        absent.password(project)

        then:
        def mistake = thrown(SchemaMistake)
        mistake.message == 'The password file `absent.txt` cannot be read: there is no such file'
    }

    def 'no secret is shown'() {
        given:
        def settings = read("""
            database 'jdbc:postgresql://db/app?password=hunter2'
            password 'hunter2'
            environments { prod { database "jdbc:x:hunter2"; password env('PW') } }""")

        expect:
        !settings.toString().contains('hunter2')
        !settings.in('prod').toString().contains('hunter2')
    }

    def 'plain settings are read without Groovy, and the others with it'() {
        expect:
        SettingsParser.parse(text).present == plain

        where:
        text                                       || plain
        "database 'jdbc:sqlite:app.db'"            || true
        "environments { prod { confirm byName } }" || true
        "history(table: 'x',\n  schema: \"y\")"    || true
        "database '''a'''"                         || true
        'database "jdbc:sqlite:${env(\'X\')}"'     || false
        "def x = 'a'\ndatabase x"                  || false
        "if (true) { database 'a' }"               || false
        "x = 1"                                    || false
        "database 'a' + 'b'"                       || false
        "database /a/"                             || false
        "lockTimeout 1_000.ms"                     || false
        "lockTimeout 010.s"                        || false
        "lockTimeout 10L"                          || false
        "database 'a' user 'b'"                    || false
        "database 'a"                              || false
        "environments {"                           || false
        "}"                                        || false
    }

    def 'both ways of reading give the same settings'() {
        when:
        def plain = SettingsParser.parse(text)

        then: 'it is read without Groovy'
        plain.present
        and:
        read(text) == evaluate(text)
        and: 'with every word at its place'
        plain.get() == SettingsEvaluation.evaluate(text, 'garganey.groovy', ENVIRONMENT)

        where:
        text << [
            '',
            "database 'jdbc:sqlite:app.db'",
            'database "jdbc:sqlite:app.db"',
            "database('jdbc:sqlite:app.db')",
            "database ( 'jdbc:sqlite:app.db' ) ; user 'x';;",
            "database( // here\n 'a' /* b */ )\r\nuser 'b'\r\n",
            "/* one\n two */ database 'a'\n\n\n  user /* who */ 'b' // c",
            "database 'it\\'s \\\\ \\t \\n \\\$x \"q\"'",
            'database "it\'s \\\\ \\t \\n \\$x \\"q\\""',
            "database 'price: \$5'",
            "database env('URL')",
            "database env('ABSENT')",
            "database env( 'ABSENT',\n 'x' )",
            "database(env('EMPTY', 'x'))",
            "password file('a/b.txt')",
            "password env('PW')",
            "password 'literal'",
            "user env('PW')",
            "migrations 'db'",
            "migrations env('ABSENT', 'db')",
            "history table: 'x'",
            "history schema: 'y', table: 'x'",
            "history(\n  table: 'x',\n  schema: env('URL')\n)",
            "history table: 'x',\n  schema: 'y'",
            "lockTimeout 10.s",
            "lockTimeout 0.5.s",
            "lockTimeout 0.s",
            "lockTimeout(1.5.min)",
            "statementLockTimeout 250.ms",
            "numbering 'timestamp'",
            "numbering sequential",
            "outOfOrder warn\nmissing 'refuse'",
            "environments { }",
            "environments { dev { } }",
            "environments {\n  prod {\n    database env('URL'); confirm byName\n  }\n  dev { confirm }\n  test { confirm() }\n  ci { confirm true }\n  qa { confirm false }\n}",
            "environments() { dev() { user 'x' } }",
            "environments { prod { confirm 'byName' }; dev { confirm(byName) } }",
            "environments {\n// nothing\n}\n",
            "\t database\t'a'\t",
        ]
    }

    def 'random plain settings read the same both ways, seed #seed'() {
        given:
        def text = new RandomSettings(new Random(seed)).text()

        expect:
        SettingsParser.parse(text).present
        read(text) == evaluate(text)

        where:
        seed << (1..60)
    }

    def 'settings may be a script: #text'() {
        expect:
        read(text) == read(same)

        where:
        text                                                              || same
        "def name = 'app'\ndatabase \"jdbc:sqlite:\${name}.db\""          || "database 'jdbc:sqlite:app.db'"
        'database "${env(\'URL\')}?x"'                                    || "database 'jdbc:sqlite:of-variable.db?x'"
        "if (env('ABSENT')) { user 'a' } else { user 'b' }"               || "user 'b'"
        "if (env('PW') == 'hunter2') { user 'a' }"                        || "user 'a'"
        "database(env('ABSENT') ?: 'x')"                                  || "database 'x'"
        "['a', 'b'].each { n -> if (n == 'b') user n }"                   || "user 'b'"
        "def url(n) { \"jdbc:sqlite:\${n}.db\" }\ndatabase url('z')"    || "database 'jdbc:sqlite:z.db'"
        "url = 'a'\ndatabase url"                                         || "database 'a'"
        "int n = 5\nlockTimeout 5.s\nuser 'a' * 3"                        || "lockTimeout 5.s; user 'aaa'"
        "environments { ['dev'].each { String n -> dev { user n } } }"    || "environments { dev { user 'dev' } }"
        'password "${env(\'PW\')}"'                                       || "password 'hunter2'"
        "def w = env('PW')\npassword w"                                   || "password env('PW')"
    }

    def 'plain settings load no Groovy class'() {
        given:
        def file = Files.writeString(project.resolve('garganey.groovy'),
            "database env('DATABASE_URL', 'jdbc:sqlite:a.db')\nlockTimeout 10.s\nenvironments { prod { confirm byName } }\n")

        when:
        def log = Child.loadedClasses(ReadsSettings, file.toString())

        then:
        log.contains('settings: Settings[')
        !log.contains(' groovy.')
        !log.contains(' org.codehaus.groovy.')
        !log.contains(' org.apache.groovy.')
    }

    def 'wrong settings are told with their place: #text'() {
        when:
        read(text)

        then:
        def wrong = thrown(ScriptMistakes)
        wrong.mistakes().collect { (it.at().toString() - 'garganey.groovy:') + ' ' + it.message() } == [message]

        where:
        text                                            || message
        "\n databse 'x'"                                || '2:2 There is no setting `databse`; did you mean `database`?'
        "colour 'red'"                                  || '1:1 There is no setting `colour`'
        "database"                                      || '1:1 `database` takes one value, not none'
        "database 'a', 'b'"                             || '1:1 `database` takes one value, not 2'
        "database 5"                                    || "1:1 `database` is a text or env('…'), not 5"
        "database ''"                                   || "1:1 `database` is a text or env('…'), not an empty text"
        "database file('x')"                            || "1:1 `database` is a text or env('…'), not file('x')"
        "database sqlite"                               || "1:1 `database` is a text or env('…'), not `sqlite`"
        "database url: 'x'"                             || '1:1 `database` takes no named value `url`'
        "database { }"                                  || '1:1 `database` takes no block { }'
        "database 'a'\ndatabase 'b'"                    || '2:1 `database` is set twice; the first is in line 1'
        "password true"                                 || "1:1 `password` is env('…'), file('…') or a text, not true"
        "migrations env('ABSENT')"                      || "1:1 The environment variable `ABSENT` is not set; give it a default: env('ABSENT', '…')"
        "migrations 1"                                  || '1:1 `migrations` is a text, not 1'
        "history 'x'"                                   || "1:1 `history` takes named values: history table: '…', schema: '…'"
        "history tabel: 'x'"                            || '1:1 `history` has no value `tabel`; did you mean `table`?'
        "history table: 5"                              || '1:1 `history` is a text, not 5'
        "lockTimeout 10"                                || '1:1 `lockTimeout` needs a unit: 10.s, .ms or .min'
        "lockTimeout '10s'"                             || '1:1 `lockTimeout` is a time such as 10.s, not a text'
        "lockTimeout 10.sec"                            || '1:1 There is no unit of time `sec`; write ms, s or min, as in 10.s'
        "lockTimeout 99999.min"                         || '1:1 `lockTimeout` is from 0 to 24 days, not 99999.min'
        "locktimeout 10.s"                              || '1:1 There is no setting `locktimeout`; did you mean `lockTimeout`?'
        "numbering 'timestmp'"                          || "1:1 `numbering` is one of 'sequential', 'timestamp', not 'timestmp'; did you mean `timestamp`?"
        "outOfOrder 5"                                  || "1:1 `outOfOrder` is one of 'allow', 'warn', 'refuse', not 5"
        "missing 'ignore'"                              || "1:1 `missing` is one of 'allow', 'warn', 'refuse', not 'ignore'"
        "confirm byName"                                || '1:1 `confirm` is said of an environment: environments { prod { confirm byName } }'
        "environments 'prod'"                           || '1:1 `environments` needs a block: environments { dev { … } }'
        "environments { prod 'x' }"                     || '1:16 The environment `prod` needs a block, and nothing but that: prod { … }'
        "environments { a { }; a { } }"                 || '1:23 The environment `a` is there twice'
        "environments {\n a {\n  confrm byName } }"     || '3:3 There is no setting `confrm`; did you mean `confirm`?'
        "environments { a { confirm byname } }"         || '1:20 `confirm` is byName, true or false, not `byname`; did you mean `byName`?'
        "environments { a { environments { } } }"       || '1:20 There is no setting `environments`'
        "database env()"                                || "1:10 Write env('NAME') or env('NAME', 'default')"
        "password file(1)"                              || "1:10 Write file('path')"
        'database "${env(\'ABSENT\')}"'                 || "1 These settings cannot be evaluated: The environment variable `ABSENT` is not set; give it a default: env('ABSENT', '…')"
        "user 'a'\nassert env('PW') == 'x'"             || '2 These settings cannot be evaluated: an assertion is not true'
        "user 'a'.foo"                                  || '1 These settings cannot be evaluated: there is no property `foo`'
        "user 1.intdiv(0).toString()"                   || '1 These settings cannot be evaluated: it ends with ArithmeticException'
        "database(null)"                                || "1:1 `database` is a text or env('…'), not null"
        "database(['a'])"                               || "1:1 `database` is a text or env('…'), not a value of type ArrayList"
    }

    def 'what is not even Groovy is told with line and column'() {
        when:
        read(text)

        then:
        def wrong = thrown(ScriptMistakes)
        wrong.mistakes().size() == 1
        wrong.mistakes()[0].at().line() == line
        wrong.mistakes()[0].at().column() > 0
        wrong.mistakes()[0].message().startsWith('This is not Groovy: ')

        where:
        text                             | line
        "user 'a'\ndatabase 'b"          | 2
        "environments {\n  prod {\n  }"  | 1
        "user 'a' )"                     | 1
    }

    def 'all mistakes are told at once'() {
        when:
        read("databse 'x'\nlockTimeout 10\nenvironments { prod { usr 'x' } }")

        then:
        def wrong = thrown(ScriptMistakes)
        wrong.mistakes()*.at()*.toString() == ['garganey.groovy:1:1', 'garganey.groovy:2:1', 'garganey.groovy:3:23']
        wrong.message.contains("    databse 'x'\n    ^")
    }

    def 'settings that are not UTF-8 are refused'() {
        given:
        def file = Files.write(project.resolve('garganey.groovy'), "user 'ä'".getBytes('ISO-8859-1'))

        when:
        SettingsReader.read(file, ENVIRONMENT)

        then:
        def wrong = thrown(ScriptMistakes)
        wrong.message.startsWith('garganey.groovy:1:7: This is not UTF-8')
    }

    /** RandomSettings writes valid settings, with blanks, comments and ends of lines wherever they may be. */
    private static class RandomSettings {
        private final Random random

        RandomSettings(Random random) {
            this.random = random
        }

        String text() {
            lines(true)
        }

        private String one(String... of) {
            of[random.nextInt(of.length)]
        }

        private String quoted(String text) {
            random.nextBoolean() ? "'$text'" : "\"$text\""
        }

        private String value() {
            one(quoted('a:b/c'), quoted('ä ö'), quoted('\\\\ \\n'), quoted("\\'\\\""), "env('URL')", "env('ABSENT', ${quoted('d')})")
        }

        private String call(String word, String arguments) {
            random.nextBoolean() ? "$word${one(' ', '  ', ' /* c */ ')}$arguments" : "$word(${one('', ' ', '\n')}$arguments${one('', ' ', ' // c\n')})"
        }

        private String lines(boolean top) {
            def all = [
                call('database', value()), call('user', value()), call('migrations', value()),
                call('password', one(value(), "file('p')")),
                call('history', one("table: ${value()}", "schema: ${value()},\n table: ${value()}")),
                call('lockTimeout', one('1.s', '1.5.min', '20.ms')), call('statementLockTimeout', one('0.s', '3.s')),
                call('numbering', one("'timestamp'", 'sequential')), call('outOfOrder', one('warn', '"allow"')),
            ]
            all << (top ? "environments${one(' ', '', '() ')}{${one(' ', '\n')}dev {${lines(false)}}${one(';', '\n', ' // c\n')}qa { confirm${one('', ' byName', ' true')} } }" : call('confirm', one('byName', 'true', 'false')))
            all.shuffled(random).take(random.nextInt(all.size() + 1)).collect { it + one('\n', ';', ' ; ', ' // c\n', '\r\n', '\n\n') }.join('')
        }
    }
}
