package dev.garganey.plan

import static dev.garganey.testing.Things.TEAMS
import static dev.garganey.testing.Things.USERS
import static dev.garganey.testing.Things.alter
import static dev.garganey.testing.Things.column
import static dev.garganey.testing.Things.index
import static dev.garganey.testing.Things.people
import static dev.garganey.testing.Things.required

import dev.garganey.execute.Refused
import dev.garganey.model.*
import dev.garganey.operation.*
import dev.garganey.testing.Workbench
import spock.lang.AutoCleanup
import spock.lang.Shared
import spock.lang.Specification

/** A rollback looks before it leaps: at the data that it would drop, and at the rows that what it puts back would meet. */
class RollbackGuardsSpec extends Specification {
    static final ColumnType INT = new ColumnType.Int()
    static final ColumnType TEXT = new ColumnType.Text()

    @Shared
    @AutoCleanup('closeAll')
    Benches benches = new Benches()

    def "#product: a column holds no data of its own while every row has #what"() {
        given:
        def bench = benches.clean(product)
        bench.apply(people())
        def before = bench.inspect()

        when:
        bench.undo(bench.apply([new AddColumn(USERS, added)]), [] as Set)

        then:
        bench.inspect() == before

        where:
        [product, added] << [Product.values(), [
            column('c'),
            column('c').withDefault(Optional.of(new Value.Text("it's"))),
            required('c', INT).withDefault(Optional.of(Value.of(-7))),
            required('c', TEXT).withDefault(Optional.of(Value.of(7))),
            required('c', new ColumnType.Bool()).withDefault(Optional.of(Value.of(true))),
            column('c', new ColumnType.Decimal(Optional.of(12), Optional.of(1))).withDefault(Optional.of(Value.of(1.50G))),
            column('c', new ColumnType.Date()).withDefault(Optional.of(Value.of('2024-02-29'))),
            column('c', new ColumnType.Json()).withDefault(Optional.of(Value.of('{"a": 1}'))),
            column('c', new ColumnType.Binary()).withDefault(Optional.of(new Value.Binary('00ff'))),
            column('c', INT).withGenerated(Optional.of(new Generated('age * 2', true))),
        ]].combinations()
        what = added.generated().map { 'what is computed' }.orElse(added.defaultValue().map { "the default $it" as String }.orElse('NULL'))
    }

    def "#product: one row with another value than the default is data"() {
        given:
        def bench = benches.clean(product)
        bench.apply(people())
        def plan = bench.apply([new AddColumn(USERS, column('c').withDefault(Optional.of(Value.of('x'))))])
        bench.execute("update users set c = 'X' where id = 2")

        when:
        bench.undo(plan, [] as Set)

        then:
        def e = thrown(Refused)
        e.message.endsWith('name it: --allow-data-loss users.c')

        when:
        bench.undo(plan, ['users.c'] as Set)

        then:
        bench.inspect().table(USERS).findColumn('c').empty

        where:
        product << Product.values()
    }

    def "SQLite: a value that only looks like the default to the column's collation is data"() {
        given:
        def bench = benches.clean(Product.SQLITE)
        bench.apply(people())
        def plan = bench.apply([new AddColumn(USERS, column('c').withCollation(Optional.of('NOCASE')).withDefault(Optional.of(Value.of('x'))))])
        bench.execute("update users set c = 'X' where id = 2")

        when:
        bench.undo(plan, [] as Set)

        then:
        thrown(Refused)
    }

    def "#product: what is lost is told by its name of now, and may be named by #name"() {
        given: 'a migration that adds a column and renames it and its table'
        def bench = benches.clean(product)
        bench.apply(people())
        def before = bench.inspect()
        def plan = bench.apply([new AddColumn(USERS, column('c')), new RenameColumn(USERS, 'c', 'd'), new RenameTable(USERS, 'persons')])
        bench.execute("update persons set d = 'data'")

        when:
        bench.undo(plan, [] as Set)

        then:
        def e = thrown(Refused)
        e.message.endsWith('--allow-data-loss persons.d')
        bench.inspect().findTable(USERS).empty

        when:
        bench.undo(plan, [name] as Set)

        then:
        bench.inspect() == before

        where:
        [product, name] << [Product.values(), ['persons.d', 'users.c']].combinations()
    }

    def "#product: a name that something else has now does not mean what gets it back"() {
        given: 'two columns that change their names'
        def bench = benches.clean(product)
        bench.apply(people())
        def plan = bench.apply([new AddColumn(USERS, column('c')), new RenameColumn(USERS, 'c', 'd'), new AddColumn(USERS, column('e')), new RenameColumn(USERS, 'e', 'c')])
        bench.execute("update users set d = 'data', c = 'other data'")

        when: 'only the one is named'
        bench.undo(plan, ['users.c'] as Set)

        then:
        def e = thrown(Refused)
        e.message.endsWith('--allow-data-loss users.d')

        where:
        product << Product.values()
    }

    def "#product refuses before it changes anything: #reason"() {
        given:
        def bench = benches.clean(product)
        bench.apply(people())
        def plan = bench.apply(operations)
        def after = bench.inspect()
        change.each { bench.execute(it) }
        def rows = bench.rows(after)

        when:
        bench.undo(plan, [] as Set)

        then:
        def e = thrown(Refused)
        e.message.contains("cannot succeed: $reason.")
        bench.inspect() == after
        bench.rows(after) == rows

        where:
        [product, row] << [Product.values(), [
            [[new DropColumn(USERS, 'code', false)], [],
             'users.code, which it puts back, is required, and 3 of the rows of users have nothing to put into it'],
            [[new DropColumn(USERS, 'code', false), new RenameTable(USERS, 'persons')], [],
             'persons.code, which it puts back, is required, and 3 of the rows of persons have nothing to put into it'],
            [[alter(USERS, 'code', new ColumnChange.Nullable(true))], ['update users set code = null where id > 1'],
             'users.code would be required again, and 2 of the rows of users hold none (NULL)'],
            [[new AddConstraint(USERS, Constraint.Unique.of('codes', ['code'])), new DropConstraint(USERS, ConstraintRef.named('codes'), false)], ['update users set code = 1 where id > 1'],
             'unique constraint `codes`, which it puts back, wants distinct values, and 3 rows of users have the same ones in `code`'],
            [[new CreateIndex(USERS, index('codes', true, 'code'), false), new DropIndex(ObjectName.of('codes'), false)], ['update users set code = 1 where id > 1'],
             'unique index `codes`, which it puts back, wants distinct values, and 3 rows of users have the same ones in `code`'],
            [[new DropConstraint(USERS, ConstraintRef.named('users_team_id_fkey'), false)], ['update users set team_id = 9 where id > 1'],
             'foreign key `users_team_id_fkey`, which it puts back, wants rows of teams that 2 of the rows of users refer to in vain'],
            [[new DropConstraint(USERS, ConstraintRef.named('users_team_id_fkey'), false), new DropTable(TEAMS, false)], ['update users set team_id = null where id > 1'],
             'foreign key `users_team_id_fkey`, which it puts back, wants rows of teams that 1 of the rows of users refer to in vain'],
        ]].combinations()
        (operations, change, reason) = row
    }

    static class Benches {
        Map<Product, Workbench> all = [:]

        Workbench clean(Product product) {
            def bench = all.computeIfAbsent(product) { Workbench.fresh(it) }
            bench.clear()
            bench
        }

        void closeAll() {
            all.values()*.close()
        }
    }
}
