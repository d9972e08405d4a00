package dev.garganey

import dev.garganey.compare.Comparison
import dev.garganey.diff.Answers
import dev.garganey.diff.Creation
import dev.garganey.model.Product
import dev.garganey.model.Schema
import dev.garganey.operation.Operation
import dev.garganey.scratch.Canonical
import dev.garganey.script.MigrationFolder
import dev.garganey.script.OperationRenderer
import dev.garganey.script.ScriptContext
import dev.garganey.script.ScriptLoader
import dev.garganey.sql.SqlSplitter
import dev.garganey.testing.Workbench
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir

import java.nio.file.Files
import java.nio.file.Path

/**
 * Small pairs of schemas, each for something that makes a change hard: what differs is written, read again,
 * applied, undone and applied once more, and either state can be made from nothing.
 *
 * They are the files in pairs, beside this specification's package: after a line {@code -- # title} the old
 * state, rows included, and after {@code -- to} the new one. -Dgarganey.change=words takes those whose title
 * has them.
 */
class ChangePairsSpec extends Specification {
    @Shared
    Map<Product, List<Workbench>> benches = [:]

    @TempDir
    Path folder

    def cleanupSpec() {
        benches.values().flatten()*.close()
    }

    def "#product: #title"() {
        given:
        def (Workbench bench, Workbench other) = benches.computeIfAbsent(product) { (1..2).collect { Workbench.fresh(product) } }
        [bench, other]*.clear()
        def wanted = loaded(other, to)
        def before = loaded(bench, from)
        def comparison = new Comparison(bench.dialect(), new Canonical(bench.dialect(), bench.target()))

        when: 'what differs is found and written'
        def found = comparison.between(before, wanted, Answers.UNASKED)

        then:
        found.refusals() == []
        written(product, found.operations()) == found.operations()

        when: 'it is applied'
        def plan = bench.apply(found.operations())

        then: 'nothing is left to do'
        left(comparison, bench.inspect(), wanted) == []

        when: 'it is undone, where that is possible'
        if (plan.irreversible().empty) {
            bench.undo(plan, [contains: { true }] as Set)
            assert left(comparison, bench.inspect(), before) == []
            bench.apply(found.operations())
        }

        then: 'and done again'
        left(comparison, bench.inspect(), wanted) == []

        when: 'both are made from nothing'
        def made = [before, wanted].collect { schema ->
            other.clear()
            left(comparison, other.make(schema), schema)
        }

        then:
        made == [[], []]

        where:
        [product, title, from, to] << pairs()
    }

    private static Schema loaded(Workbench bench, String sql) {
        SqlSplitter.split(sql, bench.product().syntax()).each { bench.execute(it.text()) }
        bench.adopt()
    }

    private static List<String> left(Comparison comparison, Schema found, Schema wanted) {
        def left = comparison.between(found, wanted, Answers.UNASKED)
        left.operations()*.toString() + left.refusals()
    }

    /** The operations as a script says them. */
    private List<Operation> written(Product product, List<Operation> operations) {
        if (!operations) {
            return operations
        }
        def place = Files.createTempDirectory(folder, 'migrations')
        Files.writeString(place.resolve('001_change.groovy'), OperationRenderer.migration(Optional.empty(), operations, Optional.empty()))
        new ScriptLoader(new ScriptContext(product, { Optional.empty() }, folder)).evaluate(MigrationFolder.read(place).files())[0].up()*.operation()
    }

    private static List<List> pairs() {
        def wanted = System.getProperty('garganey.change', '')
        ['postgresql-columns', 'postgresql-objects', 'sqlite'].collectMany { name ->
            def product = Product.values().find { name.startsWith(it.name().toLowerCase()) }
            def text = ChangePairsSpec.getResource("pairs/${name}.sql").getText('UTF-8')
            text.split(/(?m)^-- # /).drop(1).collect { part ->
                def (title, states) = part.split(/\n/, 2)
                def (from, to) = states.split(/(?m)^-- to$/, 2)
                [product, title, from, to]
            }
        }.findAll { it[1].contains(wanted) }
    }
}
