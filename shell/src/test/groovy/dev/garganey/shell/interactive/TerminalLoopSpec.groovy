package dev.garganey.shell.interactive

import dev.garganey.shell.command.ExitCode
import dev.garganey.shell.command.Invocation
import dev.garganey.shell.command.Workspace
import dev.garganey.shell.result.Format
import java.nio.charset.StandardCharsets
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.CompletableFuture
import java.util.concurrent.TimeUnit
import org.jline.terminal.Size
import org.jline.terminal.Terminal
import org.jline.terminal.impl.LineDisciplineTerminal
import spock.lang.Specification
import spock.lang.TempDir

/** The shell at a terminal, key by key. */
class TerminalLoopSpec extends Specification {

    static final String TAB = '\t', ENTER = '\r', CTRL_C = '\u0003', CTRL_D = '\u0004', UP = '\u001bOA', RIGHT = '\u001bOC'

    @TempDir
    Path folder

    ByteArrayOutputStream screen = new ByteArrayOutputStream()
    LineDisciplineTerminal terminal
    CompletableFuture<ExitCode> ended
    Map<String, String> options = [:]
    Map<String, String> variables = [PAGER: '']

    def setup() {
        Files.createDirectories(folder.resolve('migrations'))
        Files.writeString(folder.resolve('migrations/001_init.groovy'), "up { createTable('users') { id(); text('email') } }")
        Files.writeString(folder.resolve('garganey.groovy'), "database 'sqlite:app.db'\nenvironments { prod { database 'sqlite:prod.db'; confirm byName } }")
        variables['XDG_STATE_HOME'] = folder.resolve('state').toString()
    }

    /** The shell ends with its terminal; until then it may still write into the folder. */
    def cleanup() {
        terminal?.close()
        ended?.handle { code, failure -> code }?.get(20, TimeUnit.SECONDS)
    }

    def "the prompt says the database and what is pending, and follows what is done"() {
        given:
        start()

        expect:
        sees('app.db (1 pending)> ')

        when:
        type('apply' + ENTER)

        then:
        sees('001_init')
        sees('app.db> ')

        when:
        type('begin;' + ENTER)

        then:
        sees('app.db in transaction> ')
        sees('A transaction is open')

        when:
        type(CTRL_D)

        then:
        leaves() == ExitCode.DONE
        sees('What the open transaction had done is rolled back.')
    }

    def "Tab completes commands, tables and columns from the live catalogue"() {
        given:
        start()
        type('apply' + ENTER)
        sees('app.db> ')

        when: 'the catalogue is read behind the prompt'
        type('select em' + TAB)

        then:
        eventually { shows('select em') }

        when:
        type(CTRL_C)
        type('stat' + TAB + ENTER)

        then:
        sees('applied')

        when:
        type('select * from us' + TAB + ';' + ENTER)

        then:
        eventually { shows('email') && shows('0 rows') }
    }

    def "Tab completes the language: words, in a block those of the block, and names between quotes"() {
        given:
        start()

        when:
        type('createTa' + TAB + "('teams') { id(); te" + TAB + "('name').notN" + TAB + '() }' + ENTER)

        then:
        sees('CREATE TABLE "teams"')
        sees('"name" TEXT NOT NULL')

        when:
        type("dropColumn('te" + TAB + "', 'na" + TAB + "')" + ENTER)

        then:
        sees('DROP COLUMN "name"')
    }

    def "a statement goes on until its semicolon"() {
        given:
        start()

        when:
        type('select 40 + 2' + ENTER)

        then:
        sees('… ')

        when:
        type('as answer;' + ENTER)

        then:
        sees('answer')
        sees('42')
        sees('1 row')
    }

    def "Ctrl-C clears what is typed and stays; Ctrl-D leaves"() {
        given:
        start()

        when:
        type('select nonsense' + CTRL_C)
        type('select 7 * 6 as answer;' + ENTER)

        then:
        sees('42')

        when:
        type(CTRL_D)

        then:
        leaves() == ExitCode.DONE
    }

    def "Ctrl-C stops the statement that runs, and the session goes on"() {
        given:
        start()

        when:
        type('with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n;' + ENTER)
        sleep 700
        terminal.raise(Terminal.Signal.INT)

        then:
        sees('Cancelled')

        when:
        type('select 7 * 6 as answer;' + ENTER)

        then:
        sees('42')
    }

    def "Ctrl-C stops Groovy that does not end, and the session goes on"() {
        given:
        start()

        when:
        type('n = 40' + ENTER + 'while (true) { n = 41 }' + ENTER)
        sleep 2500
        terminal.raise(Terminal.Signal.INT)

        then:
        sees('Cancelled')

        when:
        type('[n + 1, "still here"]' + ENTER)

        then:
        sees('[42, still here]')
    }

