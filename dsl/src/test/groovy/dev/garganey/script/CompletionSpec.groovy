package dev.garganey.script

import spock.lang.Specification

/** What can stand where a text ends that is still written. */
class CompletionSpec extends Specification {

    Completion completion = new Completion()

    def "behind #text there can be #expected, but not #refused"() {
        when:
        def words = completion.at(text).words()*.text()

        then:
        words.containsAll(expected)
        words.disjoint(refused)

        where:
        text                                                || expected                          | refused
        ''                                                  || ['createTable', 'insert', 'only'] | ['notNull', 'up']
        'createT'                                           || ['createTable']                   | []
        "dropTable 'a'\ncr"                                 || ['createTable']                   | []
        "dropTable 'a'; cr"                                 || ['createTable']                   | []
        "createTable('x') { te"                             || ['text', 'id', 'index']           | ['createTable', 'notNull']
        "createTable 'x', { te"                             || ['text', 'id']                    | ['createTable']
        "createTable('x') {\n  id()\n  "                    || ['text', 'native', 'enum']        | ['notNull']
        "createTable('x') { id() }\n"                       || ['createTable']                   | ['text', 'primaryKey']
        "addColumn('users') { "                             || ['text', 'reference']             | ['addColumn']
        "alterColumn('users', 'email') { "                  || ['notNull', 'dropDefault']        | ['id']
        "insert('users') { "                                || ['row']                           | ['insert']
        "only POSTGRESQL, { cr"                             || ['createTable', 'createExtension'] | ['text']
        "tables.each { t -> dr"                             || ['dropTable']                     | []
        "if (big) { dr"                                     || ['dropTable']                     | []
        "createTable('x') { text('a').not"                  || ['notNull', 'references']         | ['text', 'onlyIf']
        "createTable('x') { text('a')\n  .not"              || ['notNull']                       | ['text']
        "createTable('x') { text 'a' not"                   || ['notNull']                       | ['text']
        "createTable('x') { text('a').notNull().un"         || ['unique', 'named']               | ['text']
        "createTable('x') { foreignKey('a').references('t', 'id').onD" || ['onDelete', 'notValid', 'named'] | ['text']
        "createTable('x') { primaryKey('a').named('k').inc" || ['include', 'named']              | ['text']
        "addForeignKey 'a', 'b' refer"                      || ['references', 'match']           | ['createTable']
        "addForeignKey('a', 'b').references('t').onDelete(" || ['CASCADE', 'SET_NULL']           | ['sql', 'text']
        "createTable('x') { reference('a').onDelete CAS"    || ['CASCADE']                       | ['text']
        "createIndex('t', desc('a').nulls"                  || ['nullsLast']                     | ['unique']
        "createIndex 't', de"                               || ['desc', 'expression']            | ['text', 'dropTable']
        "createTable('x') { column('a', "                   || ['text', 'array', 'varchar']      | ['id', 'sql', 'createTable']
        "createTable('x') { column('a', array(te"           || ['text']                          | ['sql']
        "dropTable 'users', "                               || ['cascade:']                      | ['dropTable']
        "dropTable('users', ca"                             || ['cascade:']                      | []
        "dropTable('users', cascade: "                      || ['true', 'false']                 | ['cascade:']
        "createTable('x') { bigint('a').identity(always: true, " || ['start:', 'cycle:']         | ['always:']
        "dropIndex cascade: true, "                         || ['concurrently:']                 | []
        "def big = s"                                       || ['sql']                           | ['createTable']
        "createTable('x') { integer('n').defaultTo(sq"      || ['sql']                           | ['text']
        "// createT"                                        || []                                | ['createTable']
        "/* createT"                                        || []                                | ['createTable']
        "createTable('x')"                                  || []                                | ['createTable', 'text']
        "createTable('x') { text('a')"                      || []                                | ['notNull']
        "data { db -> cr"                                   || []                                | ['createTable']
        "'a'.len"                                           || []                                | ['createTable']
        "foo.bar("                                          || ['sql']                           | ['createTable']
        ")]} createT"                                       || ['createTable']                   | []
    }

