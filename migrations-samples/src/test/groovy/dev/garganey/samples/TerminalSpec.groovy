package dev.garganey.samples

import dev.garganey.testing.TestDatabase
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.TimeUnit
import spock.lang.IgnoreIf
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir

/** The packaged program in a real terminal: tmux, where it is installed; else this is left out. */
@IgnoreIf(value = { !TerminalSpec.hasTmux() }, reason = 'tmux is not installed')
class TerminalSpec extends Specification {

    @TempDir
    @Shared
    Path folder

    /** A server of its own for each: one that is ending takes no session. */
    String socket

    def setup() {
        socket = folder.resolve("tmux-${UUID.randomUUID().toString().take(8)}").toString()
    }

    def cleanup() {
        tmux('kill-server')
    }

    def "the menu of completion, from the live catalogue"() {
        given:
        start(80, 24, 'shell', '--url', sqlite("create table customers (id integer, email text); create table currencies (code text)"))

        when:
        keys('select * from cu', 'Tab')

        then:
        sees('currencies') && sees('customers')

        when:
        keys('s', 'Tab')

        then:
        sees('select * from customers')
    }

    def "SQL is coloured while it is typed"() {
        given:
        start(80, 24, 'shell', '--url', sqlite('create table t (a)'))

        when:
        keys("select 'abc', 42")

        then:
        sees("select 'abc', 42")
        def line = screen('-e').readLines().find { it.contains("'abc'") }
        line.contains("\u001b[32m'abc'")
        line =~ /\u001b\[[0-9;]*36m\s*select/ || line =~ /\u001b\[1m\u001b\[36mselect/
    }

    def "a long result goes through a pager, and a wide one is not wrapped"() {
        given:
        def columns = (1..200).collect { "$it as column_$it" }.join(', ')
        start(80, 12, 'shell', '--url', sqlite('create table t (a)'))

        when: 'longer than the screen'
        line('with recursive n(i) as (select 1 union all select i + 1 from n where i < 500) select i from n;')

        then:
        eventually { screen().readLines().findAll { it }.last().startsWith(':') }
        screen().readLines().size() <= 12

        when:
        keys('q')

        then:
        sees('x.db>')

        when: 'wider than the screen, and shown vertically by itself'
        line('\\pager off')
        line('\\x auto')
        line("select $columns;")

        then:
        sees('column_200 │ 200')
    }

    def "Ctrl-C during a statement that takes a minute"() {
        given:
        def database = TestDatabase.postgresql()
        def url = database.url().replaceFirst('^jdbc:', '')
        start(100, 24, 'shell', '--url', url, '--user', database.user(), [GARGANEY_PASSWORD: database.password()])

        when:
        line('begin;')
        line('select pg_sleep(60);')
        sleep 700
        keys('C-c')

        then:
        sees('Cancelled. The transaction takes nothing but a rollback now')
        sees('in failed transaction>')

        when:
        line('rollback;')
        line('select 6 * 7 as answer;')

        then:
        sees('42')

        cleanup:
        tmux('kill-server')
        database?.close()
    }

    def "a table keeps its shape with wide characters and emoji"() {
        given:
        start(80, 24, 'shell', '--url', sqlite("create table t (a text, b text); insert into t values ('日本', 'x'), ('🦆', 'y'), ('é', 'z')"))

        when:
        line('select * from t;')

        then:
        sees('3 rows')
        def rules = screen().readLines().findAll { it =~ / [xyz]$/ }.collect { line -> width(line.substring(0, line.indexOf('│'))) }
        rules.size() == 3
        rules.toUnique().size() == 1
    }

    def "the terminal may change its size"() {
        given:
        start(120, 24, 'shell', '--url', sqlite('create table t (a)'))
        line('\\x auto')
        line("select '${'a' * 50}' as first, '${'b' * 40}' as second;")
        sees('│')

        when:
        tmux('resize-window', '-x', '60', '-y', '20')
        sleep 300
        line("select '${'c' * 50}' as first, '${'d' * 40}' as second;")

        then:
        sees("first  │ ${'c' * 50}")
        sees("second │ ${'d' * 40}")
    }

    def "the prompt of production is red, and leaving is told by the exit code"() {
        given:
        def project = Files.createDirectories(folder.resolve('prod'))
        Files.writeString(project.resolve('garganey.groovy'), "environments { prod { database 'sqlite:prod.db'; confirm byName } }")
        Files.createDirectories(project.resolve('migrations'))
        start(80, 24, '-C', project.toString(), '--env', 'prod', 'shell')

        expect:
        screen('-e').contains('\u001b[31mprod')

        when:
        line('create table t (a int);')

        then:
        sees("Type the environment's name to go on:")

        when:
        line('prod')

        then:
        sees('done')

        when:
        keys('C-d')

        then:
        sees('ended with 0')
    }

    // --- The terminal -----------------------------------------------------------------------------------------------

    static boolean hasTmux() {
        System.getenv('PATH').split(File.pathSeparator).any { new File(it, 'tmux').canExecute() }
    }

    private String sqlite(String sql) {
        def file = folder.resolve("${UUID.randomUUID()}/x.db")
        Files.createDirectories(file.parent)
        java.sql.DriverManager.getConnection("jdbc:sqlite:$file").withCloseable { connection ->
            sql.split(';').each { connection.createStatement().execute(it) }
        }
        "sqlite:$file"
    }

    private void start(int columns, int lines, Object... arguments) {
        def given = arguments.findAll { it instanceof CharSequence }.collect { "'$it'" }.join(' ')
        def variables = (arguments.find { it instanceof Map } ?: [:]) + [XDG_STATE_HOME: folder.toString(), XDG_CACHE_HOME: folder.toString(), LESS: '-SRX', LC_ALL: 'C.UTF-8']
        def exports = variables.collect { k, v -> "$k='$v'" }.join(' ')
        def launcher = Sample.checkout().resolve('garganey')
        tmux('new-session', '-d', '-x', "$columns", '-y', "$lines", "env $exports '$launcher' $given; echo ended with \$?; sleep 60")
        eventually { screen() =~ /(?m)\w>\s*$/ }
    }

    private String tmux(String... arguments) {
        def process = new ProcessBuilder(['tmux', '-u', '-f', '/dev/null', '-S', socket] + arguments.toList()).redirectErrorStream(true).start()
        def text = process.inputStream.getText('UTF-8')
        process.waitFor(20, TimeUnit.SECONDS)
        text
    }

    private void keys(String... all) {
        all.each { key ->
            if (key in ['Tab', 'Enter', 'C-c', 'C-d']) {
                tmux('send-keys', key)
            } else {
                tmux('send-keys', '-l', '--', key.endsWith(';') ? key[0..-2] + '\\;' : key)
            }
            sleep 150
        }
    }

    private void line(String text) {
        keys(text, 'Enter')
    }

    private String screen(String... options) {
        tmux('capture-pane', '-p', *options)
    }

    private boolean sees(String text) {
        eventually { screen().contains(text) }
    }

    private boolean eventually(Closure<Boolean> condition) {
        def end = System.currentTimeMillis() + 20_000
        while (!condition()) {
            if (System.currentTimeMillis() > end) {
                throw new AssertionError("The screen shows\n${screen()}" as Object)
            }
            sleep 50
        }
        true
    }

    private static int width(String text) {
        text.codePoints().map { c -> Character.getType(c) == Character.NON_SPACING_MARK ? 0 : Character.isIdeographic(c) || c >= 0x1F300 ? 2 : 1 }.sum()
    }
}
