package dev.garganey.samples

import dev.garganey.execute.StatementFailed
import dev.garganey.testing.TestDatabase
import java.nio.file.Path
import spock.lang.AutoCleanup
import spock.lang.Specification
import spock.lang.TempDir

/** Counted is what SQLite's own catalogue says: indexes are CREATE INDEX objects, so not those that a key makes by itself. */
class CommandHistorySpec extends Specification {
    @TempDir Path folder
    @AutoCleanup Sample sample

    def setup() {
        sample = Sample.copied('command-history', folder, TestDatabase.sqlite())
    }

    def "the eight tables have 75 columns, 13 indexes and 8 foreign keys"() {
        when:
        sample.applyTo('001_eight_tables')

        then:
        tables().collectEntries { [it, columns(it).size()] } == [
            command_cache: 7, conversation_summaries: 8, history_global: 14, history_machine: 12, history_user: 14,
            machines: 7, sessions: 6, users: 7]
        tables().sum { columns(it).size() } == 75
        tables().sum { indexes(it).count { it.origin == 'c' } } == 13
        tables().sum { foreignKeys(it).size() } == 8
    }

    def "a key is 16 random bytes in hexadecimal, a time is seconds since 1970"() {
        given:
        sample.applyTo('001_eight_tables')

        when:
        sample.run("insert into users (username) values ('alan')")
        def alan = sample.rows("select * from users where username = 'alan'").first()

        then:
        alan.id ==~ /[0-9A-F]{32}/
        Math.abs((alan.created_at as long) - System.currentTimeSeconds()) < 600
        alan.is_active == 1
        columns('users').find { it.name == 'id' }.dflt_value.contains('hex(randomblob(16))')
        tables().every { table -> columns(table).any { it.name == 'id' && it.pk == 1 && it.type.equalsIgnoreCase('text') } }
    }

    def "#table has #what on #keys"() {
        given:
        sample.applyTo('001_eight_tables')

        expect:
        indexes(table).any { it.unique == unique && it.origin == origin && (!name || it.name == name) && keysOf(it.name) == keys }

        where:
        table            | what                     | name                                  || unique | origin | keys
        'users'          | 'a UNIQUE column'        | null                                  || 1      | 'u'    | ['username']
        'users'          | 'another UNIQUE column'  | null                                  || 1      | 'u'    | ['email']
        'machines'       | 'a composite UNIQUE'     | null                                  || 1      | 'u'    | ['user_id', 'name']
        'command_cache'  | 'a composite UNIQUE'     | null                                  || 1      | 'u'    | ['prompt_hash', 'model']
        'command_cache'  | 'and a separate index'   | 'command_cache_prompt_hash_model_idx' || 0      | 'c'    | ['prompt_hash', 'model']
        'history_global' | 'an index'               | 'history_global_request_id_idx'       || 0      | 'c'    | ['request_id']
        'history_global' | 'and a unique one'       | 'history_global_request_id_unique'    || 1      | 'c'    | ['request_id']
        'history_global' | 'a descending index'     | 'history_global_created_at_idx'       || 0      | 'c'    | ['created_at desc']
        'history_user'   | 'a composite index'      | 'history_user_user_id_created_at_idx' || 0      | 'c'    | ['user_id', 'created_at desc']
    }

    def "three histories become one, and every row is still there under its old name"() {
        given:
        sample.applyTo('001_eight_tables')
        def before = histories()

        when:
        sample.apply()

        then:
        histories() == before
        before.every { it.value.size() > 0 }
        sample.one('select count(*) from history') == before.values()*.size().sum()
        sample.column("select name from sqlite_schema where type = 'table' and name like 'history%'") == ['history']
        sample.column("select name from sqlite_schema where type = 'view' order by name") ==
            ['history_global', 'history_machine', 'history_user']
        sample.rows('pragma foreign_key_check').empty
    }

