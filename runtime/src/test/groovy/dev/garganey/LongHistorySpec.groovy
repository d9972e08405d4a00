package dev.garganey

import dev.garganey.dialect.Dialects
import dev.garganey.model.Product
import dev.garganey.testing.FaultyDialect
import dev.garganey.testing.SampleProject
import java.nio.file.Files
import spock.lang.Specification

/** Ten thousand migrations work, and what a run costs grows no faster than what it has to do. */
class LongHistorySpec extends Specification {

    List<Closure> garbage = []

    def cleanup() {
        garbage.each { it() }
    }

    def "ten thousand migrations: applied, looked at, checked and undone"() {
        given:
        def configuration = project(Product.SQLITE, 10_000)

        when: 'all are applied'
        def applied = counted(configuration) { it.apply(ApplyOptions.DEFAULT).done().size() }

        then: 'at a fixed number of calls each'
        applied.result == 10_001
        applied.calls < 10_001 * 25

        when: 'there is nothing to do'
        def idle = counted(configuration) { it.apply(ApplyOptions.DEFAULT).done() }
        def status = counted(configuration) { it.status().migrations()*.state().toSet() }
        def verified = counted(configuration) { it.verify().problems() }

        then: 'that takes a handful of queries'
        idle.result == []
        status.result == [MigrationState.APPLIED] as Set
        verified.result == []
        [idle, status, verified].every { it.calls <= 8 }

        when:
        def undone = counted(configuration) { it.rollback(steps(10_000)).done().size() }

        then:
        undone.result == 10_000
        undone.calls < 10_000 * 25
        counted(configuration) { it.history()*.id() }.result == ['00000_log']
    }

    def "#product: twice as many migrations cost twice as much at most, to #what"() {
        given: 'a folder, and one twice as long'
        def some = project(product, length)
        def twice = project(product, 2 * length)

        and: 'what comes before'
        [some, twice].each { configuration -> before.each { earlier -> counted(configuration, earlier) } }

        when:
        def one = counted(some, run)
        def two = counted(twice, run)

        then:
        two.calls <= 2 * one.calls
        two.questions.findAll { question, times -> times > 2 * one.questions[question] } == [:]

        where:
        [product, [what, before, run]] << [Product.values(), [
            ['plan', [], { it.plan(ApplyOptions.DEFAULT) }],
            ['apply', [], { it.apply(ApplyOptions.DEFAULT) }],
            ['apply as one', [], { it.apply(new ApplyOptions(Target.DEFAULT, true)) }],
            ['undo', [{ it.apply(ApplyOptions.DEFAULT) }], { it.rollback(LongHistorySpec.steps(10_000)) }],
            ['export', [], { it.export() }],
        ]].combinations()
        length = product == Product.SQLITE ? 514 : 60
    }

    def "#product: however long history is, as many queries tell that there is nothing to do, to #what"() {
        given:
        def some = project(product, 20)
        def many = project(product, 80)
        [some, many].each { configuration -> counted(configuration) { it.apply(ApplyOptions.DEFAULT) } }

        expect:
        counted(some, run).calls == counted(many, run).calls

        where:
        [product, [what, run]] << [Product.values(), [
            ['apply', { it.apply(ApplyOptions.DEFAULT).done() }],
            ['see the status', { it.status() }],
            ['verify', { it.verify() }],
            ['undo the last one', { it.rollback(LongHistorySpec.steps(1)) }],
        ]].combinations()
    }

    private Configuration project(Product product, int length) {
        def folder = Files.createTempDirectory('garganey-long-')
        garbage << { folder.toFile().deleteDir() }
        SampleProject.writeMany(folder, length)
        def database = SampleProject.database(product)
        garbage << { database.close() }
        SampleProject.configuration(database, folder)
    }

    private static RollbackOptions steps(int count) {
        new RollbackOptions(Target.steps(count), Set.of())
    }

    /** What a run yields, how many calls reached the database, and what the dialect was asked. */
    private static Map counted(Configuration configuration, Closure run) {
        def faulty = FaultyDialect.of(Dialects.accepting(configuration.target()), FaultyDialect.Mischief.NONE)
        def result = Garganey.open(configuration, faulty.dialect(), { }).withCloseable { run(it) }
        [result: result, calls: faulty.count(), questions: faulty.questions()]
    }
}
