package dev.garganey.plan

import dev.garganey.model.Product
import dev.garganey.operation.*
import dev.garganey.model.*
import dev.garganey.testing.Workbench
import spock.lang.AutoCleanup
import spock.lang.Specification

/** What undoes a migration, and where nothing can. */
class InverseDerivationSpec extends Specification {
    static final T = ObjectName.of('t')

    @AutoCleanup
    Workbench bench = Workbench.fresh(Product.SQLITE)

    def "values that #what are not said to come back"() {
        given:
        bench.apply([table()])

        when:
        def plan = bench.plan([operation])

        then:
        plan.irreversible().get().contains(reason)

        where:
        what                      | operation                      || reason
        'an expression replaces'  | converted('n')                 || 'using changes the values of t.n'
        'go with what hangs on'   | new DropColumn(T, 'n', true)   || 'with cascade drops what is not known'
    }

    def "values of what the migration itself made go with it: #made"() {
        given:
        if (!made.startsWith('a table')) {
            bench.apply([table()])
        }

        when:
        def plan = bench.apply(operations)

        then:
        plan.irreversible().empty

        when:
        bench.undo(plan, ['t', 't.m'] as Set)

        then:
        bench.inspect().findTable(T).present == !made.startsWith('a table')

        where:
        made       | operations
        'a table'  | [table(), converted('n')]
        'a column' | [new AddColumn(T, Column.of('m', new ColumnType.Int())), converted('m')]
    }

    private static CreateTable table() {
        new CreateTable(Table.of(T, [Column.of('id', new ColumnType.Int()), Column.of('n', new ColumnType.Int())]))
    }

    private static AlterColumn converted(String column) {
        new AlterColumn(T, column, [new ColumnChange.Type(new ColumnType.Text(), Optional.of("substr($column, 1, 1)".toString()))])
    }
}
