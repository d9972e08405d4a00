package dev.garganey

import dev.garganey.execute.StatementFailed
import dev.garganey.model.Product
import dev.garganey.testing.Project
import spock.lang.AutoCleanup
import spock.lang.Specification

/** A table that code changed is not rebuilt from what was known of it before. */
class RebuildAfterCodeSpec extends Specification {

    @AutoCleanup
    Project project = Project.on(Product.SQLITE)

    def setup() {
        project.file('001_t.groovy', '''
            up {
                createEnum 'mood', 'sad', 'glad'
                createTable('t') {
                    id()
                    text('n').check("n <> ''")
                    enumerated('m', 'mood')
                    decimal('d', 10, 2).defaultTo(0)
                    uuid('u')
                    timestamptz('at').defaultTo(sql('current_timestamp'))
                    index('n', desc('d'))
                }
            }''')
        apply()
    }

    def "a rebuild that would lose #lost is refused"() {
        given:
        project.file('002_anew.groovy', """
            up {
                data { db ->
                    db.execute('drop table t')
                    db.execute('create table t (id integer primary key autoincrement, $column, m text, d decimal(10, 2), u text, at timestamptz)')
                }
                addUnique 't', 'u'
            }""")

        when:
        apply()

        then:
        def failure = thrown(StatementFailed)
        failure.message.contains('would lose that')
        failure.message.contains(lost)

        where:
        column                            || lost
        'n text unique'                   || 'UNIQUE ("n")'
        'n text check (n <> 0)'           || 'CHECK (n <> 0)'
        'n text collate nocase'           || 'column n'
    }

    def "code that changes rows alone is no hindrance"() {
        given:
        project.file('002_rows.groovy', '''
            up {
                data { db -> db.execute("insert into t (n, m) values ('a', 'sad')") }
                addColumn('t') { text('w').unique() }
                createTable('s') { id(); bigint('t_id') }
                addForeignKey('s', 't_id').references('t', 'id')
                data { db -> db.execute("insert into s (t_id) values (1)") }
                alterColumn('s', 't_id') { notNull() }
                alterColumn('t', 'n') { type varchar(20) }
            }''')

        when:
        apply()

        then:
        project.column("select n || m from t") == ['asad']
        project.column("select count(*) from pragma_index_list('t')") == ['2']
    }

    private RunReport apply() {
        Garganey.open(project.configuration()) { }.apply(ApplyOptions.DEFAULT)
    }
}
