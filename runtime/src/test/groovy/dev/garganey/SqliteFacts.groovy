package dev.garganey

import groovy.transform.TupleConstructor

import java.sql.Connection

/**
 * SqliteFacts is what SQLite itself knows of a schema: the answers of its pragmas, and the texts of what has none,
 * without comments, blanks, quotes and the case of letters.
 */
@TupleConstructor(includeFields = true)
class SqliteFacts {
    private static final Map<String, String> DEFAULTS = ['null': '', '': '', 'false': '0', 'true': '1']

    private final Connection connection

    List<String> all() {
        def entries = rows("select type, name, tbl_name, sql from sqlite_schema where name not like 'sqlite\\_%' escape '\\'")
        (entries.collectMany { entry -> of(entry[0], entry[1], entry[3] ?: '').collect { "${entry[0]} ${entry[1]}: $it".toString() } }).sort()
    }

    private List<String> of(String type, String name, String sql) {
        if (type != 'table' || sql =~ /(?i)^create virtual/) {
            return [words(sql)]
        }
        columns(name) + keys(name) + indexes(name) + texts(sql) +
            rows("select wr, strict from pragma_table_list(${text(name)}) where schema = 'main'").collect { "kind $it" }
    }

    /** NOT NULL says nothing of a key that is the row's number, DEFAULT NULL nothing at all, and false is 0. */
    private List<String> columns(String table) {
        rows("select cid, name, upper(type), \"notnull\", dflt_value, pk, hidden from pragma_table_xinfo(${text(table)})")
            .collect {
                def needless = it[2] == 'INTEGER' && it[5] == '1'
                "column ${it.take(2)} ${it[2].replace(' ', '')} ${needless ? '' : it[3]} ${DEFAULTS.getOrDefault(words(it[4] ?: ''), words(it[4] ?: ''))} ${it.drop(5)}"
            }
    }

    private List<String> keys(String table) {
        rows("select \"table\", \"from\", coalesce(\"to\", (select k.name from pragma_table_info(f.\"table\") k where k.pk = f.seq + 1)), on_update, on_delete, \"match\" from pragma_foreign_key_list(${text(table)}) f")
            .collect { "key $it".toLowerCase() }
    }

    private List<String> indexes(String table) {
        rows("select name, \"unique\", origin, partial from pragma_index_list(${text(table)})").collect { index ->
            def keys = rows("select cid, \"desc\", coll, key from pragma_index_xinfo(${text(index[0])}) order by seqno")
            "index ${index[2] == 'c' ? index[0] : ''} ${index.drop(1)} $keys"
        }
    }

    /** How often each text, number and word occurs that checks, defaults and generated columns are made of. */
    private static List<String> texts(String sql) {
        def found = sql.replaceAll(/--[^\n]*|(?s)\/\*.*?\*\//, ' ').findAll(/'(?:[^']|'')*'|(?i)\b(?:check|generated|collate|autoincrement|deferrable|deferred|conflict|stored|virtual)\b/)
        found.collect { it.startsWith("'") ? it : it.toLowerCase() }.countBy { it }.collect { word, count -> "$count times $word" }
    }

    private static String words(String sql) {
        sql.replaceAll(/--[^\n]*|(?s)\/\*.*?\*\//, ' ').replaceAll(/["`\[\]]/, '').replaceAll(/(?i)if not exists/, '')
            .replaceAll(/\s+/, ' ').replaceAll(/ ?([(),;=<>]) ?/) { all, sign -> sign }.toLowerCase().strip().replaceAll(/;$/, '').replaceAll(/ asc(?=[,)])/, '')
    }

    private static String text(String text) {
        "'${text.replace("'", "''")}'"
    }

    private List<List<String>> rows(String query) {
        connection.createStatement().withCloseable { statement ->
            def found = statement.executeQuery(query)
            def all = []
            while (found.next()) {
                all << (1..found.metaData.columnCount).collect { found.getString(it) }
            }
            all
        }
    }
}
