package dev.garganey

import dev.garganey.compare.Comparison
import dev.garganey.dialect.Dialect
import dev.garganey.dialect.ScratchDatabase
import dev.garganey.diff.Answers
import dev.garganey.diff.Difference
import dev.garganey.model.Product
import dev.garganey.model.Schema
import dev.garganey.plan.MigrationPlan
import dev.garganey.scratch.Canonical
import dev.garganey.sql.SqlSplitter
import dev.garganey.testing.Workbench
import spock.lang.Requires
import spock.lang.Specification

import java.lang.reflect.InvocationHandler
import java.lang.reflect.InvocationTargetException
import java.lang.reflect.Proxy
import java.nio.file.Files
import java.nio.file.Path
import java.sql.SQLException

/**
 * The old and new states of other tools' tests: what differs is found, carries one database to the other,
 * and, undone, brings it back.
 *
 * They lie beside the repository, in ../shared/corpora/pairs. Every build takes each one out of a few;
 * -Dgarganey.pairs=all takes all, -Dgarganey.pairs=stripe,domains__ those whose name has one of these, and
 * -Dgarganey.pairs.report=FILE has what came of each written there.
 */
class PairsCorpusSpec extends Specification {
    static final Path PAIRS = ['../../shared/corpora', '../shared/corpora', System.getProperty('garganey.corpora.folder', '../shared/corpora')]
        .collect { Path.of(it, 'pairs') }.find { Files.isDirectory(it) }

    /** One of so many is taken where nothing else is said. */
    static final int SAMPLE = 5

    /** What is not carried yet, nor refused in time; its transaction is rolled back. */
    static final Map<String, String> OPEN = [
        'pgcodekeeper/chg_owner_grant'   : 'who owns an object is no part of a schema, and what grants mean depends on it',
        'stripe/partitioned_index__Add_primary_key_constraint_with_existing_matching_base-table_index_matching_non-local_index_exists_th':
            'an index and the key of a partition that is attached to it can only go together, by CASCADE',
    ]

    Workbench one
    Workbench other
    Workbench scratch

    def cleanup() {
        [one, other, scratch]*.close()
    }

    @Requires(value = { PAIRS != null }, reason = 'there is no ../shared/corpora/pairs beside the project')
    def "the differences of pairs from other tools carry one state to the other and back: #product"() {
        given:
        (one, other, scratch) = (1..3).collect { Workbench.fresh(product) }
        def results = new TreeMap<String, Result>()

        when:
        cases(product).each { name ->
            results[name] = tried(product, name)
            report(product, name, results[name])
        }
        println "PairsCorpusSpec, $product: ${results.values().countBy { it.outcome }}"

        then: 'what can be changed was, and what cannot was refused before anything else was done'
        results.findAll { it.value.outcome == Outcome.FAILED && !OPEN.containsKey(it.key) }.collect { "$it.key: $it.value.why".toString() } == []

        where:
        product << Product.values()
    }

    static enum Outcome {
        CARRIED, ONE_WAY, REFUSED, NOT_LOADED, FAILED
    }

    static record Result(Outcome outcome, String why) {
    }

    private static List<String> cases(Product product) {
        def folder = PAIRS.resolve(product.name().toLowerCase())
        def all = Files.walk(folder).withCloseable { files ->
            files.collect { folder.relativize(it).toString() }.findAll { it.endsWith('.old.sql') }.collect { it - '.old.sql' }.sort()
        }
        def wanted = System.getProperty('garganey.pairs')
        if (wanted == null) {
            return all.indexed().findAll { index, name -> index % SAMPLE == 0 }.values().toList()
        }
        wanted == 'all' ? all : all.findAll { name -> wanted.split(',').any { name.contains(it) } }
    }

    private Result tried(Product product, String name) {
        one = fresh(one)
        other = fresh(other)
        def file = PAIRS.resolve("${product.name().toLowerCase()}/$name")
        Schema old
        Schema wanted
        try {
            load(one, Path.of("${file}.old.sql"))
            load(other, Path.of("${file}.new.sql"))
            old = one.adopt()
            wanted = other.adopt()
        } catch (SQLException failure) {
            return new Result(Outcome.NOT_LOADED, failure.message.readLines()[0])
        }
        def done = []
        try {
            carry(old, wanted, done)
        } catch (Exception | AssertionError failure) {
            new Result(Outcome.FAILED, "$failure.message\n  ${done.join('\n  ')}".toString())
        }
    }

    private Result carry(Schema old, Schema wanted, List<String> done) {
        def comparison = new Comparison(one.dialect(), new Canonical(dialect(), one.target()))
        Difference found = comparison.between(old, wanted, Answers.UNASKED)
        done.addAll(found.operations()*.toString())
        if (found.refusals()) {
            def unsaid = found.refusals().findAll { it.contains('cannot be said in operations yet') }
            return new Result(unsaid ? Outcome.FAILED : Outcome.REFUSED, found.refusals().join('; '))
        }
        if (!found.operations()) {
            return left(comparison, one.inspect(), wanted, 'nothing was found but')
        }
        MigrationPlan plan = one.apply(found.operations())
        def there = left(comparison, one.inspect(), wanted, 'left to do')
        if (there.outcome == Outcome.FAILED) {
            return there
        }
        if (plan.irreversible().present) {
            return new Result(Outcome.ONE_WAY, plan.irreversible().get())
        }
        done << '-- back'
        done.addAll(plan.inverse()*.operation()*.toString())
        one.undo(plan, [contains: { true }] as Set)
        left(comparison, one.inspect(), old, 'left to do on the way back')
    }

    private static Result left(Comparison comparison, Schema found, Schema wanted, String what) {
        def left = comparison.between(found, wanted, Answers.UNASKED)
        left.isEmpty() ? new Result(Outcome.CARRIED, '') : new Result(Outcome.FAILED, "$what: ${(left.operations()*.toString() + left.refusals()).join('\n  ')}".toString())
    }

    private static Workbench fresh(Workbench used) {
        try {
            used.clear()
            if (used.adopt() == Schema.EMPTY) {
                return used
            }
        } catch (SQLException beyondClearing) {
            // A new one does.
        }
        used.close()
        Workbench.fresh(used.product())
    }

    /** What the product says, with one throwaway database for all that need one: to make one takes long. */
    private Dialect dialect() {
        def kept = [connection: { scratch.connection() }, clear: { scratch.empty() }, close: {}] as ScratchDatabase
        def product = scratch.dialect()
        Proxy.newProxyInstance(Dialect.classLoader, [Dialect] as Class[], { proxy, method, arguments ->
            if (method.name == 'scratch') {
                scratch = fresh(scratch)
                scratch.empty()
                return kept
            }
            try {
                method.invoke(product, arguments)
            } catch (InvocationTargetException failure) {
                throw failure.cause
            }
        } as InvocationHandler) as Dialect
    }

    /** Without rows, which only the product's own client can read. */
    private static void load(Workbench bench, Path file) {
        def text = Files.readString(file).replaceAll(/(?ims)^copy [^;]* from stdin;.*?^\\\.$/, '')
        SqlSplitter.split(text, bench.product().syntax()).each { bench.execute(it.text()) }
        if (bench.product() == Product.POSTGRESQL) {
            bench.execute('DISCARD ALL')
        }
    }

    private static void report(Product product, String name, Result result) {
        def file = System.getProperty('garganey.pairs.report')
        if (file) {
            new File(file).append("${result.outcome}\t$product\t$name\t${result.why.replace('\n', '\n    ')}\n")
        }
    }
}