    def "between quotes in #text a #kind can be named, of #table"() {
        when:
        def place = completion.at(text)

        then:
        place.quoted()
        place.wanted().map { it.kind() }.orElse(null) == kind
        place.wanted().flatMap { it.table() }.orElse(null) == table

        where:
        text                                               || kind            | table
        "dropTable('us"                                    || NameKind.TABLE  | null
        "dropTable 'us"                                    || NameKind.TABLE  | null
        'dropTable "us'                                    || NameKind.TABLE  | null
        "addColumn('"                                      || NameKind.TABLE  | null
        "renameTable 'us"                                  || NameKind.TABLE  | null
        "renameTable 'users', 'pe"                         || null            | null
        "dropColumn('users', 'em"                          || NameKind.COLUMN | 'users'
        "dropColumn 'users', 'em"                          || NameKind.COLUMN | 'users'
        "dropColumn cascade: true, 'users', 'em"           || NameKind.COLUMN | 'users'
        "renameColumn 'users', 'em"                        || NameKind.COLUMN | 'users'
        "renameColumn 'users', 'email', 'e"                || null            | null
        "addUnique('users', 'a', 'b"                       || NameKind.COLUMN | 'users'
        "addUnique 'users', ['a', 'b"                      || NameKind.COLUMN | 'users'
        "createIndex('users', desc('em"                    || NameKind.COLUMN | 'users'
        "createIndex('users', 'a').include('em"            || NameKind.COLUMN | 'users'
        "addForeignKey('a', 'b').references('te"           || NameKind.TABLE  | 'a'
        "addForeignKey('a', 'b').references('teams', 'i"   || NameKind.COLUMN | 'teams'
        "createTable('x') { text('a').references('te"      || NameKind.TABLE  | 'x'
        "createTable('x') { reference('a', table: 'te"     || NameKind.TABLE  | 'x'
        "createTrigger 'stamp', 'before', on: 'us"         || NameKind.TABLE  | null
        "addColumn('users') { index('em"                   || NameKind.COLUMN | 'users'
        "addColumn('users') { text('em"                    || null            | null
        "update 'users', where: 'em"                       || NameKind.COLUMN | 'users'
        "dropConstraint('users', 'us"                      || NameKind.CONSTRAINT | 'users'
        "validateConstraint 'users', 'us"                  || NameKind.CONSTRAINT | 'users'
        "dropIndex 'us"                                    || NameKind.INDEX  | null
        "dropIndex concurrently: true, 'us"                || NameKind.INDEX  | null
        "renameIndex 'us"                                  || NameKind.INDEX  | null
        "dropSequence 's"                                  || NameKind.SEQUENCE | null
        "addEnumValue 'mo"                                 || NameKind.ENUM   | null
        "addEnumValue 'mood', 'o"                          || null            | null
        "createTable('x') { enumerated('a', 'mo"           || NameKind.ENUM   | 'x'
        "dropDomain 'po"                                   || NameKind.DOMAIN | null
        "dropView 'v"                                      || NameKind.VIEW   | null
        "createTable('us"                                  || null            | null
        "insert 'us"                                       || NameKind.TABLE  | null
        "println('us"                                      || null            | null
    }

    def "a table that is made knows the columns that were declared in it so far"() {
        expect:
        completion.at("createTable('x') { id(); text('a').notNull(); varchar 'b', 20\n index('").wanted().get().declared() == ['a', 'b']
    }

    def "columns name the arguments of rows: #text"() {
        given:
        def wanted = completion.at(text).wanted()

        expect:
        wanted.map { it.kind() }.orElse(null) == NameKind.COLUMN
        wanted.get().table() == Optional.of('users')

        where:
        text << [
            "insert 'users', em", "insert('users', name: 'a', em", "insert('users') { row em", "update 'users', set: [em",
            "delete 'users', matching: [a: 1, em", "insert 'users', [[na", "backfill('users') { set em"]
    }

    def "what the language does not know is handed on: #text"() {
        given:
        def place = completion.at(text)

        expect:
        place.after() == after
        place.within() == within
        place.begun() == begun

        where:
        text                                       || after                      | within                  | begun
        'db.us'                                    || ['db']                     | []                      | 'us'
        'db.users.'                                || ['db', 'users']            | []                      | ''
        'db.users.where(a: 1).or'                  || ['db', 'users', 'where']   | []                      | 'or'
        'db.users.where(te'                        || []                         | ['db', 'users', 'where'] | 'te'
        "db.users.select 'na"                      || []                         | ['db', 'users', 'select'] | 'na'
        "def n = db.users."                        || ['db', 'users']            | []                      | ''
        "db.users.each { dropColumn 'users', it.c" || ['it']                     | []                      | 'c'
        "x = 1\ndb."                               || ['db']                     | []                      | ''
    }

    def "a word says how it is used"() {
        expect:
        about("createTable('x') { te", 'text') == 'text(text column)'
        about("dropTable('t', ", 'cascade:') == 'true or false'
    }

    def "whatever is written, something is made of it"() {
        given:
        def random = new Random(7)
        def pieces = ["createTable('x') ", '{', '}', '(', ')', '[', ']', "'", '"', '"""', '${', ' text', '.', ',', ':', '->', '/', '//', '/*', '\n', ' 1.5', ' def ', '\\', '?.', '$/']

        expect:
        (1..5_000).every {
            def text = (1..random.nextInt(12) + 1).collect { pieces[random.nextInt(pieces.size())] }.join('')
            def tokens = ScriptTokenizer.tokenize(text)
            completion.at(text) != null && tokens*.text().join('').size() <= text.size() && tokens.every { it.text() == text.substring(it.start(), it.end()) }
        }
    }

    def "the tokens of #text are #kinds"() {
        expect:
        ScriptTokenizer.tokenize(text).collect { "${it.kind()} ${it.text()}".toString() } == kinds

        where:
        text                   || kinds
        'a = 1.5'              || ['WORD a', 'SYMBOL =', 'NUMBER 1.5']
        '100.ms'               || ['NUMBER 100', 'SYMBOL .', 'WORD ms']
        '"${m["a"]} b" + c'    || ['STRING "${m["a"]} b"', 'SYMBOL +', 'WORD c']
        "'it\\'s' // it's"     || ["STRING 'it\\'s'", "COMMENT // it's"]
        'a / b / c'            || ['WORD a', 'SYMBOL /', 'WORD b', 'SYMBOL /', 'WORD c']
        'x =~ /[(]/'           || ['WORD x', 'SYMBOL =', 'SYMBOL ~', 'STRING /[(]/']
        '$/a/b/$'              || ['STRING $/a/b/$']
        "'''a\n'b'''\nc"       || ["STRING '''a\n'b'''", 'NEW_LINE \n', 'WORD c']
        "'open"                || ["STRING 'open"]
        '/* open'              || ['COMMENT /* open']
    }

    private String about(String text, String word) {
        completion.at(text).words().find { it.text() == word }.about()
    }
}
