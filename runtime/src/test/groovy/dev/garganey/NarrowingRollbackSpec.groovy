package dev.garganey

import dev.garganey.execute.Refused
import dev.garganey.model.Product
import dev.garganey.testing.Project
import spock.lang.AutoCleanup
import spock.lang.Specification

/** Where a column gets its former type back, the values that it holds by now are looked at first. */
class NarrowingRollbackSpec extends Specification {

    @AutoCleanup
    Project project

    def "#product: #value in a #to would not survive as #from"() {
        given:
        applied(product, from, to)
        project.execute("insert into t (id, c) values (1, $fits)")

        when: 'what fits is no trouble'
        rollback()
        apply()
        project.execute("insert into t (id, c) values (2, $value)")
        def before = project.column('select c from t order by id')
        rollback()

        then:
        def e = thrown(Refused)
        e.message.endsWith('name it: --allow-data-loss t.c')
        project.column('select c from t order by id') == before

        when:
        rollback('t.c')

        then:
        project.column('select c from t order by id') != before

        where:
        product            | from              | to                 | fits           | value
        Product.POSTGRESQL | 'decimal(12, 2)'  | 'decimal(16, 4)'   | '1.25'         | '1.2345'
        Product.POSTGRESQL | 'integer()'       | 'doublePrecision()' | '2'           | '2.7'
        Product.POSTGRESQL | 'date()'          | 'timestamp()'      | "'2024-02-29'" | "'2024-02-29 10:00'"
        Product.POSTGRESQL | 'timestamptz(0)'  | 'timestamptz()'    | "'2024-02-29 10:00Z'" | "'2024-02-29 10:00:00.5Z'"
        Product.SQLITE     | 'integer()'       | 'text()'           | "'7'"          | "'007'"
        Product.SQLITE     | 'integer()'       | 'text()'           | "'a b'"        | "'1e5'"
        Product.SQLITE     | 'decimal(12, 2)'  | 'text()'           | "'1.5'"        | "'1.50'"
        Product.SQLITE     | 'bigint()'        | 'text()'           | "'12'"         | "'12345678901234567890'"
        Product.SQLITE     | 'doublePrecision()' | 'bigint()'       | '9007199254740992' | '9007199254740993'
    }

    def "PostgreSQL: #value cannot become #from again at all, and that is said"() {
        given:
        applied(Product.POSTGRESQL, from, to)
        project.execute("insert into t (id, c) values (2, $value)")

        when:
        rollback(*named)

        then:
        def e = thrown(Refused)
        e.message.contains("cannot succeed: t.c gets its former type back, which not every value of it can have (ERROR: $reason")
        project.column('select count(*) from t') == ['1']

        where:
        from             | to                  | value                  | named || reason
        'integer()'      | 'bigint()'          | '3000000000'           | []    || 'integer out of range'
        'decimal(4, 2)'  | 'decimal(12, 2)'    | '12345.67'             | []    || 'numeric field overflow'
    }

    def "#product: a wider type needs no look"() {
        given:
        applied(product, 'text()', 'varchar(20)')
        project.execute("insert into t (id, c) values (1, 'x')")

        when:
        rollback()

        then:
        project.column('select c from t') == ['x']

        where:
        product << Product.values()
    }

    private void applied(Product product, String from, String to) {
        project = Project.on(product)
        project.file('001_t.groovy', "up { createTable('t') { id(); ${from.replaceFirst(/\(/, "('c', ").replace(', )', ')')} } }")
        project.file('002_type.groovy', "up { alterColumn('t', 'c') { type $to } }")
        apply()
    }

    private void apply() {
        Garganey.open(project.configuration()) { }.withCloseable { it.apply(ApplyOptions.DEFAULT) }
    }

    private void rollback(String... allowed) {
        Garganey.open(project.configuration()) { }.withCloseable { it.rollback(new RollbackOptions(Target.DEFAULT, allowed as Set)) }
    }
}
