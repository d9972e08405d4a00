package dev.garganey

import dev.garganey.model.Product
import dev.garganey.script.ScriptMistakes
import dev.garganey.testing.Project
import spock.lang.AutoCleanup
import spock.lang.Specification

/** A backfill comes by every row once, whatever its key is. */
class BackfillSpec extends Specification {

    @AutoCleanup
    Project project = Project.on(Product.SQLITE)

    def "every row is changed once, where keys are #keys"() {
        given:
        project.file('001_t.sql', "create table t ($columns, v integer not null default 0${key ? ", primary key ($key)" : ''}) $options;")
        apply()
        rows.each { project.execute("insert into t (${it.size() == 1 ? 'k' : 'k, l'}) values (${it.join(', ')})") }
        project.file('002_v.groovy', "up { backfill('t') { set v: sql('v + 1'); batch 2 } }")

        when:
        apply()

        then:
        project.column('select v from t') == ['1'] * rows.size()

        where:
        keys                          | columns                        | key    | options         | rows
        'NULL, some of them'          | 'k text primary key'           | ''     | ''              | ['null', 'null', 'null', "'a'", "'b'", "'c'"].collect { [it] }
        'NULL, all of them'           | 'k text primary key'           | ''     | ''              | [['null']] * 5
        'NULL in parts'               | 'k text, l int'                | 'k, l' | ''              | [['null', 1], ['null', 'null'], ["'a'", 'null'], ["'a'", 1], ["'a'", 2], ["'b'", 'null'], ["'b'", 0]]
        'bytes'                       | 'k blob primary key not null'  | ''     | ''              | (1..9).collect { ["x'ff0$it'"] }
        'of every kind'               | 'k primary key'                | ''     | ''              | ['null', '1', '2.5', '-1e300', '9223372036854775807', "'a'", "'1'", "x'31'", "x''", "x'00ff'", "''"].collect { [it] }
        'numbers with a fraction'     | 'k real primary key'           | ''     | 'without rowid' | ['0.1', '0.2', '0.30000000000000004', '1e-320', '1e308'].collect { [it] }
        'text with a collation'       | 'k text collate nocase'        | 'k'    | ''              | ["'B'", "'a'", "'C'", "'d'", 'null', 'null'].collect { [it] }
    }

    def "a backfill does not set the key that it goes along"() {
        given:
        project.file('001_t.groovy', '''
            up {
                createTable('t') { id(); text('n') }
                backfill('t') { set id: sql('id + 1000') }
            }''')

        when:
        apply()

        then:
        def mistakes = thrown(ScriptMistakes)
        mistakes.message.contains('`t.id` is part of the primary key')
    }

    private RunReport apply() {
        Garganey.open(project.configuration()) { }.apply(ApplyOptions.DEFAULT)
    }
}
