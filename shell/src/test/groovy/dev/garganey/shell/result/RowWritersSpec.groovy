package dev.garganey.shell.result

import dev.garganey.console.Cell
import dev.garganey.console.Heading
import java.nio.charset.StandardCharsets
import spock.lang.Specification

/** Rows as text. */
class RowWritersSpec extends Specification {

    static final List<Heading> HEADINGS = [
        new Heading('id', 'int8', Cell.Kind.NUMBER), new Heading('name', 'text', Cell.Kind.TEXT), new Heading('ok', 'bool', Cell.Kind.TRUTH)]

    static final List<List<Cell>> ROWS = [
        [number('1'), text('Ann'), truth('true')],
        [number('20'), text('日本 🦆'), Cell.NULL],
        [Cell.NULL, text('a|b, "c"\nd'), truth('false')]]

    static final String TABLE = """\
         id │ name        │ ok
       int8 │ text        │ bool
      ──────┼─────────────┼───────
          1 │ Ann         │ true
         20 │ 日本 🦆     │ NULL
       NULL │ a|b, "c"\\nd │ false
      """.stripIndent()

    def "#format"() {
        expect:
        written(format, HEADINGS, ROWS) == expected.stripIndent().replaceFirst(/(?<=\n) +$/, '')

        where:
        format          || expected
        Format.TABLE    || TABLE
        Format.CSV      || '''\
            id,name,ok
            1,Ann,true
            20,日本 🦆,
            ,"a|b, ""c""
            d",false
            '''
        Format.JSON     || '''\
            [
            {"id":1,"name":"Ann","ok":true},
            {"id":20,"name":"日本 🦆","ok":null},
            {"id":null,"name":"a|b, \\"c\\"\\nd","ok":false}
            ]
            '''
        Format.MARKDOWN || '''\
            | id | name | ok |
            |--:|---|---|
            | 1 | Ann | true |
            | 20 | 日本 🦆 | *NULL* |
            | *NULL* | a\\|b, "c"<br>d | false |
            '''
        Format.VERTICAL || """\
            ── row 1 ────────────────────
            id   │ 1
            name │ Ann
            ok   │ true
            ── row 2 ────────────────────
            id   │ 20
            name │ 日本 🦆
            ok   │ NULL
            ── row 3 ────────────────────
            id   │ NULL
            name │ a|b, "c"
                 │ d
            ok   │ false
            """
    }

    def "no rows are told as such: #format"() {
        expect:
        written(format, HEADINGS, []) == expected

        where:
        format          || expected
        Format.CSV      || 'id,name,ok\n'
        Format.JSON     || '[]\n'
        Format.VERTICAL || ''
    }

    def "an empty text is told from NULL in CSV"() {
        expect:
        written(Format.CSV, [new Heading('a', '', Cell.Kind.TEXT), new Heading('b', '', Cell.Kind.TEXT)], [[text(''), Cell.NULL]]) == 'a,b\n"",\n'
    }

    def "a number that JSON does not know is text there: #value"() {
        expect:
        written(Format.JSON, [HEADINGS[0]], [[number(value)]]) == "[\n{\"id\":$expected}\n]\n"

        where:
        value      || expected
        '1.50'     || '1.50'
        '-0'       || '-0'
        '1e400'    || '1e400'
        'NaN'      || '"NaN"'
        'Infinity' || '"Infinity"'
        '007'      || '"007"'
    }

    def "columns of one name are told apart in JSON"() {
        expect:
        written(Format.JSON, [HEADINGS[0], HEADINGS[0]], [[number('1'), number('2')]]) == '[\n{"id":1,"id_2":2}\n]\n'
    }

    def "what moves the cursor or turns text around shows as a sign: #sign"() {
        expect:
        written(Format.TABLE, [new Heading('t', '', Cell.Kind.TEXT)], [[text(given)]]).contains(sign)

        where:
        given            || sign
        'a\tb'           || 'a\\tb'
        'a\u001b[31mb'   || 'a\\u001b[31mb'
        'a\u202eb'       || 'a\\u202eb'
        'a\u0000b'       || 'a\\u0000b'
    }

    def "a table that is wider than the terminal is shown vertically where the view says so"() {
        given:
        def out = new ByteArrayOutputStream()
        def writer = RowWriters.of(Format.TABLE, new PrintStream(out, true, StandardCharsets.UTF_8), false, true, OptionalInt.of(room))

        when:
        writer.begin(HEADINGS)
        ROWS.each { writer.row(it) }
        writer.end()

        then:
        out.toString(StandardCharsets.UTF_8).contains('── row 1') == vertical

        where:
        room || vertical
        80   || false
        28   || false
        27   || true
    }

    def "a long text is cut for eyes, and only for eyes"() {
        given:
        def heading = [new Heading('t', '', Cell.Kind.TEXT)]
        def row = [[text('x' * 300)]]

        expect:
        written(Format.TABLE, heading, row, true).readLines().last() == ' ' + 'x' * 59 + '…'
        written(Format.TABLE, heading, row, false).readLines().last() == ' ' + 'x' * 300
        written(Format.VERTICAL, heading, row, true).contains('x' * 300)
    }

    def "rows beyond those that settle the widths are written as they come"() {
        given:
        def out = new ByteArrayOutputStream()
        def writer = RowWriters.of(Format.TABLE, new PrintStream(out, true, StandardCharsets.UTF_8), false, true, OptionalInt.empty())

        when:
        writer.begin([HEADINGS[0]])
        (1..1000).each { writer.row([number("$it")]) }
        def before = out.size()
        writer.row([number('123456')])

        then: 'before the end'
        out.size() > before
        out.toString(StandardCharsets.UTF_8).readLines().last() == ' 123456'
    }

    private static Cell number(String text) {
        new Cell(Cell.Kind.NUMBER, text)
    }

    private static Cell text(String text) {
        new Cell(Cell.Kind.TEXT, text)
    }

    private static Cell truth(String text) {
        new Cell(Cell.Kind.TRUTH, text)
    }

    private static String written(Format format, List<Heading> headings, List<List<Cell>> rows, boolean eyes = false) {
        def out = new ByteArrayOutputStream()
        def writer = RowWriters.of(format, new PrintStream(out, true, StandardCharsets.UTF_8), false, eyes, OptionalInt.empty())
        writer.begin(headings)
        rows.each { writer.row(it) }
        writer.end()
        out.toString(StandardCharsets.UTF_8)
    }
}
