package dev.garganey.dialect

import dev.garganey.model.Product
import dev.garganey.model.Schema
import dev.garganey.operation.Operation
import dev.garganey.testing.OperationCase
import dev.garganey.testing.OperationCases
import dev.garganey.testing.Workbench
import spock.lang.AutoCleanup
import spock.lang.Shared
import spock.lang.Specification

/** Every operation lives its life on real databases: applied, undone, applied again. */
class DialectContractSpec extends Specification {

    @Shared
    Map<Product, Workbench> lives = [:]

    @Shared
    Map<Product, Workbench> twins = [:]

    @Shared
    Map<List, Schema> known = [:]

    def cleanupSpec() {
        (lives.values() + twins.values())*.close()
    }

    def "#product can #each"() {
        given: 'a database with something in it'
        def life = clean(lives, product)
        if (each.setup()) {
            life.apply(each.setup())
        }
        def before = life.inspect()
        def rows = life.rows(before)

        expect: 'it shows what another database of the same schema shows'
        before == twin(product, life.recorded())

        when: 'the operation is applied'
        def plan = life.apply([each.operation()])
        def after = life.inspect()
        def changed = life.rows(after)
        def folded = life.recorded()

        then: 'so does it now'
        folded.isOpen() || after == twin(product, folded)

        and: 'that is what the operation says, in the words of the product'
        folded.isOpen() || each.rewritten() || after == life.dialect().lower(folded)

        and: 'there is a way back where there should be'
        plan.inverse().isEmpty() == each.oneWay()

        when: 'it is undone'
        if (!each.oneWay()) {
            life.undo(plan, allowed(before, after))
        }

        then: 'schema and rows are those of before'
        each.oneWay() || each.reordered() || life.inspect() == before
        each.oneWay() || !(each.reordered() || lossless(each)) || unordered(life.inspect()) == unordered(before)
        each.oneWay() || !lossless(each) || life.rows(before) == rows

        when: 'it is applied again'
        if (!each.oneWay()) {
            life.apply([each.operation()])
        }

        then: 'all is as it was after the first time'
        each.oneWay() || life.inspect() == after
        each.oneWay() || !lossless(each) || life.rows(after) == changed

        where:
        [product, each] << Product.values().collectMany { p -> OperationCases.all().findAll { p in it.products() }.collect { [p, it] } }
    }

    def "every kind of operation has a case, and every product has cases of its own"() {
        given:
        def cases = OperationCases.all()

        expect:
        Operation.permittedSubclasses.findAll { kind -> !cases.any { kind.isInstance(it.operation()) } } == []
        Product.values().every { p -> cases.any { it.products() == [p] as Set } }
        cases.collectMany { c -> c.products().collect { [it, c.name()] } }.countBy { it }.findAll { it.value > 1 } == [:]
    }

    /** What the catalogue shows of that schema when it is made from nothing. */
    private Schema twin(Product product, Schema schema) {
        known.computeIfAbsent([product, schema]) { clean(twins, product).make(schema) }
    }

    private static Workbench clean(Map<Product, Workbench> benches, Product product) {
        def bench = benches.computeIfAbsent(product) { Workbench.fresh(it) }
        bench.clear()
        bench
    }

    /** What a drop takes away does not come back. */
    private static boolean lossless(OperationCase each) {
        !each.operation().class.simpleName.startsWith('Drop')
    }

    /** The tables and columns that undoing takes away. */
    private static Set<String> allowed(Schema before, Schema after) {
        (after.tables()*.name()*.toString() + after.tables().collectMany { t -> t.columns().collect { "${t.name()}.${it.name()}".toString() } }) as Set
    }

    private static unordered(Schema schema) {
        schema.tables().collect { [it.name(), it.columns() as Set, it.constraints() as Set, it.indexes() as Set, it.triggers() as Set, it.options()] } as Set
    }
}
