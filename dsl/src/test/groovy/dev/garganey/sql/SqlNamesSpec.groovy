package dev.garganey.sql

import spock.lang.Specification

class SqlNamesSpec extends Specification {

    def "renaming column a to b c in #sql gives #renamed"() {
        expect:
        SqlNames.renameColumn(sql, 'a', 'b c') == renamed

        where:
        sql                       || renamed
        'a > 0'                   || '"b c" > 0'
        "A = 'a' and \"a\" <> t.a" || "\"b c\" = 'a' and \"b c\" <> t.\"b c\""
        'a(a) + a.x'              || 'a("b c") + a.x'
        'cast(x as a)'            || 'cast(x as a)'
        'x::a'                    || 'x::a'
        '[a] > 1'                 || '"b c" > 1'
        'x[a] > 1'                || 'x["b c"] > 1'
        '/* a */ aa -- a'         || '/* a */ aa -- a'
        "a = 'open"               || "a = 'open"
    }

    def "renaming a column in a trigger changes NEW, OLD and UPDATE OF"() {
        expect:
        SqlNames.renameInTrigger('after update of x, a on t when new.a > 1 begin update a set a = old.a; end', 'a', 'z') ==
                'after update of x, "z" on t when new."z" > 1 begin update a set a = old."z"; end'
    }

    def "renaming a table changes what plainly is one"() {
        expect:
        SqlNames.renameTable('select 1 from "a""b"', 'a"b', 'z') == 'select 1 from "z"'
        SqlNames.renameTable('select t.t, t from t join u on t.a = u.t', 't', 'z') ==
                'select "z".t, t from "z" join u on "z".a = u.t'
        SqlNames.renameTable('after insert on t begin insert into T values (1); update "t" set t = 1; end', 't', 'z') ==
                'after insert on "z" begin insert into "z" values (1); update "z" set t = 1; end'
    }

    def "#sql mentions a: #answer"() {
        expect:
        SqlNames.mentions(sql, 'a') == answer

        where:
        sql          || answer
        'b > a'      || true
        'b > aa'     || false
        "b > 'a'"    || false
        'a(b)'       || false
    }
}
