package dev.garganey.dialect

import dev.garganey.diff.Creation
import dev.garganey.execute.StatementFailed
import dev.garganey.model.Constraint
import dev.garganey.model.Product
import dev.garganey.model.Schema
import dev.garganey.operation.*
import dev.garganey.plan.MigrationPlan
import dev.garganey.testing.RandomHistory
import dev.garganey.testing.Workbench
import spock.lang.AutoCleanup
import spock.lang.Shared
import spock.lang.Specification

/**
 * What holds for any history of valid migrations, drawn at random. The seed is in the name of each
 * history; -Dgarganey.seed=N draws the same ones again.
 */
class HistoryPropertySpec extends Specification {

    /** A fixed seed, so that a build says the same twice; -Dgarganey.seed draws other histories. */
    static final long SEED = Long.getLong('garganey.seed', 399_158_519L)
    static final int MIGRATIONS = 10
    static final Map<Product, Integer> HISTORIES = [
        (Product.SQLITE)    : Integer.getInteger('garganey.histories.sqlite', 200),
        (Product.POSTGRESQL): Integer.getInteger('garganey.histories.postgresql', 15),
    ]

    @Shared
    Map<Product, Workbench> lives = [:]

    @Shared
    Map<Product, Workbench> twins = [:]

    def setupSpec() {
        println "HistoryPropertySpec: -Dgarganey.seed=$SEED"
    }

    def cleanupSpec() {
        (lives.values() + twins.values())*.close()
    }

    def "#product lives through history #seed, and back"() {
        given:
        def life = clean(lives, product)
        def history = new RandomHistory(seed, product)
        List<Past> past = []

        when: 'migrations are applied one after another'
        MIGRATIONS.times {
            def before = new Past(schema: life.inspect(), model: life.recorded(), rows: life.rows(life.recorded()))
            def operations = history.next()
            try {
                before.plan = life.apply(operations)
            } catch (Exception failure) {
                throw new AssertionError("Migration ${it + 1} of seed $seed failed: ${operations.join('\n  ')}".toString(), failure)
            }
            past << before
            assertSame(life.recorded(), history.schema(), "the fold of what ran")
            assertSame(comparable(life.inspect(), product), comparable(twin(product, history.schema()), product), "the live schema after ${operations.join('\n  ')}")
            if (product == Product.SQLITE) {
                // It keeps every word; a server that does not is compared with a twin alone.
                assertSame(life.inspect(), life.dialect().lower(history.schema()), "the live schema, in the product's words, after ${operations.join('\n  ')}")
            }
        }

        and: 'undone, last one first, as far as there is a way back'
        boolean complete = true
        for (before in past.reverse()) {
            if (before.plan.irreversible().isPresent()) {
                break
            }
            // Names change on the way back, so everything may go.
            def all = [contains: { true }] as Set
            try {
                life.undo(before.plan, all)
            } catch (StatementFailed impossible) {
                // A column that was required, dropped and is wanted back has no values for the rows.
                assert impossible.message.contains('NOT NULL')
                break
            } catch (Exception failure) {
                throw new AssertionError("Undoing ${before.plan.id()} of seed $seed failed: ${before.plan.inverse()*.operation().join('\n  ')}".toString(), failure)
            }
            complete &= before.isKept()
            assertSame(parts(comparable(life.recorded(), product)), parts(comparable(before.model, product)), "the fold of the inverse of ${before.plan.steps()*.operation()}")
            assertSame(parts(comparable(life.inspect(), product)), parts(comparable(before.schema, product)), "the live schema after the inverse of ${before.plan.steps()*.operation()}")
            assertSame(comparable(life.inspect(), product), comparable(twin(product, life.recorded()), product), "the live schema and its fold after the inverse of ${before.plan.steps()*.operation()}")
            if (!complete) {
                // What a drop took away stays away, so a column may be empty that was required once.
                break
            }
            assertSame(life.rows(life.recorded()), before.rows, "the rows after the inverse of ${before.plan.steps()*.operation()}")
        }

        then:
        noExceptionThrown()

        where:
        [product, seed] << Product.values().collectMany { p -> (1..HISTORIES[p]).collect { [p, SEED + it] } }
    }

    def "any schema can be made from nothing, and shows as what was asked for"() {
        given:
        def histories = (1..HISTORIES[product]).collect { seed ->
            def history = new RandomHistory(SEED - seed, product)
            8.times { history.next() }
            history.schema()
        }

        expect:
        histories.each { schema ->
            assertSame(parts(Workbench.folded(Schema.EMPTY, Workbench.steps(Creation.of(schema)))), parts(schema), 'the fold of its creation')
            assertSame(parts(comparable(clean(twins, product).make(schema), product)), parts(comparable(twins[product].dialect().lower(schema), product)), 'the live schema')
        }

        where:
        product << Product.values()
    }

    /** Past is what there was before a migration. */
    static class Past {
        Schema schema
        Schema model
        Map<String, List<String>> rows
        MigrationPlan plan

        /** Whether undoing it brings back every row: nothing that it drops holds any. */
        boolean isKept() {
            plan.steps()*.operation().every { !(it instanceof DropTable || it instanceof DropColumn) }
        }
    }

    private static void assertSame(Object actual, Object expected, String what) {
        if (actual != expected) {
            throw new AssertionError("It is not $what:\n  ${difference(actual, expected)}".toString())
        }
    }

    private static String difference(Object actual, Object expected) {
        def left = lines(actual)
        def right = lines(expected)
        (left - right).collect { "is:        $it" }.join('\n  ') + '\n  ' + (right - left).collect { "should be: $it" }.join('\n  ')
    }

    private static List<String> lines(Object value) {
        value instanceof Schema ? (value.tables() + value.views() + value.sequences() + value.enums())*.toString() + ["open: ${value.isOpen()}".toString()]
            : value instanceof Map ? value.collect { it.toString() } : value.collect { it.toString() }
    }

    /** A schema without the order of the parts of its tables, which a column put back has lost. */
    private static Set parts(Schema schema) {
        (schema.tables().collect { [it.name(), it.columns() as Set, it.constraints() as Set, it.indexes() as Set, it.options()] } + schema.views()) as Set
    }

    /** What is put back from the live schema is in the words of a server that rewrites queries. */
    private static Schema comparable(Schema schema, Product product) {
        product == Product.SQLITE ? schema : withoutViews(schema).tables().inject(withoutViews(schema)) { rest, table ->
            rest.with(table.withConstraints(table.constraints().collect { plain(it) }.unique { it instanceof Constraint.Unique ? it.columns() : it }))
        }
    }

    /** The server takes needless quotes away; two equal unique constraints of one CREATE TABLE become one. */
    private static Constraint plain(Constraint constraint) {
        constraint instanceof Constraint.Check ? Constraint.Check.of(constraint.name().orElse(''), constraint.expression().replace('"', '')) : constraint
    }

    /** PostgreSQL has its own words for queries. */
    private static Schema withoutViews(Schema schema) {
        schema.views().inject(schema) { rest, view -> rest.without(view) }
    }

    private Schema twin(Product product, Schema schema) {
        clean(twins, product).make(schema)
    }

    private static Workbench clean(Map<Product, Workbench> benches, Product product) {
        def bench = benches.computeIfAbsent(product) { Workbench.fresh(it) }
        bench.clear()
        bench
    }
}
