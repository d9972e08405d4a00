package dev.garganey.sql

import static dev.garganey.model.Product.POSTGRESQL
import static dev.garganey.model.Product.SQLITE
import static dev.garganey.sql.SqlToken.Kind.*

import spock.lang.Specification

class SqlTokenizerSpec extends Specification {

    def "#product reads #sql as #expected"() {
        expect:
        SqlTokenizer.tokenize(sql, product.syntax()).collect { [it.kind(), it.text()] } == expected

        where:
        product    | sql                  || expected
        SQLITE     | 'a+"b ""c"'          || [[WORD, 'a'], [SYMBOL, '+'], [QUOTED_NAME, '"b ""c"']]
        SQLITE     | '[a b].`c``d`'       || [[QUOTED_NAME, '[a b]'], [SYMBOL, '.'], [QUOTED_NAME, '`c``d`']]
        POSTGRESQL | 'a[1]'               || [[WORD, 'a'], [SYMBOL, '['], [NUMBER, '1'], [SYMBOL, ']']]
        SQLITE     | "x'00ff' 'it''s'"    || [[STRING, "x'00ff'"], [STRING, "'it''s'"]]
        POSTGRESQL | /E'a\'b' 'c\'/       || [[STRING, /E'a\'b'/], [STRING, /'c\'/]]
        POSTGRESQL | /U&"d\0061t" U&'x'/  || [[QUOTED_NAME, /U&"d\0061t"/], [STRING, /U&'x'/]]
        POSTGRESQL | '$f$ a $$ b $f$'     || [[STRING, '$f$ a $$ b $f$']]
        POSTGRESQL | 'a$b$c $1'           || [[WORD, 'a$b$c'], [PARAMETER, '$1']]
        SQLITE     | '?1 :n @m $o ?'      || [[PARAMETER, '?1'], [PARAMETER, ':n'], [PARAMETER, '@m'], [PARAMETER, '$o'], [PARAMETER, '?']]
        POSTGRESQL | "a::text ? 'k'"      || [[WORD, 'a'], [SYMBOL, '::'], [WORD, 'text'], [SYMBOL, '?'], [STRING, "'k'"]]
        SQLITE     | '1.5e-3 .5 0xFF 2-1' || [[NUMBER, '1.5e-3'], [NUMBER, '.5'], [NUMBER, '0xFF'], [NUMBER, '2'], [SYMBOL, '-'], [NUMBER, '1']]
        SQLITE     | '-- it\'s\r\na'      || [[COMMENT, '-- it\'s'], [WORD, 'a']]
        POSTGRESQL | '/* a /* b */ c */d' || [[COMMENT, '/* a /* b */ c */'], [WORD, 'd']]
        SQLITE     | '/* a /* b */ c'     || [[COMMENT, '/* a /* b */'], [WORD, 'c']]
        SQLITE     | 'größe'              || [[WORD, 'größe']]
    }

    def "a token knows where it stands"() {
        when:
        def token = SqlTokenizer.tokenize("select 'a\nb',\n  c", SQLITE.syntax()).last()

        then:
        [token.line(), token.column(), token.start(), token.end()] == [3, 3, 16, 17]
    }

    def "the name in #text is #name"() {
        expect:
        SqlTokenizer.tokenize(text, SQLITE.syntax())[0].name() == name

        where:
        text      || name
        'a'       || 'a'
        '"a""b"'  || 'a"b'
        '[a"b]'   || 'a"b'
        '`a``b`'  || 'a`b'
        "'a''b'"  || "a'b"
    }

    def "#sql is refused at #line:#column because #what"() {
        when:
        SqlTokenizer.tokenize(sql, POSTGRESQL.syntax())

        then:
        def mistake = thrown(SqlMistake)
        [mistake.line(), mistake.column()] == [line, column]
        mistake.message.contains(what)

        where:
        sql                || line | column | what
        "select 'a"        || 1    | 8      | 'string is not closed'
        'a\n /* b /* c */' || 2    | 2      | 'comment is not closed'
        'do $a$ $b$'       || 1    | 4      | '$a$'
        'a "b'             || 1    | 3      | 'name is not closed'
    }
}
