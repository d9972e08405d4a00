package dev.garganey.script

import dev.garganey.operation.SourcePosition
import spock.lang.Specification

class ScriptMistakesSpec extends Specification {
    def 'a mistake shows its line with a caret under the column'() {
        given:
        def mistake = Mistake.in(source, new SourcePosition('m/001.groovy', line, column), 'No such word')

        expect:
        new ScriptMistakes([mistake]).message == expected

        where:
        source     | line | column || expected
        'a\nb cd'  | 2    | 3      || 'm/001.groovy:2:3: No such word\n    b cd\n      ^'
        '\t\tx\ty' | 1    | 5      || 'm/001.groovy:1:5: No such word\n    \t\tx\ty\n    \t\t \t^'
        'ab'       | 1    | 3      || 'm/001.groovy:1:3: No such word\n    ab\n      ^'
        'ab\r\ncd' | 1    | 0      || 'm/001.groovy:1: No such word\n    ab'
        'ab'       | 0    | 0      || 'm/001.groovy: No such word'
        'ab'       | 9    | 1      || 'm/001.groovy:9:1: No such word'
    }

    def 'of a line that is longer than a terminal, what is around the column #column is shown'() {
        given:
        def source = ('0123456789' * 30).substring(0, column - 1) + 'X' + ('0123456789' * 30).substring(column)

        when:
        def (shown, caret) = Mistake.in(source, new SourcePosition('x', 1, column), 'Wrong').render().readLines()[1..2]*.substring(4)

        then:
        shown.replace('…', '').length() == 160
        shown.startsWith('…') == cutBefore
        shown.endsWith('…') == cutAfter
        shown[caret.indexOf('^')] == 'X'

        where:
        column || cutBefore | cutAfter
        1      || false     | true
        100    || false     | true
        101    || true      | true
        200    || true      | true
        300    || true      | false
    }

    def 'all mistakes are told, each with its remedy'() {
        given:
        def first = Mistake.in('a b', new SourcePosition('x', 1, 3), 'One')
        def second = Mistake.in('a b', new SourcePosition('x', 1, 1), 'Two').withRemedy('Do this.')

        when:
        def all = new ScriptMistakes([first, second])

        then:
        all.mistakes() == [first, second]
        all.message == 'x:1:3: One\n    a b\n      ^\nx:1:1: Two\n    a b\n    ^\n  Do this.'
    }
}