    def "the arrow up brings back what was typed, in the next session too, but for secrets"() {
        given:
        start()
        type('select 1 + 41 as answer;' + ENTER)
        sees('1 row')
        type("select 'x' as password;" + ENTER)
        sees('password')
        type(CTRL_D)
        leaves()

        when:
        start()
        type(UP + ENTER)

        then:
        sees('42')
        !Files.readString(folder.resolve('state/garganey/shell_history')).contains('password')
        Files.getPosixFilePermissions(folder.resolve('state/garganey/shell_history'))*.name().sort() == ['OWNER_READ', 'OWNER_WRITE']
    }

    def "what was typed before and begins alike is offered behind the cursor, and taken by the right arrow"() {
        given:
        start()
        type('select 1 + 41 as answer;' + ENTER)
        sees('1 row')

        when:
        type('sel' + RIGHT + ENTER)

        then:
        eventually { text().count('1 row') == 2 }
    }

    def "production is red, and a change there asks for its name: #answer"() {
        given:
        options = ['--env': 'prod']
        start()

        when:
        type('create table t (a int);' + ENTER)

        then:
        sees("Type the environment's name to go on:")

        when:
        type(answer + ENTER)

        then:
        sees(outcome)
        raw().contains('\u001b[31mprod')

        where:
        answer || outcome
        'prod' || 'done'
        'no'   || 'Nothing was changed.'
    }

    def "commands in production ask for its name as well, in place of --yes"() {
        given:
        options = ['--env': 'prod']
        start()

        when:
        type('apply' + ENTER)

        then:
        sees("Type the environment's name to go on:")

        when:
        type('prod' + ENTER)

        then:
        sees('001_init')
        sees('prod.db> ')
    }

    def "what was typed is coloured, unless colours are refused"() {
        given:
        if (!colours) {
            variables['NO_COLOR'] = '1'
        }
        start()

        when:
        type("select 'abc' as x;" + ENTER)
        sees('1 row')

        then:
        raw().contains("\u001b[32m'abc'") == colours

        where:
        colours << [true, false]
    }

    def "an error tells what stood behind it and was not run"() {
        given:
        start()

        when:
        type('select missing; select 42;' + ENTER)

        then:
        sees('no such column: missing')
        sees('What stood behind it was not run.')
        !text().contains('1 row')
    }

    def "the prompt counts the steps of a trial; leaving it forgets them"() {
        given:
        start()

        when:
        type("createTable('notes') { id() }" + ENTER)

        then:
        sees('app.db (1 pending) trial 1> ')
        sees('CREATE TABLE "notes"')

        when:
        type('next' + ENTER)

        then:
        sees('app.db (1 pending) trial 2> ')

        when:
        type('back' + ENTER + CTRL_D)

        then:
        leaves() == ExitCode.DONE
        sees('taken back: 2  001_init')
        sees('The trial is over, and nothing of it was kept.')
    }

    def "more steps than there are are not taken back, and a step is edited by its number"() {
        given:
        start()
        type("createTable('notes') { id() }" + ENTER)
        sees('trial 1> ')

        when:
        type(line + ENTER)

        then:
        sees(told)
        type('steps' + ENTER)
        sees('create table notes  ')

        where:
        line       || told
        'back 22'  || 'There are no 22 steps to take back, only 1; steps lists them'
        'edit abc' || 'edit wants the number of a step, not `abc`'
        'step all' || 'step wants how many, 1 or more, not `all`'
    }

    def "help that is longer than the screen begins with how to begin, in the pager"() {
        given:
        def paged = folder.resolve('paged.txt')
        variables['PAGER'] = "cat > '$paged'".toString()
        start()

        when:
        type('help' + ENTER + 'select 6 * 7 as answer;' + ENTER)

        then:
        sees('answer')
        def lines = Files.readAllLines(paged)
        lines[0].startsWith('SQL with a semicolon behind it')
        lines[1].startsWith("createTable('notes') { id() }")
        lines.any { it.contains('back [COUNT|all]') }
        lines.last().contains('\\q')
    }

    def "what a trial has made completes"() {
        given:
        start()
        type("createTable('scribbles') { id(); text('remark') }" + ENTER)
        sees('trial 1> ')

        when:
        type('select rem' + ' from scr' + TAB + ';' + ENTER)

        then:
        sees('no such column: rem')
        shows('select rem from scribbles')
    }

