package dev.garganey.shell.interactive

import dev.garganey.model.Product
import dev.garganey.script.Completion
import org.jline.utils.AttributedStyle
import spock.lang.Specification

/** Which colours what is typed has. */
class PainterSpec extends Specification {

    static final AttributedStyle GREEN = AttributedStyle.DEFAULT.foreground(AttributedStyle.GREEN)
    static final AttributedStyle YELLOW = AttributedStyle.DEFAULT.foreground(AttributedStyle.YELLOW)
    static final AttributedStyle CYAN = AttributedStyle.DEFAULT.foreground(AttributedStyle.CYAN)
    static final AttributedStyle KEYWORD = AttributedStyle.BOLD.foreground(AttributedStyle.CYAN)
    static final AttributedStyle FAINT = AttributedStyle.DEFAULT.faint()
    static final AttributedStyle PLAIN = AttributedStyle.DEFAULT
    static final AttributedStyle BOLD = AttributedStyle.BOLD

    Painter painter = new Painter(Product.SQLITE.syntax(), ['status', 'apply'], new Completion()::knows)

    def "in #text the word #word is coloured"() {
        given:
        def painted = painter.paint(text)

        expect: 'nothing is lost'
        painted.toString() == text

        and:
        (0..<word.size()).every { painted.styleAt(text.indexOf(word) + it) == style }

        where:
        text                                            | word          || style
        "createTable('users') { text('a').notNull() }"  | 'createTable' || CYAN
        "createTable('users') { text('a').notNull() }"  | "'users'"     || GREEN
        "createTable('users') { text('a').notNull() }"  | 'text'        || CYAN
        "createTable('users') { text('a').notNull() }"  | 'notNull'     || CYAN
        "createTable('users') { text('a').notNull() }"  | '{'           || PLAIN
        'createTabel("x")'                              | 'createTabel' || PLAIN
        'def big = 12.5 // very'                        | 'def'         || KEYWORD
        'def big = 12.5 // very'                        | 'big'         || PLAIN
        'def big = 12.5 // very'                        | '12.5'        || YELLOW
        'def big = 12.5 // very'                        | '// very'     || FAINT
        "dropTable('us"                                 | "'us"         || GREEN
        'x = """a\nb "c'                                | '"""a\nb "c'  || GREEN
        "createTable('a') {\n  id()\n  text('b"         | "'b"          || GREEN
        "createTable('a') {\n  id()\n  text('b"         | 'id'          || CYAN
        '/* a\nb'                                       | '/* a\nb'     || FAINT
        "insert 'users', a: 1"                          | 'insert'      || CYAN
        "insert into users values (1)"                  | 'insert'      || KEYWORD
        "insert into users values ('a')"                | "'a'"         || GREEN
        "-- all\nselect 1"                              | 'select'      || KEYWORD
        "select 'a"                                     | 'select'      || KEYWORD
        'status --check'                                | 'status'      || BOLD
    }

    def "half of anything can be painted"() {
        given:
        def text = 'createTable("x${a["b"]}") { /* c */ text(\'d\'); check(/e/); $/f/$ } // g'

        expect:
        (0..text.size()).every { painter.paint(text.take(it)).toString() == text.take(it) }
    }
}
