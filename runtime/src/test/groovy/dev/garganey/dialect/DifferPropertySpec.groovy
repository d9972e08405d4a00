package dev.garganey.dialect

import dev.garganey.diff.Answers
import dev.garganey.diff.Differ
import dev.garganey.diff.Difference
import dev.garganey.diff.Likeness
import dev.garganey.model.Product
import dev.garganey.model.Schema
import dev.garganey.model.Table
import dev.garganey.execute.Refused
import dev.garganey.execute.StatementFailed
import dev.garganey.operation.Insert
import dev.garganey.plan.MigrationPlan
import dev.garganey.testing.random.RandomHistory
import dev.garganey.testing.Workbench
import spock.lang.Shared
import spock.lang.Specification

import java.sql.SQLException

/**
 * What holds for the difference of any two schemas, drawn at random; -Dgarganey.seed=N draws the
 * same ones again.
 */
class DifferPropertySpec extends Specification {

    static final long SEED = Long.getLong('garganey.seed', System.getenv('CI') ? 20_000_000L : System.nanoTime() % 1_000_000_000L)
    static final Map<Product, Integer> PAIRS = [
        (Product.SQLITE)    : Integer.getInteger('garganey.pairs.sqlite', 300),
        (Product.POSTGRESQL): Integer.getInteger('garganey.pairs.postgresql', 30),
    ]

    @Shared
    Map<Product, Workbench> benches = [:]

    def setupSpec() {
        println "DifferPropertySpec: -Dgarganey.seed=$SEED"
    }

    def cleanupSpec() {
        benches.values()*.close()
    }

    def "the difference of two schemas carries one to the other and, undone, back: #product"() {
        given:
        def bench = benches.computeIfAbsent(product) { Workbench.fresh(it) }
        def rules = bench.dialect().diffRules()

        and: 'the number of times that the rows there were did not allow it'
        int stopped = 0

        expect:
        (1..PAIRS[product]).each { number ->
            long seed = SEED + number
            def (Schema a, Schema b, List<Insert> rows) = pair(seed, product)
            bench.clear()
            bench.make(a)
            def before = bench.inspect()
            Difference found = Differ.diff(a, b, Answers.UNASKED, rules)
            check(seed, 'refused', found.refusals(), [])
            try {
                if (found.operations()) {
                    fill(bench, rows)
                    def kept = surviving(a, b)
                    def held = bench.rows(kept)
                    def plan = attempted(bench, a) { bench.apply(found.operations()) }
                    if (plan == null) {
                        // The rows do not allow what is wanted: without them it can be done.
                        stopped++
                        bench.clear()
                        bench.make(a)
                        held = bench.rows(kept)
                        plan = bench.apply(found.operations())
                    }
                    check(seed, 'rows after', bench.rows(kept), held)
                    check(seed, 'what is folded', Likeness.differences(bench.recorded(), b), [])
                    def left = Differ.diff(bench.dialect().lower(bench.recorded()), bench.dialect().lower(b), Answers.UNASKED, rules)
                    check(seed, 'left to do', left.operations()*.describe() + left.refusals(), [])
                    if (product == Product.SQLITE) {
                        check(seed, 'the live schema', Likeness.differences(bench.inspect(), bench.dialect().lower(b)), [])
                    }
                    if (plan.irreversible().isEmpty()) {
                        if (attempted(bench, b) { bench.undo(plan, [contains: { true }] as Set) } == null) {
                            stopped++
                            empty(bench, b)
                            held = bench.rows(kept)
                            bench.undo(plan, [contains: { true }] as Set)
                        }
                        check(seed, 'rows after undoing', bench.rows(kept), held)
                        check(seed, 'what is live after undoing', Likeness.differences(bench.inspect(), before), [])
                    }
                } else {
                    check(seed, 'no operations', Likeness.differences(a, b), [])
                }
            } catch (Exception failure) {
                throw new AssertionError("seed $seed: $failure.message\n  ${found.operations().join('\n  ')}".toString(), failure)
            }
        }
        stopped < PAIRS[product] * 2

        where:
        product << Product.values()
    }

    private static List<Schema> pair(long seed, Product product) {
        def history = new RandomHistory(seed, product)
        6.times { history.next() }
        def a = history.schema()
        def rows = history.rows(3)
        if (seed % 2) {
            4.times { history.next() }
            return [a, history.schema(), rows]
        }
        def other = new RandomHistory(seed + 500_000_000L, product)
        6.times { other.next() }
        [a, other.schema(), rows]
    }

    /** Puts rows in; those that a check or key refuses stay out. */
    private static void fill(Workbench bench, List<Insert> rows) {
        rows.each { row ->
            try {
                bench.dialect().statements(Workbench.steps([row]), bench.recorded()).each { bench.execute(it.action().text()) }
            } catch (SQLException refused) {
                assert isOfRows(refused)
            }
        }
    }

    private static void empty(Workbench bench, Schema schema) {
        if (bench.product() == Product.SQLITE) {
            bench.execute('PRAGMA foreign_keys = off')
            schema.tables().each { bench.execute("DELETE FROM ${bench.dialect().quote(it.name())}") }
            bench.execute('PRAGMA foreign_keys = on')
        } else if (schema.tables()) {
            bench.execute("TRUNCATE ${schema.tables().collect { bench.dialect().quote(it.name()) }.join(', ')}")
        }
    }

    /** The columns that both have and store alike. */
    private static Schema surviving(Schema a, Schema b) {
        def kept = a.tables().collectMany { table ->
            def other = b.findTable(table.name())
            def columns = table.columns().findAll { column ->
                other.flatMap { it.findColumn(column.name()) }
                    .filter { it.type() == column.type() && column.generated().isEmpty() && it.generated().isEmpty() }.present
            }
            columns ? [Table.of(table.name(), columns)] : []
        }
        kept.inject(Schema.EMPTY) { schema, table -> schema.with(table) }
    }

    /** What it gives; null if the rows stood in its way, and then they must be as they were. */
    private static MigrationPlan attempted(Workbench bench, Schema schema, Closure<MigrationPlan> action) {
        def held = bench.rows(schema)
        try {
            action()
        } catch (Refused | StatementFailed failure) {
            if (failure.cause instanceof SQLException && !isOfRows(failure.cause)) {
                throw failure
            }
            assert bench.rows(schema) == held
            null
        }
    }

    private static boolean isOfRows(SQLException failure) {
        failure.SQLState?.matches('(22|23)...') || ['_CONSTRAINT', '_MISMATCH', 'Cannot add a NOT NULL column'].any { failure.message.contains(it) }
    }

    private static void check(long seed, String what, Object found, Object expected) {
        if (found != expected) {
            throw new AssertionError("seed $seed, $what: ${found instanceof List ? found.join('\n  ') : found}".toString())
        }
    }
}
