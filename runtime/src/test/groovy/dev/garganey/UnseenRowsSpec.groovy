package dev.garganey

import dev.garganey.execute.Refused
import dev.garganey.model.Product
import dev.garganey.testing.Project
import spock.lang.AutoCleanup
import spock.lang.Specification

import java.util.concurrent.TimeUnit

/** PostgreSQL: a rollback sees the rows that others are about to commit, and knows when policies hide some. */
class UnseenRowsSpec extends Specification {

    @AutoCleanup
    Project project = Project.on(Product.POSTGRESQL)

    def "what another transaction is about to commit is seen: #what"() {
        given:
        project.file('001_t.groovy', "up { createTable('t') { id(); text('n') } }")
        project.file('002_more.groovy', "up { $up }")
        apply()
        project.execute("insert into t (n) values ('before')")
        def app = project.connect()
        app.autoCommit = false
        app.createStatement().execute(write)

        when: 'the application commits while the rollback waits for it'
        def committing = Thread.start {
            awaitWaiting()
            app.commit()
            app.close()
        }
        rollback()

        then:
        def e = thrown(Refused)
        e.message.endsWith("--allow-data-loss $name")
        project.column(kept) == ['in flight']

        cleanup:
        committing?.join()

        where:
        what       | up                                                 | write                                  || name        | kept
        'a row'    | "createTable('u') { id(); text('n') }"             | "insert into u (n) values ('in flight')" || 'u'         | 'select n from u'
        'a value'  | "addColumn('t') { text('w') }"                     | "update t set w = 'in flight'"         || 't.w'       | 'select w from t'
        'a longer' | "alterColumn('t', 'n') { type varchar(20) }; alterColumn('t', 'n') { type text() }; createTable('v') { text('n') }" | "insert into v values ('in flight')" || 'v' | 'select n from v'
    }

    def "rows that a policy hides from the one who rolls back are not taken for none"() {
        given:
        def user = "garganey_rls_${System.nanoTime()}"
        project.execute("create role $user login password 'p'", "grant all on schema public to $user")
        def configuration = project.configurationOf(user, 'p')
        project.file('001_t.groovy', "up { createTable('t') { id(); text('n') } }")
        Garganey.open(configuration) { }.withCloseable { it.apply(ApplyOptions.DEFAULT) }
        project.execute("insert into t (n) values ('hidden')", 'alter table t enable row level security', 'alter table t force row level security')

        when:
        Garganey.open(configuration) { }.withCloseable { it.rollback(new RollbackOptions(Target.DEFAULT, [] as Set)) }

        then:
        def e = thrown(Refused)
        e.message.contains('may drop data in t, but whether there is any cannot be seen: row-level security hides rows')
        project.column('select n from t') == ['hidden']

        when:
        Garganey.open(configuration) { }.withCloseable { it.rollback(new RollbackOptions(Target.DEFAULT, ['t'] as Set)) }

        then:
        project.column("select 1 from pg_tables where tablename = 't'") == []

        cleanup:
        project.execute("drop owned by $user cascade", "drop role $user")
    }

    /** Whether anybody in this database waits for a lock. */
    private void awaitWaiting() {
        def deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20)
        while (project.column('select 1 from pg_locks l join pg_database d on d.oid = l.database where not granted and datname = current_database()').empty && System.nanoTime() < deadline) {
            Thread.sleep(10)
        }
    }

    private void apply() {
        Garganey.open(project.configuration()) { }.withCloseable { it.apply(ApplyOptions.DEFAULT) }
    }

    private void rollback(String... allowed) {
        Garganey.open(project.configuration()) { }.withCloseable { it.rollback(new RollbackOptions(Target.DEFAULT, allowed as Set)) }
    }
}
