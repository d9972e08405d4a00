package dev.garganey.shell.interactive

import dev.garganey.shell.ShellProject
import dev.garganey.shell.command.Invocation
import dev.garganey.shell.command.Workspace
import dev.garganey.shell.result.Format
import java.nio.charset.StandardCharsets
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.CompletableFuture
import org.jline.utils.ScreenTerminal
import spock.lang.Specification
import spock.lang.TempDir

/**
 * Plays a session at a virtual terminal and compares what stands on its screen with the picture in docs/shell.svg.
 * With -Dscreen.write=true the picture is drawn anew.
 */
class ScreenSpec extends Specification {

    static final String TAB = '\t', ENTER = '\r'
    static final int COLUMNS = 118, ROWS = 60

    @TempDir
    Path folder

    ScreenTerminal screen
    org.jline.terminal.impl.LineDisciplineTerminal terminal
    CompletableFuture<?> ended

    def cleanup() {
        terminal?.close()
    }

    def "the picture shows what the shell shows"() {
        given:
        def project = new ShellProject(folder)
            .file('garganey.groovy', "database 'sqlite:shop.db'")
            .migration('001_shop', '''
                up {
                    createTable('customers') { id(); text('name').notNull(); text('city') }
                    createTable('orders') {
                        id()
                        reference('customer').onDelete(CASCADE)
                        decimal('total', 10, 2).notNull().defaultTo(0)
                        index('customer_id')
                    }
                    insert 'customers', [[name: 'Ada', city: 'London'], [name: 'Blaise', city: 'Paris'], [name: 'Grace', city: 'New York']]
                    insert 'orders', [[customer_id: 1, total: 12.5], [customer_id: 1, total: 30], [customer_id: 3, total: 99.95]]
                }'''.stripIndent())
        assert project.run('apply') == 0

        when:
        start()
        type('select c.name, c.city, count(o.id) as orders, sum(o.total) as total from customers c' + ENTER, '…')
        type('left join orders o on o.customer_id = c.id group by c.id order by total desc nulls last;' + ENTER, '3 rows')
        type("createTable('reviews') {" + ENTER, '…')
        type("  id(); reference('order').onDelete(CASCADE)" + ENTER, 'CASCADE)')
        type("  integer('stars').notNull().check('stars between 1 and 5')" + ENTER, 'between 1 and 5')
        type('}' + ENTER, 'trial 1>')
        type('db.customers.where(city: ["Paris", "London"]).select("name")' + ENTER, '2 rows')
        type('describe reviews' + ENTER, 'trial 1>')
        type("addColumn('rev" + TAB, "addColumn('reviews")
        type("') { t" + TAB, 'trigger')

        then:
        def picture = ScreenPicture.of(screen)
        def file = Path.of(System.getProperty('basedir', '.')).resolveSibling('docs/shell.svg')
        if (Boolean.getBoolean('screen.write')) {
            Files.writeString(file, picture.svg(COLUMNS))
            println picture.text()
        }
        Files.readString(file) == picture.svg(COLUMNS)
    }

    private void start() {
        def virtual = ScreenTerminal.withTerminal('picture', 'xterm-256color', COLUMNS, ROWS)
        screen = virtual.screen()
        terminal = virtual.terminal()
        def out = new PrintStream(terminal.output(), true, StandardCharsets.UTF_8)
        def world = new World(System.in, true, out, out, [PAGER: '', HOME: folder.toString(), XDG_STATE_HOME: folder.toString()], true, { }, { })
        def given = ['--project': folder.toString()]
        def workspace = new Workspace(given, [:], { }, { it }, { })
        def invocation = new Invocation(given.collectEntries { k, v -> [k, [v]] }, [], workspace, Optional.empty())
        ended = CompletableFuture.supplyAsync { TerminalLoop.hold(world, terminal, Database.of(invocation, world), View.of(Format.TABLE), false) }
        shows('shop.db>')
        settle()
    }

    /** Types keys, and waits until what they bring is there, and after Enter the next prompt. */
    private void type(String keys, String until) {
        terminal.processInputBytes(keys.getBytes(StandardCharsets.UTF_8))
        shows(until)
        settle()
        while (keys.endsWith(ENTER) && !(text().readLines().last() ==~ /shop\.db.*>|\s+…/)) {
            settle()
        }
    }

    private void shows(String wanted) {
        long end = System.currentTimeMillis() + 20_000
        while (!text().contains(wanted)) {
            if (System.currentTimeMillis() > end) {
                throw new AssertionError("The screen does not show $wanted; it shows:\n${text()}" as Object)
            }
            sleep 20
        }
    }

    /** Waits until nothing more comes for a while. */
    private void settle() {
        def before = ''
        def now = text()
        while (before != now) {
            sleep 150
            before = now
            now = text()
        }
    }

    private String text() {
        ScreenPicture.of(screen).text()
    }
}
