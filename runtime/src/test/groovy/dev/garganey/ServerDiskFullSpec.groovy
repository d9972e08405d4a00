package dev.garganey

import dev.garganey.model.Product
import dev.garganey.testing.Project
import spock.lang.AutoCleanup
import spock.lang.Specification

/**
 * A server whose disk is full says so by SQLSTATE 53100, and it is a failure like any other. No disk
 * is filled here, as {@link FullDiskSpec} does where it
 * may: a trigger raises that state where a write would find no room.
 */
class ServerDiskFullSpec extends Specification {

    @AutoCleanup
    Project project = Project.on(Product.POSTGRESQL)

    def setup() {
        project.file('001_t.groovy', "up { createTable('t') { id(); integer('a') } }")
        apply()
        project.execute('''
            create function full_disk() returns trigger language plpgsql as $$
            begin
                raise exception 'could not extend file "base/1/2": No space left on device' using errcode = '53100';
            end $$
        ''')
    }

    def "where history has no room, nothing of the migration is kept, and the next run finishes"() {
        given:
        project.execute('create trigger full_history before insert on garganey_history for each row execute function full_disk()')
        project.file('002_u.groovy', "up { createTable('u') { id() }; insert 't', a: 1 }")

        when:
        apply()

        then:
        def failure = thrown(Exception)
        failure.message.contains('No space left on device')
        project.column('select id from garganey_history order by position') == ['001_t']
        project.column("select coalesce(to_regclass('u')::text, 'none')") == ['none']
        project.column('select count(*) from t') == ['0']

        when:
        project.execute('drop trigger full_history on garganey_history')
        apply()

        then:
        project.column('select id from garganey_history order by position') == ['001_t', '002_u']
        project.column('select count(*) from t') == ['1']
    }

    def "where a table has no room in the third batch of a backfill, the next run goes on from there"() {
        given:
        project.execute('insert into t (a) select null from generate_series(1, 10)')
        project.execute('create trigger full_table before update on t for each row when (old.id = 5) execute function full_disk()')
        project.file('002_fill.groovy', "up { backfill('t') { set a: sql('id * 2'); batch 2 } }")

        when:
        apply()

        then:
        def failure = thrown(Exception)
        failure.message.contains('No space left on device')
        project.column('select id from garganey_history order by position') == ['001_t']
        project.column('select id from t where a is not null order by id') == ['1', '2', '3', '4']
        project.column('select batch_rows from garganey_journal') == ['4']

        when:
        project.execute('drop trigger full_table on t')
        apply()

        then:
        project.column('select sum(a) from t') == ['110']
        project.column('select id from garganey_history order by position') == ['001_t', '002_fill']
        project.column('select count(*) from garganey_journal') == ['0']
    }

    private void apply() {
        Garganey.open(project.configuration()) { }.withCloseable { it.apply(ApplyOptions.DEFAULT) }
    }
}
