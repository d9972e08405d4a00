package dev.garganey

import dev.garganey.execute.StatementFailed
import dev.garganey.model.Product
import dev.garganey.testing.Project
import spock.lang.AutoCleanup
import spock.lang.Specification

/** What a migration says to its session holds for all of it, whoever finishes it, and for no other one. */
class SessionStateSpec extends Specification {

    @AutoCleanup
    Project project

    def "PostgreSQL: `#words` holds when another run goes on with the migration"() {
        given: 'a migration that fails in its third stage'
        project = Project.on(Product.POSTGRESQL)
        project.execute('create schema app', 'create table public.t (id int primary key, n text)')
        def text = { String last -> """up {
            sql "$words"
            sql 'create index concurrently i on public.t (n)'
            sql '$last'
        }""" }
        project.file('001_path.groovy', text('select 1 / 0'))

        when:
        apply()

        then:
        thrown(StatementFailed)

        when:
        project.file('001_path.groovy', text('create table a (x int)'))
        apply()

        then:
        project.column("select schemaname from pg_tables where tablename = 'a'") == ['app']
        project.column("select schemaname from pg_tables where tablename = 'garganey_history'") == ['public']

        where:
        words << ['set search_path = app', "select pg_catalog.set_config('search_path', 'app, public', false)", "/* here */ SET SESSION search_path TO 'app'"]
    }

    def "PostgreSQL: the next migration of the same run begins as it would in a run of its own"() {
        given:
        project = Project.on(Product.POSTGRESQL)
        project.execute('create schema app')
        project.file('001_path.groovy', "up { sql 'set search_path = app'; sql 'create table a (x int)' }")
        project.file('002_t.groovy', "up { createTable('t') { id() }; sql 'create table b (x int)' }")

        when:
        Garganey.open(project.configuration()) { }.withCloseable { it.apply(new ApplyOptions(Target.DEFAULT, atomically)) }

        then:
        project.column("select schemaname || '.' || tablename from pg_tables where schemaname in ('app', 'public') and tablename !~ 'garganey' order by 1") == ['app.a', 'public.b', 'public.t']
        Garganey.open(project.configuration()) { }.withCloseable { it.status() }.migrations()*.state()*.name() == ['APPLIED'] * 2

        where:
        atomically << [false, true]
    }

    def "SQLite: an attached database is there when another run goes on, and gone afterwards"() {
        given:
        project = Project.on(Product.SQLITE)
        def text = { String last -> """-- transactional: false
            attach ':memory:' as other;
            create table t (n text);
            $last;""" }
        project.file('001_other.sql', text('select * from missing'))

        when:
        apply()

        then:
        thrown(StatementFailed)

        when:
        project.file('001_other.sql', text('create table other.a (n text)'))
        project.file('002_again.sql', "attach ':memory:' as other; create table other.b (n text); create table b (n text)")
        apply()

        then:
        project.column("select name from sqlite_schema where name in ('t', 'b') order by 1") == ['b', 't']
    }

    private void apply() {
        Garganey.open(project.configuration()) { }.withCloseable { it.apply(ApplyOptions.DEFAULT) }
    }
}
