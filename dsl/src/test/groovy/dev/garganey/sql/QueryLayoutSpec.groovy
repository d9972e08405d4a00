package dev.garganey.sql

import dev.garganey.model.Product
import spock.lang.Specification

/** A long query for readers. */
class QueryLayoutSpec extends Specification {

    private static String laid(String sql) {
        QueryLayout.of(sql, Product.POSTGRESQL.syntax())
    }

    def "each clause begins a line, those within parentheses do not"() {
        expect:
        laid("select a, (select max(b) from t where b < 3) as m from x left outer join y on y.id = x.id natural join z where a = ' from t ' group by a order by a limit 3").readLines() == [
            'select a, (select max(b) from t where b < 3) as m',
            'from x',
            'left outer join y on y.id = x.id',
            'natural join z',
            "where a = ' from t '",
            'group by a',
            'order by a',
            'limit 3']
    }

    def "a long list and a long condition go on below"() {
        given:
        def columns = (1..30).collect { "column_$it" }
        def conditions = (1..10).collect { "column_$it is not null" }

        when:
        def lines = laid("select ${columns.join(', ')} from t where ${conditions.join(' and ')}").readLines()

        then:
        lines.every { it.length() <= 84 }
        lines.findAll { it.startsWith('  ') }.size() == lines.size() - 3
    }

    def "nothing but white space changes, and what is short or broken already stays: #sql"() {
        expect:
        laid(sql).replaceAll(/\s+/, '') == sql.replaceAll(/\s+/, '')
        laid(sql).readLines()*.strip().join(' ').replaceAll(/\s+/, ' ').length() >= sql.replaceAll(/\s+/, ' ').length()
        laid(sql).contains('\n') == broken

        where:
        sql                                                                                                  || broken
        'select 1 from t where a = 2'                                                                        || false
        'select a\nfrom t where ' + 'a = 1 or ' * 20 + 'true'                                                || true
        "select 'it''s' || \$\$ from \$\$ as x, left(a, 3), a is distinct from b from \"from\" union all select 1 from t" || true
        "select 'not closed from x where a = 1 and b = 2 and c = 3 and d = 4 and e = 5 and f = 6 and g = 7"  || false
        'select x' + ',y' * 60                                                                               || true
    }
}
