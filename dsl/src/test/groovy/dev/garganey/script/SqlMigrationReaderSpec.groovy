package dev.garganey.script

import static dev.garganey.model.Product.POSTGRESQL
import static dev.garganey.model.Product.SQLITE

import dev.garganey.model.Product
import dev.garganey.operation.Migration
import java.nio.file.Path
import spock.lang.Specification

class SqlMigrationReaderSpec extends Specification {
    private static Migration read(String source, Product product = SQLITE) {
        def file = new MigrationFile('003_x', Path.of('migrations/003_x.sql'), 'migrations/003_x.sql', 'c0ffee', false)
        SqlMigrationReader.read(file, source, product)
    }

    private static List<String> sql(List steps) {
        steps.collect { it.operation().sql() }
    }

    def 'statements, directives and what undoes them are read'() {
        when:
        def migration = read('''\
            -- description: Users, and what they own
            -- Copyright: all of us
            -- requires: 001_init, 002_teams
            -- replaces: 003_a, 004_b
            -- transactional: FALSE

            create table a (id int); -- the first
            insert into a values (';');
            --  DOWN
            drop table a;'''.stripIndent())

        then:
        migration.id() == '003_x'
        migration.file() == 'migrations/003_x.sql'
        migration.checksum() == 'c0ffee'
        migration.description() == Optional.of('Users, and what they own')
        migration.requires() == ['001_init', '002_teams']
        migration.replaces() == ['003_a', '004_b']
        !migration.transactional()
        !migration.repeatable()
        migration.irreversible().empty
        sql(migration.up()) == ['create table a (id int)', "insert into a values (';')"]
        sql(migration.down().get()) == ['drop table a']
        migration.up()*.at()*.toString() == ['migrations/003_x.sql:7:1', 'migrations/003_x.sql:8:1']
        migration.down().get()*.at()*.toString() == ['migrations/003_x.sql:10:1']
    }

    def 'without directives a migration is transactional, not repeatable, and derives no down'() {
        when:
        def migration = read('select 1')

        then:
        migration.transactional()
        !migration.repeatable()
        migration.down().empty
        migration.description().empty
        migration.requires() == []
    }

    def 'a statement has the place of its first word'() {
        expect:
        read(source).up()*.at().collect { "${it.line()}:${it.column()}" as String } == places

        where:
        source                                         || places
        'select 1; select 2'                           || ['1:1', '1:11']
        '-- a\n/* b\n c */  select 1;\n\n  select 2;'  || ['3:8', '5:3']
        'select 1;/* x */ select 2'                    || ['1:1', '1:18']
        'select 1;\r\n  -- c\r\n  select 2;\r\n'       || ['1:1', '3:3']
    }

    def 'repeatable and irreversible are said in the head'() {
        expect:
        read('--repeatable\ncreate view v as select 1').repeatable()
        read('-- irreversible: the old names are gone\ndrop table a').irreversible() == Optional.of('the old names are gone')
        !read('select 1;\n-- repeatable\nselect 2').repeatable()
    }

    def 'what looks like the separator within a string or a comment is none'() {
        expect:
        read(source, POSTGRESQL).down().empty

        where:
        source << [
            "select '\n-- down\n'",
            "/*\n-- down\n*/ select 1",
            "do \$\$\n-- down\n\$\$",
            "select 1 -- down",
            "select 1;\n-- down the river\nselect 2",
        ]
    }

    def 'a trigger keeps the semicolons of its body'() {
        expect:
        sql(read('create trigger t after insert on a begin delete from b; end;\nselect 1').up()) ==
            ['create trigger t after insert on a begin delete from b; end', 'select 1']
    }

    def '`#word x` leaves the schema as it is: #data, in plain SQL as in a script'() {
        expect:
        read("$word x").up()[0].operation().touchesSchema() == !data
        SqlStatements.of("$word x", Optional.empty(), Optional.empty(), Product.SQLITE.syntax())*.touchesSchema() == [!data]

        where:
        word     | data
        'INSERT' | true
        'update' | true
        'delete' | true
        'select' | true
        'merge'  | true
        'with'   | true
        'values' | true
        'analyze'| true
        'vacuum' | true
        'set'    | true
        'pragma' | true
        'replace'| true
        'truncate' | true
        'explain'| true
        'select * into t from' | false
        'with c as (select 1) select * into t from' | false
        'with c as (select 1) insert into' | true
        'create' | false
        'alter'  | false
        'drop'   | false
        'do'     | false
    }

    def 'a wrong file is refused: #message'() {
        when:
        read(source)

        then:
        def wrong = thrown(ScriptMistakes)
        wrong.mistakes().collect { (it.at().toString() - 'migrations/003_x.sql') + ' ' + it.message() } == [message]

        where:
        source                                           || message
        ''                                               || ' There is no statement in this migration'
        '-- nothing\n;;\n'                               || ' There is no statement in this migration'
        '-- down\ndrop table a'                          || ' There is no statement in this migration before `-- down`'
        'select 1;\n-- down\n-- nothing'                 || ':2:1 There is no statement after `-- down`'
        'select 1;\n-- down\nselect 2;\n--Down\nselect 3'|| ':4:1 `-- down` is there twice; the first is in line 2'
        'select 1;\n-- donw\nselect 2'                   || ':2:1 `-- donw` separates nothing; did you mean `-- down`?'
        "select 1;\nselect 'a"                           || ':2:8 This string is not closed; a quote inside of one is doubled'
        'select 1; /* a'                                 || ':1:11 This comment is not closed; it ends with */'
        '-- descripton: x\nselect 1'                     || ':1:1 There is no directive `descripton`; did you mean `description`?'
        '-- repeatble\nselect 1'                         || ':1:1 There is no directive `repeatble`; did you mean `repeatable`?'
        '-- transactional: no\nselect 1'                 || ':1:1 `-- transactional:` is true or false, not `no`'
        '-- transactional\nselect 1'                     || ':1:1 `-- transactional: …` needs a value'
        '-- requires: a,,b\nselect 1'                    || ':1:1 `-- requires:` names an empty id; write ids with one comma between two'
        '-- replaces: a,\nselect 1'                      || ':1:1 `-- replaces:` names an empty id; write ids with one comma between two'
        '-- repeatable: yes\nselect 1'                   || ':1:1 `-- repeatable` takes no value'
        '-- repeatable\n-- repeatable\nselect 1'         || ':2:1 `-- repeatable` is there twice'
        '-- irreversible: x\nselect 1;\n-- down\nselect 2'|| ':3:1 This migration is `irreversible`, and yet it says how to undo it'
    }

    def 'all mistakes of a file are told at once'() {
        when:
        read('-- requirs: a\n-- transactional: maybe\n')

        then:
        def wrong = thrown(ScriptMistakes)
        wrong.mistakes().size() == 3
    }
}
