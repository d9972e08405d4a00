package dev.garganey

import dev.garganey.console.Console
import dev.garganey.console.RowSink
import dev.garganey.execute.GarganeyException
import dev.garganey.execute.Refused
import dev.garganey.model.Product
import dev.garganey.script.ScriptContext
import dev.garganey.script.Snippets
import dev.garganey.testing.Project
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.AutoCleanup
import spock.lang.Specification

/** What is kept says all that was said, works without what was said around it, and is told where it cannot be. */
class KeepingSpec extends Specification {
    @AutoCleanup
    Project project
    @AutoCleanup
    Garganey garganey
    @AutoCleanup
    Console console
    @AutoCleanup
    Trial trial
    Snippets snippets

    private void on(Product product) {
        project = Project.on(product)
        project.file('001_t.groovy', "up { createTable('t') { id(); text('n') } }")
        garganey = Garganey.open(project.configuration()) { }
        garganey.apply(ApplyOptions.DEFAULT)
        console = garganey.console()
        trial = garganey.trial(console).open()
        snippets = new Snippets(new ScriptContext(product, { Optional.empty() }, Path.of('.')), Path.of('.'), [:], { })
    }

    private void say(String text) {
        def outcome = snippets.evaluate(text)
        if (outcome.steps()) {
            trial.say(text, outcome.steps())
        }
    }

    private String kept() {
        trial.keep(Optional.empty(), '002_kept') { }.script()
    }

    private List<String> column(String sql) {
        def found = []
        trial.send(sql, [begin: { }, row: { cells -> found << cells[0].text(); true }] as RowSink, true)
        found
    }

    def "#product: what is for one product alone is so in the file, and back"() {
        given:
        on(product)
        say("createTable('both') { id() }")
        say("only(${product.name()}) { addColumn('both') { text('x') }; addColumn('both') { text('y') } }")

        expect:
        kept() == """\
            up {
                createTable('both') { id() }
                only(${product.name()}) {
                    addColumn('both') { text('x') }
                    addColumn('both') { text('y') }
                }
            }

            down {
                only(${product.name()}) {
                    dropColumn('both', 'y')
                    dropColumn('both', 'x')
                }
                dropTable('both')
            }
            """.stripIndent()

        where:
        product << Product.values()
    }

    def "#product: what is for another product is not kept unproved"() {
        given:
        on(product)
        def other = Product.values().find { it != product }
        say("createTable('mine') { id() }")
        say("only(${other.name()}) { createTable('theirs') { id() } }")

        when:
        kept()

        then:
        def refusal = thrown(Refused)
        refusal.message.contains('create table theirs was said for another product')
        trial.open
        trial.steps().size() == 2

        where:
        product << Product.values()
    }

    def "#product: code that needs what was defined at the prompt is not kept: #use"() {
        given:
        on(product)
        say('x = "from the prompt"')
        say('def rows(h, n) { h.execute("insert into t (n) values (?)", n) }')
        say(use)

        expect:
        column('select n from t') == ['from the prompt']

        when:
        kept()

        then:
        def failure = thrown(GarganeyException)
        failure.message.contains('Unknown')

        and: 'all is as it was'
        trial.open
        column('select n from t') == ['from the prompt']
        Files.list(project.configuration().migrations()).count() == 1

        where:
        [product, use] << [Product.values(), [
            'data { h -> h.execute("insert into t (n) values (?)", x) }',
            'data { h -> rows(h, "from the prompt") }']].combinations()
    }

    def "#product: a data block is applied with what its script defines, and with nothing else: #code"() {
        given:
        on(product)
        trial.close()
        project.file('002_data.groovy', "def mine = 'mine'\ndef twice(s) { s + s }\nup { data { h -> [$code].each { h.execute('insert into t (n) values (?)', it as String) } } }")

        when:
        String message = ''
        try {
            garganey.apply(ApplyOptions.DEFAULT)
        } catch (GarganeyException failure) {
            message = failure.message
        }

        then:
        message.contains(expected)
        project.column('select n from t') == rows

        where:
        [product, [code, expected, rows]] << [Product.values() as List, [
            ['mine', '', ['mine']],
            ['twice(mine)', '', ['minemine']],
            ['nope', 'Unknown name `nope`', []],
            ['nope(1)', 'Unknown method `nope`', []],
            ['sql("delete from t")', '`sql` is a word for up { } and down { }', []]]].combinations()
    }
}
