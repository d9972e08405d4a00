package dev.garganey.shell.interactive

import dev.garganey.model.Product
import dev.garganey.shell.command.UsageMistake
import dev.garganey.shell.result.Format
import java.nio.file.Path
import spock.lang.Specification

/** What a person typed: a command, SQL, a switch, or Groovy. */
class EntryReaderSpec extends Specification {

    EntryReader reader = new EntryReader(Product.POSTGRESQL.syntax(), ['status', 'rollback', 'show', 'apply', 'drop', 'quit', 'describe', 'count', 'try', 'next', 'new'], ['x'])

    def "#text is #kind"() {
        expect:
        read(text)*.class*.simpleName == kind

        where:
        text                                         || kind
        'status'                                     || ['Words']
        'status --check'                             || ['Words']
        'select 1;'                                  || ['Sql']
        'SELECT 1;'                                  || ['Sql']
        '  -- a remark\nselect 1;'                   || ['Sql']
        '/* a remark */ status'                      || ['Words']
        '\\x on'                                     || ['Switch']
        "createTable('t') { id() }"                  || ['Script']
        'x = 3'                                      || ['Script']
        "insert('t', a: 1)"                          || ['Script']
        "insert into t values ('a');"                || ['Sql']
        "update 't', set: [a: 1], where: 'id = 1'"   || ['Script']
        'update "t" set a = 1;'                      || ['Sql']
        "delete('t', where: 'a = 1')"                || ['Script']
        'drop'                                       || ['Words']
        'drop table t\nwhere;'                       || ['Sql']
        'x'                                          || ['Script']
        'x - 1'                                      || ['Script']
        'def y'                                      || ['Script']
        '6 * 7'                                      || ['Script']
        '[1, 2]'                                     || ['Script']
        'println x'                                  || ['Script']
        'import java.time.LocalDate'                 || ['Script']
        'import foreign schema s from server f into t;' || ['Sql']
        'count users'                                || ['Words']
        'count = 3'                                  || ['Script']
        'update = 3'                                 || ['Script']
        'values.size()'                              || ['Script']
        'set = [1, 2]'                               || ['Script']
        'r = /it\'s "so"/'                           || ['Script']
        'q = $/ a \' " /$'                            || ['Script']
        'half = 10 / 2 - x / 3'                      || ['Script']
        '"${[a: "it\'s"].a}"'                        || ['Script']
        'x ==~ /(/'                                  || ['Script']
        "x = 1 // isn't it"                          || ['Script']
        'count.toString()'                           || ['Script']
        'try'                                        || ['Words']
        'try { 1 } finally { }'                      || ['Script']
        'next 2'                                     || ['Words']
        "createTable 't', { id() };"                 || ['Script']
        'x + 1;'                                     || ['Script']
        'def selct = 1;'                             || ['Script']
        'selct(1);'                                  || ['Script']
        'new add notes'                              || ['Words']
        'new "add notes (again)"'                    || ['Words']
        'new add notes (again)'                      || ['Words']
        'new Date()'                                 || ['Script']
        "new File('a.txt').text"                     || ['Script']
        'new ArrayList<String>([x])'                 || ['Script']
        'new int[3]'                                 || ['Script']
        "describe 'a b'"                             || ['Words']
        "comment('t', 'about it')"                   || ['Script']
        "comment on table t is 'about it';"          || ['Sql']
        'db.users.where(a: 1)'                       || ['Script']
        'drop table t;'                              || ['Sql']
        'show view v'                                || ['Words']
        'show search_path;'                          || ['Sql']
        'rollback --steps 1'                         || ['Words']
        'rollback;'                                  || ['Sql']
        'select 1; select 2;'                        || ['Sql', 'Sql']
        'select 1;\nstatus\nselect 2;'               || ['Sql', 'Words', 'Sql']
        'begin; select 1; rollback;'                 || ['Sql', 'Sql', 'Sql']
        ''                                           || []
        '-- nothing'                                 || []
    }

    def "within a transaction, rollback ends it without a semicolon too"() {
        when:
        reader.next('rollback', true)

        then: 'it goes on until the semicolon comes'
        thrown(Incomplete)

        expect:
        reader.next('rollback;', true).get().entry() instanceof Entry.Sql
        reader.next('rollback', false).get().entry() instanceof Entry.Words
    }

