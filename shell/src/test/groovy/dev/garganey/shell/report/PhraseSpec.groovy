package dev.garganey.shell.report

import spock.lang.Specification

/** Text that goes on below. */
class PhraseSpec extends Specification {

    def "#text in #places places"() {
        expect:
        Phrase.of(text).wrapped(places)*.text() == lines

        where:
        text             | places || lines
        'a bc def'       | 20     || ['a bc def']
        'a bc def'       | 4      || ['a bc', 'def']
        'a bc def'       | 5      || ['a bc', 'def']
        'abcdefgh'       | 3      || ['abc', 'def', 'gh']
        'ab  cd'         | 3      || ['ab', 'cd']
        'a 鴨鴨鴨 b'     | 4      || ['a', '鴨鴨', '鴨 b']
        '鴨鴨'           | 1      || ['鴨', '鴨']
        'a 🦆🦆'         | 3      || ['a', '🦆', '🦆']
        ''               | 5      || ['']
    }

    def "each part keeps its look"() {
        given:
        def page = new Page(new PrintStream(new ByteArrayOutputStream()), true)

        expect:
        Phrase.of('one ').plus('two three', Style.BOLD).plus(' four').wrapped(8)*.on(page) ==
            ['one \u001b[1mtwo\u001b[0m', '\u001b[1mthree\u001b[0m', 'four']
    }
}