    def "rows that the new table would not take are reported before anything is moved"() {
        given:
        sample.applyTo('001_eight_tables')
        sample.run("insert into history_user (user_id, request_id, command) values ('u1', 'r8', 'top')")
        sample.run("insert into history_machine (machine_id, request_id, command, exit_code) values ('m1', 'r9', 'top', 0)")
        def before = sample.rows(SCHEMA)

        when:
        sample.apply()

        then:
        def e = thrown(StatementFailed)
        e.message.contains('history_user: 1 without exit_code')
        e.message.contains('history_user: 1 without working_directory')
        e.message.contains('history_machine: 1 without working_directory')
        !e.message.contains('history_machine: 1 without exit_code')
        sample.rows(SCHEMA) == before

        when:
        ['user', 'machine'].each {
            sample.run("update history_$it set exit_code = 0, working_directory = '/' where working_directory is null")
        }
        sample.apply()

        then:
        sample.one("select count(*) from history where command = 'top'") == 2
    }

    def "those who write into the old names still can"() {
        given:
        sample.apply()

        when:
        sample.run("insert into history_user (user_id, request_id, command, exit_code, working_directory) " +
            "values ('u2', 'r7', 'pwd', 0, '/home')")
        def row = sample.rows("select * from history where request_id = 'r7'").first()

        then:
        row.scope == 'user'
        row.id ==~ /[0-9A-F]{32}/
        row.is_success == 1
        Math.abs((row.created_at as long) - System.currentTimeSeconds()) < 600

        when:
        sample.run("update history_user set is_favorite = 1 where request_id = 'r7'")

        then:
        sample.rows("select command, is_favorite from history where request_id = 'r7'") == [[command: 'pwd', is_favorite: 1]]

        when:
        sample.run("delete from history_user where request_id in ('r1', 'r7')")

        then:
        sample.column("select scope from history where request_id in ('r1', 'r7') order by scope") == ['global', 'machine']
    }

    def "an old table with a row that is nowhere else is not dropped"() {
        given:
        sample.applyTo('002_one_history')
        sample.run("delete from history where id = 'h1'")

        when:
        sample.apply()

        then:
        def e = thrown(StatementFailed)
        e.message.contains('history_user_old: 1 rows are not in history')
        sample.one('select count(*) from history_user_old') == 2
    }

    def "the consolidation can be undone, with what was written since"() {
        given:
        sample.applyTo('001_eight_tables')
        def schema = sample.rows(SCHEMA)
        sample.apply()
        sample.run("insert into history_global (request_id, command, exit_code, working_directory) values ('r5', 'df', 0, '/')")
        def rows = histories()

        when:
        sample.rollback(2, 'history')

        then:
        sample.rows(SCHEMA)*.name == schema*.name
        histories() == rows
        tables().sum { columns(it).size() } == 75
        tables().sum { indexes(it).count { it.origin == 'c' } } == 13
        tables().sum { foreignKeys(it).size() } == 8

        when:
        sample.apply()

        then:
        histories() == rows
    }

    def "everything can be undone, and applied again"() {
        given:
        sample.apply()
        def schema = sample.rows(SCHEMA)
        def all = ['users', 'machines', 'history', 'history_global', 'history_user', 'history_machine', 'command_cache',
                   'sessions', 'conversation_summaries']

        when:
        sample.rollback(3, *all)

        then:
        sample.rows(SCHEMA).empty

        when:
        sample.apply()

        then:
        sample.rows(SCHEMA) == schema
        sample.one('select count(*) from history') == 5
    }

    static final String SCHEMA = "select type, name, sql from sqlite_schema " +
        "where tbl_name not like 'garganey_%' and name not like 'sqlite_%' order by type, name"

    private List<String> tables() {
        sample.column("select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' " +
            "and name not like 'garganey_%' order by name")
    }

    private List<Map> columns(String table) {
        sample.rows("select * from pragma_table_xinfo('$table')")
    }

    private List<Map> indexes(String table) {
        sample.rows("select * from pragma_index_list('$table')")
    }

    private List<String> keysOf(String index) {
        sample.rows("select name, desc from pragma_index_xinfo('$index') where key = 1 order by seqno")
            .collect { it.desc ? "$it.name desc".toString() : it.name }
    }

    private List<Map> foreignKeys(String table) {
        sample.rows("select distinct id from pragma_foreign_key_list('$table')")
    }

    /** The rows of the three, whatever stands behind their names; columns by name, for views have an order of their own. */
    private Map<String, Set<Map>> histories() {
        ['history_global', 'history_user', 'history_machine'].collectEntries { name ->
            [name, sample.rows("select * from $name").collect { new TreeMap<>(it) } as Set]
        }
    }
}
