package dev.garganey.script

import dev.garganey.model.Product
import java.nio.file.Path
import spock.lang.Specification

/** What a person types piece by piece, as at a prompt. */
class SnippetsSpec extends Specification {
    def printed = new StringBuilder()
    def snippets = new Snippets(
        new ScriptContext(Product.POSTGRESQL, { Optional.empty() }, Path.of('.')),
        Path.of('.'), [db: [users: ['ann', 'bo']]], { printed << it })

    def "a piece says operations, with the place of each"() {
        when:
        def outcome = snippets.evaluate("createTable('notes') { id(); text('body') }\ndropTable 'old'")

        then:
        outcome.steps()*.operation()*.describe() == ['create table notes', 'drop table old']
        outcome.steps()*.at()*.toString() == ['input:1:1', 'input:2:1']
        outcome.value().empty
    }

    def "a piece is any Groovy, and has a value"() {
        expect:
        snippets.evaluate(text).value() == Optional.ofNullable(value)

        where:
        text                                     | value
        '1 + 2'                                  | 3
        '"a${1 + 1}"'                            | 'a2'
        '[1, 2, 3].findAll { it > 1 }'           | [2, 3]
        'null'                                   | null
        '[a: 1]'                                 | [a: 1]
        'db.users.size()'                        | 2
        'db.users'                               | ['ann', 'bo']
        "['x', 'y'] as String[]"                 | ['x', 'y']
    }

    def "code that does not end is stopped from another thread, and what follows runs: #text"() {
        given: 'that it has begun'
        def stopper = Thread.start {
            while (!printed) {
                sleep 5
            }
            snippets.interrupt()
        }

        when:
        snippets.evaluate("print 'on'; $text")

        then:
        def stopped = thrown(ScriptMistakes)
        stopped.mistakes()*.message() == ['Cancelled']
        stopper.join() == null

        and:
        snippets.evaluate('[1, 2].collect { it + 1 }').value().get() == [2, 3]

        where:
        text << ['while (true) { }', 'for (;;) { n = 1 }', 'def f() { while (true) { } }\nf()', 'java.util.stream.Stream.iterate(1) { it }.forEach { }', 'while (true) { Thread.sleep(1) }']
    }

    def "stopping where nothing runs stops nothing"() {
        when:
        snippets.interrupt()

        then:
        snippets.evaluate('[1, 2].collect { it + 1 }').value().get() == [2, 3]
    }

    def "variables last, however they are declared"() {
        when:
        snippets.evaluate(declaration)

        then:
        snippets.evaluate(use).value().get() == value

        where:
        declaration                   | use           | value
        'x = 5'                       | 'x + 1'       | 6
        'def x = 5'                   | 'x + 1'       | 6
        "String x = 'a'"              | "x + 'b'"     | 'ab'
        'def (x, y) = [1, 2]'         | 'x + y'       | 3
        'def x; x = 7'                | 'x'           | 7
        'def x = { it * 2 }'          | 'x(4)'        | 8
        'x = [1, 2]'                  | 'x*.plus(1)'  | [2, 3]
        'for (i in 1..3) { x = i }'   | 'x'           | 3
    }

    def "a variable that holds nothing is known all the same"() {
        given:
        snippets.evaluate('def x = null')

        expect:
        snippets.evaluate('x == null').value().get()
        snippets.evaluate('x').value().empty
    }

    def "methods, classes and imports last; a later one of the same name stands for the earlier"() {
        given:
        snippets.evaluate('import java.time.LocalDate')
        snippets.evaluate('def twice(n) { n * 2 }')
        snippets.evaluate('class Pair { def a; def b }')

        expect:
        snippets.evaluate('twice(4)').value().get() == 8
        snippets.evaluate('new Pair(a: 1, b: 2).b').value().get() == 2
        snippets.evaluate('LocalDate.of(2020, 1, 2).dayOfYear').value().get() == 2

        when:
        snippets.evaluate('def twice(n) { n * 3 }')

        then:
        snippets.evaluate('twice(4)').value().get() == 12
    }

    def "methods and blocks of earlier pieces speak the language for the piece that calls them"() {
        given:
        snippets.evaluate("def stamped(name) {\n  createTable(name) {\n    id()\n    timestamptz('made')\n  }\n}")
        snippets.evaluate("audited = { name -> addColumn(name) { text('by') } }")

        when:
        def outcome = snippets.evaluate("stamped('a')\naudited('b')\n['c', 'd'].each { stamped(it) }")

        then:
        outcome.steps()*.operation()*.describe() == [
            'create table a', 'add column b.by', 'create table c', 'create table d']
        outcome.steps()*.at()*.line() == [1, 2, 3, 3]
    }

    def "a mistake in an earlier method is told where it was called"() {
        given:
        snippets.evaluate("def wrong(name) {\n\n\n\n  createTable(name) {\n    txt('made')\n  }\n}")

        when:
        snippets.evaluate("\nwrong('a')")

        then:
        def e = thrown(ScriptMistakes)
        e.mistakes()*.message() == ['Unknown word `txt` in createTable']
        e.mistakes()*.at()*.line() == [2]
    }

    def "what is wrong is told with its place, and the session goes on: #text"() {
        given:
        snippets.evaluate('kept = 1')

        when:
        snippets.evaluate(text)

        then:
        def e = thrown(ScriptMistakes)
        e.mistakes()[0].at().file() == 'input'
        e.mistakes()[0].message().contains(message)

        and:
        snippets.evaluate('kept').value().get() == 1

        where:
        text                                   | message
        "createTabel('x') { id() }"            | 'Unknown word `createTabel`'
        "createTable('x') { txt('a') }"        | 'Unknown word `txt`'
        'unknown + 1'                          | 'Unknown name `unknown`'
        '1 / 0'                                | 'Division by zero'
        'def broken('                          | ''
        'throw new RuntimeException("no")'     | 'no'
        'def f() { f() }; f()'                 | 'calls itself'
        "text('a')"                            | ''
    }

    def "a piece with a mistake does not say the operations before it"() {
        when:
        snippets.evaluate("dropTable 'a'\n1 / 0")

        then:
        thrown(ScriptMistakes)

        expect:
        snippets.evaluate("dropTable 'b'").steps()*.operation()*.describe() == ['drop table b']
    }

    def "what is printed goes where results go"() {
        when:
        snippets.evaluate("println 'hello'\nprint 1\nprintf '%d!', 2")

        then:
        printed.toString().normalize() == 'hello\n12!'
    }
}
