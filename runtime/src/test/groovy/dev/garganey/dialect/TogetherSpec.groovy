package dev.garganey.dialect

import static dev.garganey.testing.Things.*

import dev.garganey.model.*
import dev.garganey.operation.*
import dev.garganey.testing.Workbench
import spock.lang.AutoCleanup
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.Timeout

/** What the operations of one migration must not do to each other; random histories found each of these. */
class TogetherSpec extends Specification {
    @Shared
    @AutoCleanup
    Workbench sqlite = Workbench.fresh(Product.SQLITE)

    @Shared
    @AutoCleanup
    Workbench postgresql = Workbench.fresh(Product.POSTGRESQL)

    def "#product: rows get the default that a column was added with, whatever it is altered to"() {
        given:
        def bench = peopled(product)

        when:
        bench.apply([
            new AddColumn(USERS, required('c', new ColumnType.Text()).withDefault(Optional.of(Value.of('first')))),
            new AlterColumn(USERS, 'c', [new ColumnChange.Nullable(true), new ColumnChange.Default(Optional.of(Value.of('later')))]),
        ])

        then:
        bench.column('select c from users') == ['first'] * 3

        where:
        product << Product.values()
    }

    def "#product: a key is added after a backfill that commits by itself"() {
        given:
        def bench = peopled(product)
        def before = bench.inspect()

        when:
        def plan = bench.apply([
            new AddColumn(USERS, column('boss_id', new ColumnType.BigInt())),
            new Backfill(USERS, [boss_id: Value.of(1)], Optional.empty(), 2, 0),
            new AddConstraint(USERS, Constraint.ForeignKey.of('boss', ['boss_id'], USERS, ['id'])),
        ])

        then:
        bench.inspect().table(USERS).foreignKeys()*.name().contains(Optional.of('boss'))

        when:
        bench.undo(plan, ['users.boss_id'] as Set)

        then:
        bench.inspect() == before

        where:
        product << Product.values()
    }

    def "#product: a table whose checks are deferred is filled, altered, and dropped with its rows"() {
        given:
        def bench = peopled(product)
        def before = bench.inspect()
        def pets = keyed(table('pets', column('owner_id', new ColumnType.BigInt())))
            .plus(Constraint.ForeignKey.of('owner', ['owner_id'], USERS, ['id']).withDeferral(Deferral.INITIALLY_DEFERRED))

        when:
        def plan = bench.apply([
            new CreateTable(pets),
            new Insert(ObjectName.of('pets'), [[id: Value.of(1), owner_id: Value.of(2)]]),
            new AddColumn(ObjectName.of('pets'), column('name')),
        ])
        bench.undo(plan, [] as Set)

        then:
        bench.inspect() == before

        where:
        product << Product.values()
    }

    def "#product keeps two unique constraints that say the same"() {
        given:
        def bench = peopled(product)
        def twice = table('t', column('a')).plus(Constraint.Unique.of('one', ['a'])).plus(Constraint.Unique.of('other', ['a']))

        when:
        bench.apply([new CreateTable(twice)])

        then:
        bench.inspect().table(twice.name()).constraints()*.name()*.get() as Set == ['one', 'other'] as Set

        where:
        product << Product.values()
    }

    def "#product: a key that does not require its columns comes back as it was"() {
        given: 'a column that a key needs, and that may be NULL on SQLite'
        def bench = peopled(product)
        def loose = table('t', column('a'), column('b')).plus(Constraint.PrimaryKey.of('k', ['a', 'b']))
        bench.apply([new CreateTable(loose)])
        def before = bench.inspect()

        when:
        bench.undo(bench.apply([new DropConstraint(loose.name(), ConstraintRef.named('k'), false)]), [] as Set)

        then:
        bench.inspect() == before

        where:
        product << Product.values()
    }

    def "#product: what would not find its rows again is not undone"() {
        given: 'a table without a key, whose rows are known by all their values'
        def bench = peopled(product)
        bench.apply([new CreateTable(table('t', column('a'), column('b')))])

        expect:
        bench.plan([new Insert(ObjectName.of('t'), [[a: Value.of('x'), b: Value.of('y')]]), new DropColumn(ObjectName.of('t'), 'b', false)])
            .irreversible().get().endsWith('a row inserted into t is known by its b, which is dropped later on')

        where:
        product << Product.values()
    }

    def "#product: rows that go with their table need not be found again"() {
        given:
        def bench = peopled(product)
        def before = bench.inspect()

        when:
        bench.undo(bench.apply([
            new CreateTable(table('t', column('a'), column('b'))),
            new Insert(ObjectName.of('t'), [[a: Value.of('x'), b: Value.of('y')]]),
            new DropColumn(ObjectName.of('t'), 'b', false),
        ]), ['t'] as Set)

        then:
        bench.inspect() == before

        where:
        product << Product.values()
    }

    @Timeout(60)
    def "#product: a backfill comes to its end along a key of #type.class.simpleName"() {
        given:
        def bench = peopled(product)
        def name = ObjectName.of('t')
        bench.apply([
            new CreateTable(table('t', required('k', type), column('a')).plus(Constraint.PrimaryKey.of('pk', ['k']))),
            new Insert(name, values.collect { [k: it] }),
        ])

        when:
        bench.apply([new Backfill(name, [a: Value.of('done')], Optional.empty(), 2, 0)])

        then:
        bench.column('select a from t') == ['done'] * values.size()

        where:
        [product, key] << [Product.values(), [
            [new ColumnType.Binary(), ['00', '0102', 'ff00', 'ffff', ''].collect { new Value.Binary(it) }],
            [new ColumnType.DoublePrecision(), ['0.1 + 0.2', '1e300', '-2.5', '3', '1.0 / 3.0'].collect { new Value.Expression("cast($it as double precision)") }],
            [new ColumnType.Text(), ['', 'b', "it's", 'Ü', '1'].collect { Value.of(it) }],
            [new ColumnType.Decimal(Optional.of(12), Optional.of(4)), [0.1, 1.5, -3, 12345678.9876, 7].collect { Value.of(it) }],
            [new ColumnType.Timestamp(Optional.empty()), (1..5).collect { Value.of("2024-02-0$it 10:20:30.5") }],
        ]].combinations()
        (type, values) = key
    }

    private Workbench peopled(Product product) {
        def bench = product == Product.SQLITE ? sqlite : postgresql
        bench.clear()
        bench.apply(people())
        bench
    }
}
