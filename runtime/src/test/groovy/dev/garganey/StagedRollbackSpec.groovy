package dev.garganey

import dev.garganey.execute.ExecutionEvent
import dev.garganey.execute.Refused
import dev.garganey.model.Product
import dev.garganey.testing.Project
import spock.lang.AutoCleanup
import spock.lang.Specification

/** A rollback of several stages looks before the first one, and again in each that drops. */
class StagedRollbackSpec extends Specification {

    @AutoCleanup
    Project project = Project.on(Product.POSTGRESQL)

    def setup() {
        project.file('001_t.groovy', "up { $made }")
        apply()
    }

    static final String made = "createTable('a') { id() }; createTable('b') { id(); text('n') }; createIndex('b', 'n').concurrently()"

    def "rows that are there keep all of it from being undone"() {
        given:
        project.execute('insert into a default values')

        when:
        rollback([] as Set)

        then:
        def e = thrown(Refused)
        e.message.contains('Nothing of it was rolled back')
        project.column("select indexname from pg_indexes where indexname = 'b_n_idx'") == ['b_n_idx']
    }

    def "rows that come between two stages are seen, and the next run goes on once they are named"() {
        when: 'a row comes when the index is gone'
        rollback([] as Set) { event ->
            if (event instanceof ExecutionEvent.StatementFinished && event.statement().action().text().contains('DROP INDEX')) {
                project.execute('insert into a default values')
            }
        }

        then:
        def e = thrown(Refused)
        e.message == 'Rolling back 001_t would drop data in a. What came before this is undone already; the next run goes on there. If that data may go, name it: --allow-data-loss a'
        project.column('select count(*) from a') == ['1']

        when: 'nobody named it'
        rollback([] as Set)

        then:
        thrown(Refused)

        when:
        rollback(['a'] as Set)

        then:
        project.column("select tablename from pg_tables where tablename in ('a', 'b')") == []
        project.column('select id from garganey_history') == []
        project.column('select migration from garganey_journal') == []
    }

    def "rows of a table that it does not change on the way are seen before the first stage"() {
        given:
        project.file('002_u.groovy', """transactional false
            up { createTable('u') { id() }; createTable('v') { id(); text('n') }; insert 'v', n: 'seed' }""")
        apply()
        project.execute('insert into u default values')

        when:
        rollback([] as Set)

        then:
        def e = thrown(Refused)
        e.message.contains('would drop data in u. Nothing of it was rolled back')
        project.column('select n from v') == ['seed']
    }

    private void apply() {
        Garganey.open(project.configuration()) { }.withCloseable { it.apply(ApplyOptions.DEFAULT) }
    }

    private void rollback(Set<String> allowed, Closure<?> listener = { }) {
        Garganey.open(project.configuration()) { listener(it) }.withCloseable { it.rollback(new RollbackOptions(Target.DEFAULT, allowed)) }
    }
}
