package dev.garganey.dialect.postgresql

import dev.garganey.compare.Comparison
import dev.garganey.model.Column
import dev.garganey.model.ColumnType
import dev.garganey.model.ObjectName
import dev.garganey.model.Product
import dev.garganey.model.Table
import dev.garganey.model.Value
import dev.garganey.operation.AlterColumn
import dev.garganey.operation.ColumnChange
import dev.garganey.operation.CreateTable
import dev.garganey.scratch.Canonical
import dev.garganey.testing.Workbench
import spock.lang.AutoCleanup
import spock.lang.Shared
import spock.lang.Specification

/**
 * PostgreSQL keeps a default of NULL where the column's type has a length, and else drops it. What is kept is
 * carried to the letter; that some are kept and others not makes no difference between two schemas.
 */
class NullDefaultSpec extends Specification {

    @Shared
    @AutoCleanup('close')
    Workbench bench = Workbench.fresh(Product.POSTGRESQL)

    def cleanup() {
        bench.clear()
    }

    def "#column is read as #value, and made anew it is #kept"() {
        given:
        bench.execute('create domain five as integer default 5')
        bench.execute("create table t (a $column)")
        (changes ? [changes] : []).each { bench.execute("alter table t alter a $it") }
        def schema = bench.inspect()

        expect:
        schema.table(ObjectName.of('t')).column('a').defaultValue() == Optional.ofNullable(value)
        stored() == kept

        when: 'a table of the same words'
        bench.clear()
        bench.make(schema)

        then:
        bench.inspect() == schema
        stored() == kept
        bench.dialect().lower(schema) == schema

        where:
        column                           | changes     || value                                            | kept
        'text default null'              | null        || null                                             | null
        'varchar(20) default null'       | null        || new Value.Null()                                 | 'NULL::character varying'
        'varchar(20) default null'       | 'type text' || new Value.Expression('NULL::character varying')  | 'NULL::character varying'
        'char(3) default null'           | null        || new Value.Null()                                 | 'NULL::bpchar'
        'bit(3) default null'            | null        || new Value.Null()                                 | 'NULL::"bit"'
        'varchar(3)[] default null'      | null        || new Value.Null()                                 | 'NULL::character varying[]'
        'numeric(4, 2) default null'     | null        || new Value.Null()                                 | 'NULL::numeric'
        'interval(3) default null'       | null        || null                                             | null
        'five default null'              | null        || new Value.Null()                                 | 'NULL::integer'
        'five'                           | null        || null                                             | null
    }

    def "a type that a column gets may lose or find it, and nothing is left to do: #from to #to and back"() {
        given:
        def none = Optional.empty()
        def comparison = new Comparison(bench.dialect(), new Canonical(bench.dialect(), bench.target()))
        def t = ObjectName.of('t')
        bench.apply([new CreateTable(Table.of(t, [Column.of('a', from).withDefault(Optional.of(new Value.Null()))]))])
        def before = bench.inspect()

        when:
        def plan = bench.apply([new AlterColumn(t, 'a', [new ColumnChange.Type(to, none)])])

        then: 'what was recorded is what is there'
        comparison.same(bench.recorded(), bench.inspect())

        when:
        bench.undo(plan, ['t.a'] as Set)

        then:
        comparison.same(before, bench.inspect())
        comparison.same(bench.recorded(), bench.inspect())

        where:
        from                                    | to
        new ColumnType.Text()                   | new ColumnType.VarChar(Optional.of(60))
        new ColumnType.VarChar(Optional.of(60)) | new ColumnType.Text()
    }

    def "that it takes the place of a domain's default is a difference"() {
        given:
        def comparison = new Comparison(bench.dialect(), new Canonical(bench.dialect(), bench.target()))
        bench.execute('create domain five as integer default 5')
        bench.execute('create table t (a five)')
        def before = bench.inspect()
        bench.clear()
        bench.execute('create domain five as integer default 5')
        bench.execute('create table t (a five default null)')

        expect:
        !comparison.same(before, bench.inspect())
    }

    private String stored() {
        bench.column("select pg_get_expr(d.adbin, d.adrelid) from pg_attrdef d where d.adrelid = 't'::regclass").find()
    }
}
