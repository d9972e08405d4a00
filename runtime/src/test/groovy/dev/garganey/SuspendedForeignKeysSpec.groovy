package dev.garganey

import dev.garganey.execute.StatementFailed
import dev.garganey.model.Product
import dev.garganey.testing.Project
import spock.lang.AutoCleanup
import spock.lang.Specification

/** Where SQLite's foreign keys are off in a transaction, ON DELETE does not act: no orphan is committed. */
class SuspendedForeignKeysSpec extends Specification {

    static final PARENTS = '''
        up {
            createTable('parents') { id(); text('n') }
            createTable('child') { id(); reference('parent').notNull().onDelete(CASCADE) }
            createTable('other') { id(); text('x') }
        }'''

    @AutoCleanup
    Project project = Project.on(Product.SQLITE)

    def "a backfill and a rebuild of one migration are applied and undone, #manner"() {
        given:
        project.file('001_t.groovy', "up { createTable('t') { id(); text('n') } }")
        apply()
        project.execute("insert into t (n) values ('a'), ('b')")
        project.file('002_code.groovy', """$head
            up {
                addColumn('t') { text('code') }
                backfill('t') { set code: sql("'C' || id") }
                insert 't', n: 'c', code: 'C3'
                addUnique 't', 'code'
            }""")

        when:
        apply()

        then:
        project.column('select code from t order by id') == ['C1', 'C2', 'C3']

        when:
        rollback('t.code')

        then:
        project.column('select n from t order by id') == ['a', 'b']

        where:
        manner                 | head
        'as one transaction'   | ''
        'one after another'    | 'transactional false'
    }

    def "an undoing that rebuilds before and after a backfill is carried out"() {
        given:
        project.file('001_t.groovy', "up { createTable('t') { id(); text('n') } }")
        apply()
        project.execute("insert into t (n) values ('a'), ('b')")
        project.file('002_code.groovy', '''
            up { addColumn('t') { text('code') }; addUnique 't', 'n' }
            down { backfill('t') { set n: sql("n || '!'") }; alterColumn('t', 'n') { type varchar(20) }; update 't', set: [code: null], where: 'id = 1' }''')
        apply()

        when:
        rollback()

        then:
        project.column('select n from t order by id') == ['a!', 'b!']
    }

    def "rows that a #what leaves without a parent are refused with the whole transaction"() {
        given:
        parentAndChild()
        project.file('002_x.groovy', "up { $deletion; alterColumn('other', 'x') { type varchar(5) } }")

        when:
        apply()

        then:
        def failure = thrown(StatementFailed)
        failure.message.contains('Rows refer to rows that are not there')
        project.column('select count(*) from parents') == ['1']

        where:
        what         | deletion
        'deletion'   | "delete 'parents', where: 'id = 1'"
        'data block' | 'data { db -> db.execute("delete from parents") }'
        'statement'  | "sql 'delete from parents'"
    }

    def "a run in one transaction leaves no orphan, though only a later migration rebuilds"() {
        given:
        parentAndChild()
        project.file('002_delete.groovy', "up { delete 'parents', where: 'id = 1' }")
        project.file('003_alter.groovy', "up { alterColumn('other', 'x') { type varchar(5) } }")

        when:
        apply(new ApplyOptions(Target.DEFAULT, true))

        then:
        def failure = thrown(StatementFailed)
        failure.message.contains('--atomic')
        project.column('select count(*) from parents') == ['1']

        when:
        apply()

        then:
        project.column('select count(*) from child') == ['0']
    }

    def "deleting orphans in the migration that rebuilds is no breakage"() {
        given:
        parentAndChild()
        project.execute('pragma foreign_keys = off', 'insert into child (parent_id) values (77)')
        project.file('002_clean.groovy', "up { delete 'child', where: 'parent_id = 77'; alterColumn('other', 'x') { type varchar(5) } }")

        when:
        apply()

        then:
        project.column('select parent_id from child') == ['1']
    }

    def "the recipe of SQLite's manual keeps the children, #manner"() {
        given:
        parentAndChild()
        project.file('002_anew.sql', """$head
            pragma foreign_keys=off;
            create table parents_new (id integer primary key, n text not null);
            insert into parents_new select id, n from parents;
            drop table parents;
            alter table parents_new rename to parents;
            $end""")

        when:
        apply()

        then:
        project.column('select count(*) from child') == ['1']
        project.column('select n from parents') == ['one']
        project.column('select count(*) from pragma_foreign_key_check') == ['0']

        where:
        manner                                   | head                      | end
        'in one transaction'                     | ''                        | 'pragma foreign_keys=on;'
        'said with a name and a number'          | ''                        | 'PRAGMA main.foreign_keys(1);'
        'up to the end of the file'              | ''                        | ''
        'where each statement stands for itself' | '-- transactional: false' | 'pragma foreign_keys=on;'
    }

    def "the recipe that forgets a row is refused"() {
        given:
        parentAndChild()
        project.file('002_anew.sql', '''
            pragma foreign_keys=off;
            create table parents_new (id integer primary key, n text not null);
            drop table parents;
            alter table parents_new rename to parents;
            pragma foreign_keys=on;''')

        when:
        apply()

        then:
        thrown(StatementFailed)
        project.column('select count(*) from parents') == ['1']
        project.column('select count(*) from child') == ['1']
    }

    def "raw SQL does not empty the tables that refer to the one it drops: #drop"() {
        given:
        parentAndChild()
        project.file('002_drop.groovy', "up { $drop }")

        when:
        apply()

        then:
        def failure = thrown(StatementFailed)
        failure.message.contains('would delete or change rows that refer to it')
        project.column('select count(*) from child') == ['1']

        where:
        drop << ["sql 'drop table parents'",
                 "sql 'DROP TABLE IF EXISTS main.\"Parents\"'",
                 "data { db -> db.execute('create table z (a)') }; sql 'drop table parents'"]
    }

    def "raw SQL drops what no row refers to, and the plan says what goes"() {
        given:
        project.file('001_parents.groovy', PARENTS)
        apply()
        project.execute("insert into parents (n) values ('one')")
        project.file('002_drop.groovy', "up { sql 'drop table parents' }")

        when:
        def plan = Garganey.open(project.configuration()) { }.plan(ApplyOptions.DEFAULT)

        then:
        plan.hazards()*.kind()*.code() as Set == ['opaque', 'drops-table'] as Set

        when:
        apply()

        then:
        project.column("select count(*) from sqlite_schema where name = 'parents'") == ['0']
    }

    private void parentAndChild() {
        project.file('001_parents.groovy', PARENTS)
        apply()
        project.execute("insert into parents (n) values ('one')", 'insert into child (parent_id) values (1)')
    }

    private RunReport apply(ApplyOptions options = ApplyOptions.DEFAULT) {
        Garganey.open(project.configuration()) { }.apply(options)
    }

    private RunReport rollback(String... allowed) {
        Garganey.open(project.configuration()) { }.rollback(new RollbackOptions(Target.steps(1), allowed as Set))
    }
}