    def "#text goes on in the next line"() {
        when:
        reader.next(text, false)

        then:
        def more = thrown(Incomplete)
        more.message == missing

        where:
        text                                   || missing
        'select 1'                             || ';'
        'select 1,\n2'                         || ';'
        "select 'a;"                           || ';'
        'select $$ ; $$'                       || ';'
        'create function f() returns int as $$' || ';'
        "createTable('t') {"                   || 'a closing bracket or quote'
        "x = '''"                              || 'a closing bracket or quote'
        'x = /one'                            || 'a closing bracket or quote'
        'x = $/one'                           || 'a closing bracket or quote'
        'x = "${[1,'                          || 'a closing bracket or quote'
        "status --to 'a"                       || "the closing '"
        '/* a remark'                          || '*/'
    }

    def "SQL is what stands before the semicolon, whatever is in it: #sql"() {
        expect:
        read(sql + ';')*.sql() == [sql]

        where:
        sql << ["select ';'", 'select $a$ ; $a$', "create function f() returns int begin atomic select 1; end", 'select 1 -- ;\n + 1', 'select ";"']
    }

    def "an open string of the second statement does not hide the first"() {
        expect:
        def first = reader.next("select 1; select 'a", false).get()
        first.entry().sql() == 'select 1'
        first.rest() == " select 'a"
    }

    def "behind the semicolon stands how and where the result goes: #ending"() {
        when:
        def entry = read("select 1; $ending")[0]

        then:
        entry.ending() == new Ending(Optional.ofNullable(format), destination)

        where:
        ending                          || format        | destination
        '--format csv'                  || Format.CSV    | Destination.SCREEN
        '> out.csv'                     || null          | new Destination.ToFile(Path.of('out.csv'), false)
        '>> "a b.csv"'                  || null          | new Destination.ToFile(Path.of('a b.csv'), true)
        '--format=json > out.json'      || Format.JSON   | new Destination.ToFile(Path.of('out.json'), false)
        '| wc -l'                       || null          | new Destination.ToProgram('wc -l')
    }

    def "in place of the semicolon, as psql and mysql have it: #ending"() {
        when:
        def entry = read('select 1 ' + ending)[0]

        then:
        entry.sql() == 'select 1'
        entry.ending() == new Ending(Optional.ofNullable(format), destination)

        where:
        ending          || format          | destination
        '\\g'           || null            | Destination.SCREEN
        '\\gx'          || Format.VERTICAL | Destination.SCREEN
        '\\G'           || Format.VERTICAL | Destination.SCREEN
        '\\g out.txt'   || null            | new Destination.ToFile(Path.of('out.txt'), false)
        '\\g |wc'       || null            | new Destination.ToProgram('wc')
    }

    def "a command is cut into words as every shell does: #line"() {
        expect:
        read(line)[0].words() == words

        where:
        line                             || words
        'status --check'                 || ['status', '--check']
        'apply --to "a b" \'c d\''       || ['apply', '--to', 'a b', 'c d']
        'apply a\\ b'                    || ['apply', 'a b']
        'apply --to=x'                   || ['apply', '--to=x']
        'status   '                      || ['status']
    }

    def "the result of a command goes where it says: #line"() {
        expect:
        def entry = read(line)[0]
        entry.words() == ['status']
        entry.destination() == destination

        where:
        line               || destination
        'status > s.txt'   || new Destination.ToFile(Path.of('s.txt'), false)
        'status | cat -n'  || new Destination.ToProgram('cat -n')
    }

    def "what is neither is told, with what was perhaps meant: #line"() {
        when:
        read(line)

        then:
        def mistake = thrown(UsageMistake)
        mistake.message.contains(message)

        where:
        line                        || message
        'statsu'                    || 'There is no command `statsu`; did you mean `status`?'
        'aply --to 3'               || 'There is no command `aply`; did you mean `apply`?'
        'selct 1;'                  || 'There is no statement `selct`; did you mean `select`?'
        'UPDAET t set a = 1;'       || 'There is no statement `UPDAET`; did you mean `update`?'
        'select 1; --format xml'    || 'There is no format `xml`'
        'status >'                  || '> wants the name of a file behind it'
        '\\'                        || 'is no switch'
    }

    private List<Entry> read(String text) {
        def entries = []
        def rest = text
        while (true) {
            def next = reader.next(rest, false)
            if (next.empty) {
                return entries
            }
            entries << next.get().entry()
            rest = next.get().rest()
        }
    }
}
