package dev.garganey.shell.report

import dev.garganey.shell.report.Columns.Cell
import spock.lang.Specification

import java.nio.charset.StandardCharsets

/** Columns stand below each other on a terminal, whatever is in them. */
class ColumnsSpec extends Specification {
    def "`#text` takes #places places"() {
        given:
        def bytes = new ByteArrayOutputStream()
        def columns = new Columns()
        columns.row(Cell.of(text), Cell.of('|'))
        columns.row(Cell.of('x' * 12), Cell.of('|'))

        when:
        columns.write(new Page(new PrintStream(bytes, true, StandardCharsets.UTF_8), false))

        then:
        bytes.toString(StandardCharsets.UTF_8).readLines()[0] == text + ' ' * (12 - places) + '  |'

        where:
        text          || places
        'plain'       || 5
        'größe'       || 5
        'gro\u0308ße' || 5
        '✓ applied'   || 9
        'duck 🦆'     || 7
        '鸭'          || 2
        '오리'        || 4
        'カモ'        || 4
    }
}
