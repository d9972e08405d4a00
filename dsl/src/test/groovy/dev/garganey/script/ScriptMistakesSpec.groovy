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