    def "a step is edited with the editor of the environment"() {
        given:
        variables['EDITOR'] = 'sed -i s/remark/note/'
        start()
        type("createTable('scribbles') { id(); text('remark') }" + ENTER)
        sees('trial 1> ')
        type("insert into scribbles (id) values (7);" + ENTER)
        sees('trial 2> ')

        when:
        type('edit 1' + ENTER)
        sees('"note" TEXT')
        type('select note, id from scribbles;' + ENTER)

        then:
        sees('NULL │       7')
        !shows('no such column')

        when:
        type('edit 1' + ENTER)

        then: 'there is nothing left to replace'
        sees('Nothing was changed.')

        when:
        type('edit 9' + ENTER)

        then:
        sees('There is no step 9')
    }

    def "an edited step that fails leaves the trial as it was"() {
        given:
        variables['VISUAL'] = 'sed -i s/text/txt/'
        start()
        type("createTable('scribbles') { id(); text('remark') }" + ENTER)
        sees('trial 1> ')

        when:
        type('edit' + ENTER)
        sees('Unknown word `txt`')
        type('select count(*) as left_over from scribbles;' + ENTER)

        then:
        sees('left_over')
        sees('trial 1> ')
    }

    def "a migration that is pending is edited where it is"() {
        given:
        variables['EDITOR'] = 'sed -i s/email/mail/'
        start()
        type('try 001' + ENTER)
        sees('trial 1> ')

        when:
        type('edit' + ENTER)

        then:
        sees('"mail" TEXT')
        Files.readString(folder.resolve('migrations/001_init.groovy')).contains("text('mail')")
    }

    def "a trial in an environment that wants a confirmation asks for its name"() {
        given:
        options['--env'] = 'prod'
        start()

        when:
        type("createTable('notes') { id() }" + ENTER)
        sees("Type the environment's name to go on:")
        type('no' + ENTER)

        then:
        sees('Nothing was changed.')

        when:
        type('try' + ENTER)
        sees('prod.db')
        eventually { text().count("Type the environment's name to go on:") == 2 }
        type('prod' + ENTER)

        then:
        sees('trial 0> ')

        when: 'all that happens in it is part of it'
        type("createTable('notes') { id() }" + ENTER)
        sees('trial 1> ')
        type('insert into notes values (1);' + ENTER)

        then:
        sees('trial 2> ')
        text().count("Type the environment's name to go on:") == 2
    }

    def "Groovy that runs long is not the end"() {
        given:
        start()

        when:
        type('def twice(n) {' + ENTER + 'n * 2' + ENTER + '}' + ENTER)
        type('twice(21)' + ENTER)

        then:
        sees('42')
    }

    // --- The terminal -----------------------------------------------------------------------------------------------

    private void start() {
        screen.reset()
        terminal = new LineDisciplineTerminal('spec', 'xterm-256color', screen, StandardCharsets.UTF_8)
        terminal.setSize(new Size(120, 40))
        def out = new PrintStream(screen, true, StandardCharsets.UTF_8)
        def world = new World(System.in, true, out, out, variables, true, { }, { })
        def given = ['--project': folder.toString()] + options
        def workspace = new Workspace(given, variables, { }, { it }, { })
        def invocation = new Invocation(given.collectEntries { k, v -> [k, [v]] }, [], workspace, Optional.empty())
        def database = Database.of(invocation, world)
        ended = CompletableFuture.supplyAsync { TerminalLoop.hold(world, terminal, database, View.of(Format.TABLE), false) }
        sees('> ')
    }

    private void type(String keys) {
        terminal.processInputBytes(keys.getBytes(StandardCharsets.UTF_8))
    }

    private ExitCode leaves() {
        ended.get(20, TimeUnit.SECONDS)
    }

    private String raw() {
        screen.toString(StandardCharsets.UTF_8)
    }

    /** What was written, without what moves or colours. */
    private String text() {
        raw().replaceAll(/\u001b\[[0-9;?]*[a-zA-Z]/, '').replaceAll(/\u001b[=>]/, '').replace('\r', '')
    }

    private boolean shows(String wanted) {
        text().contains(wanted)
    }

    private boolean sees(String wanted) {
        eventually { shows(wanted) }
    }

    private boolean eventually(Closure<Boolean> condition) {
        long end = System.currentTimeMillis() + 15_000
        while (System.currentTimeMillis() < end) {
            if (condition()) {
                return true
            }
            if (ended?.completedExceptionally) {
                ended.get()
            }
            sleep 20
        }
        throw new AssertionError("The screen does not show it; it shows:\n${text()}" as Object)
    }
}
