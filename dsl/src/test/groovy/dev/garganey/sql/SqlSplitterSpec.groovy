package dev.garganey.sql

import static dev.garganey.model.Product.POSTGRESQL
import static dev.garganey.model.Product.SQLITE

import spock.lang.Specification

class SqlSplitterSpec extends Specification {

    def "#product: #what"() {
        expect:
        SqlSplitter.split(sql, product.syntax())*.text() == parts

        where:
        product    | what                                            | sql                                                                || parts
        SQLITE     | 'a semicolon ends a statement'                  | 'a; b;'                                                            || ['a', 'b']
        SQLITE     | 'empty statements are dropped'                  | ';;\n ; a ;; -- end\n'                                             || ['a']
        SQLITE     | 'a comment stays with what follows it'          | '-- one\na; /* two */ b'                                           || ['-- one\na', '/* two */ b']
        SQLITE     | 'quotes hide semicolons'                        | '''a ';' ";" [;] `;`; b'''                                         || ['''a ';' ";" [;] `;`''', 'b']
        SQLITE     | 'comments hide semicolons'                      | 'a --;\n/*;*/ b; c'                                                || ['a --;\n/*;*/ b', 'c']
        SQLITE     | 'a trigger has a body'                          | 'create trigger t after insert on a begin x; y; end; z'            || ['create trigger t after insert on a begin x; y; end', 'z']
        SQLITE     | 'a temporary trigger has one too'               | 'CREATE /* */ TEMP TRIGGER t BEGIN x; END; z'                      || ['CREATE /* */ TEMP TRIGGER t BEGIN x; END', 'z']
        SQLITE     | 'CASE has an END of its own'                    | 'create trigger t begin select case 1 when 1 then 2 end; y; end;z' || ['create trigger t begin select case 1 when 1 then 2 end; y; end', 'z']
        SQLITE     | 'columns may be named end'                      | 'create trigger t begin update a set end = new.end; end; z'        || ['create trigger t begin update a set end = new.end; end', 'z']
        SQLITE     | 'a transaction is no trigger'                   | 'begin; a; end; b'                                                 || ['begin', 'a', 'end', 'b']
        SQLITE     | 'a trigger without a body ends at once'         | 'create trigger t; z'                                              || ['create trigger t', 'z']
        SQLITE     | 'a table may be named trigger'                  | 'create table "trigger"(begin); z'                                 || ['create table "trigger"(begin)', 'z']
        SQLITE     | 'PostgreSQL quoting is not known'               | 'a $$; b $$'                                                       || ['a $$', 'b $$']
        POSTGRESQL | 'dollar quotes hide semicolons'                 | 'do $x$ a; $$ b; $x$; c'                                           || ['do $x$ a; $$ b; $x$', 'c']
        POSTGRESQL | 'nested comments hide semicolons'               | '/* ; /* ; */ ; */ a; b'                                           || ['/* ; /* ; */ ; */ a', 'b']
        POSTGRESQL | 'a function may have an atomic body'            | 'create or replace function f() begin atomic select 1; end; c'     || ['create or replace function f() begin atomic select 1; end', 'c']
        POSTGRESQL | 'CASE within an atomic body'                    | 'create procedure f() begin atomic select case when a then b end; d; end; c' || ['create procedure f() begin atomic select case when a then b end; d; end', 'c']
        POSTGRESQL | 'a rule may list commands'                      | 'create rule r as on insert to t do (a; b); c'                     || ['create rule r as on insert to t do (a; b)', 'c']
        POSTGRESQL | 'backslashes escape in E strings only'          | /select E'\';'; select '\'; c/                                     || [/select E'\';'/, /select '\'/, 'c']
    }

    def "a part knows where it begins, its comment included"() {
        expect:
        SqlSplitter.split('a;\n\n  -- b\n  c', SQLITE.syntax())
                .collect { [it.line(), it.column()] } == [[1, 1], [3, 3]]
    }

    def "no token is lost or invented by splitting (seed #seed)"() {
        given:
        def random = new Random(seed)
        def words = ['select', 'a', ';', "';'", '"x;"', '-- ;\n', '/* ; */', '(', ')', 'case', 'end', 'begin',
                     'create trigger t', 'create function f()', 'begin atomic', '$$ ; $$', '1.5', '+', '.', ';', ';']
        def sql = (1..200).collect { words[random.nextInt(words.size())] }.join(' ')

        expect:
        for (product in [SQLITE, POSTGRESQL]) {
            def parts = SqlSplitter.split(sql, product.syntax())
            assert meaning(parts*.text().join('\n;'), product) == meaning(sql, product)
            assert parts.every { it.text() == it.text().strip() && meaning(it.text(), product) }
        }

        where:
        seed << (1..200)
    }

    /** What is neither a comment nor a semicolon. */
    private static List<String> meaning(String sql, product) {
        SqlTokenizer.tokenize(sql, product.syntax()).findAll { it.kind() != SqlToken.Kind.COMMENT && !it.is(';') }*.text()
    }

    def "a text of a hundred thousand times #piece is read"() {
        expect:
        SqlSplitter.split(piece * 100_000, product.syntax()).size() == parts

        where:
        product    | piece                      || parts
        SQLITE     | 'a;'                       || 100_000
        SQLITE     | '"a" '                     || 1
        POSTGRESQL | '$a '                      || 1
        POSTGRESQL | '('                        || 1
        SQLITE     | 'create trigger t begin '  || 1
    }
}
