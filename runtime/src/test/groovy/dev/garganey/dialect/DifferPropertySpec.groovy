package dev.garganey.dialect

import dev.garganey.diff.Answers
import dev.garganey.diff.Differ
import dev.garganey.diff.Difference
import dev.garganey.diff.Likeness
import dev.garganey.model.Product
import dev.garganey.model.Schema
import dev.garganey.model.Table
import dev.garganey.testing.random.RandomHistory
import dev.garganey.testing.Workbench
import spock.lang.AutoCleanup
import spock.lang.Shared
import spock.lang.Specification

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

        expect:
        (1..PAIRS[product]).each { number ->
            long seed = SEED + number
            def (Schema a, Schema b) = pair(seed, product)
            bench.clear()
            bench.make(a)
            def before = bench.inspect()
            Difference found = Differ.diff(a, b, Answers.UNASKED, rules)
            check(seed, 'refused', found.refusals(), [])
            try {
                if (found.operations()) {
                    def plan = bench.apply(found.operations())
                    check(seed, 'what is folded', Likeness.differences(bench.recorded(), b), [])
                    def left = Differ.diff(bench.dialect().lower(bench.recorded()), bench.dialect().lower(b), Answers.UNASKED, rules)
                    check(seed, 'left to do', left.operations()*.describe() + left.refusals(), [])
                    if (product == Product.SQLITE) {
                        check(seed, 'the live schema', Likeness.differences(bench.inspect(), bench.dialect().lower(b)), [])
                    }
                    if (plan.irreversible().isEmpty() && !changesKind(a, b)) {
                        bench.undo(plan, [contains: { true }] as Set)
                        check(seed, 'what is live after undoing', Likeness.differences(bench.inspect(), before), [])
                    }
                } else {
                    check(seed, 'no operations', Likeness.differences(a, b), [])
                }
            } catch (Exception failure) {
                throw new AssertionError("seed $seed: $failure.message\n  ${found.operations().join('\n  ')}".toString(), failure)
            }
        }

        where:
        product << Product.values()
    }

    private static List<Schema> pair(long seed, Product product) {
        def history = new RandomHistory(seed, product)
        6.times { history.next() }
        def a = history.schema()
        if (seed % 2) {
            4.times { history.next() }
            return [a, history.schema()]
        }
        def other = new RandomHistory(seed + 500_000_000L, product)
        6.times { other.next() }
        [a, other.schema()]
    }

    /**
     * Whether a table without a rowid gets another key: looking at rows on the way back cuts its rebuild
     * in two, between which it would have none.
     */
    private static boolean changesKind(Schema a, Schema b) {
        a.tables().any { one ->
            def other = b.findTable(one.name())
            other.present && (keyed(one) || keyed(other.get())) && (keyed(one) != keyed(other.get()) || one.primaryKey() != other.get().primaryKey())
        }
    }

    private static boolean keyed(Table table) {
        table.options().containsKey('withoutRowid')
    }

    private static void check(long seed, String what, Object found, Object expected) {
        if (found != expected) {
            throw new AssertionError("seed $seed, $what: ${found instanceof List ? found.join('\n  ') : found}".toString())
        }
    }
}
