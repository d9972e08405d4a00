package dev.garganey.script

import dev.garganey.model.Product
import dev.garganey.model.SchemaMistake
import dev.garganey.testing.Models
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

/** Wrong models, each with all that is said of it: line:column: message | remedy. */
class BadModelSpec extends Specification {
    @TempDir
    Path project

    List<String> wrong(Map<String, String> files) {
        try {
            new Models(project, Product.SQLITE).of(files)
            return []
        } catch (ScriptMistakes e) {
            return e.mistakes().collect { "${it.at().file() - 'schema/' - '.groovy'}:${it.at().line()}:${it.at().column()}: ${it.message()}${it.remedy().map { ' | ' + it }.orElse('')}".toString() }
        }
    }

    def "#script"() {
        expect:
        wrong(['schema/m.groovy': script])*.substring(2) == messages

        where:
        script || messages
        "up { dropTable 'x' }"                                   || ['1:1: Unknown word `up` at the top of a schema model | This word belongs in a migration, and this is a schema model.']
        "createTable('t') { id() }"                              || ['1:1: Unknown word `createTable` at the top of a schema model | A model says what shall be, not what to do: write `table`.']
        "createEnum 'a', 'b'"                                    || ['1:1: Unknown word `createEnum` at the top of a schema model | A model says what shall be, not what to do: write `enumType`.']
        "id()"                                                   || ['1:1: Unknown word `id` at the top of a schema model | This word stands in table(\'…\') { … }.']
        "tabel('t') { id() }"                                    || ['1:1: Unknown word `tabel` at the top of a schema model | Did you mean `table`?']
        "table('t') { idd(); text('a').renamedFrm('b') }"        || ['1:14: Unknown word `idd` in table | Did you mean `id`?', '1:31: Unknown word `renamedFrm` after a column | Did you mean `renamedFrom`?']
        "table('t') { id(); seed('t') { row id: 1 } }"           || ['1:20: Unknown word `seed` in table | This word stands outside of table { … }.']
        "table('t') { id(); only(SQLITE) { text 'a' } }"         || ['1:20: Unknown word `only` in table | This word stands outside of table { … }.']
        "table('t') { }"                                         || ['1:1: Table `t` needs at least one column']
        "table('t') { id() }\ntable('t') { id() }"               || ['2:1: `t` is declared already, at schema/m.groovy:1:1']
        "table('t') { id() }\nview 't', 'select 1'"              || ['2:1: `t` is declared already, at schema/m.groovy:1:1']
        "enumType 'e', 'a'\ndomain('e', text())"                 || ['2:1: `e` is declared already, at schema/m.groovy:1:1']
        "table('a') { id(); index('id').named('i') }\ntable('b') { id(); index('id').named('i') }" || ['2:1: There is an index `i` already, on `a`']
        "table('users') { id(); reference('team') }"             || ["1:24: There is no table `teams` for reference('team') | Declare it, or name another: table: '…'."]
        "table('users') { id(); reference('teem') }\ntable('teams') { id() }" || ["1:24: There is no table `teems` for reference('teem') | Did you mean table: 'teams'?"]
        "table('users') { id(); reference('team') }\ntable('teams') { text 'name' }" || ["1:24: Table `teams` has no primary key that reference could refer to | Give it one, or write the column and .references('teams', '…')."]
        "table('users') { id(); reference('team') }\ntable('teams') { idd() }" || ['2:18: Unknown word `idd` in table | Did you mean `id`?']
        "table('as') { reference('b').primaryKey() }\ntable('bs') { reference('a').primaryKey() }" || ['1:15: The key of `as` is made of the key of `bs`, and that of it again | Give one of them a key of its own.']
        "table('t') { id(); text 'other_a'; reference('other') }\ntable('others') { text 'a'; text 'b'; primaryKey('a', 'b') }" || ['1:1: Table `t` has two columns `other_a`']
        "table('users') { id(); bigint('a').references('teams', 'id') }" || ['1:24: There is no table `teams`']
        "table('users') {\n id()\n foreignKey('id').references('teams', 'key') }\ntable('teams') { text('kay').primaryKey() }" || ['3:2: Table `teams` has no column `key` | Did you mean `kay`?']
        "table('users') { id(); foreignKey('id').references('teams') }\ntable('teams') { text('a'); text('b'); primaryKey('a', 'b') }" || ['1:24: A foreign key of `users` has 1 columns, the primary key of `teams` has 2']
        "table('users') { id(); enumerated('mood', 'moood') }\nenumType 'mood', 'a'" || ['1:24: There is no enum `moood` | Did you mean `mood`?']
        "sequence 's', ownedBy: 't.c'"                           || ['1:1: There is no table `t` at this point']
        "trigger 'x', 'before …', on: 'v'"                       || ['1:1: There is no table `v` at this point']
        "function 'f()', 'a'\nfunction 'f()', 'b'"               || ['2:1: `f()` is declared already']
        "table('t') { id(); text 'a'; dropped 'a' }"             || ['1:30: Column `a` is declared, and dropped here | Remove one of the two.']
        "table('t') { id() }\ndropped 't'"                       || ['2:1: `t` is declared, and dropped here | Remove one of the two.']
        "table('t') { id(); text('a').renamedFrom('x'); text('b').renamedFrom('x') }" || ['1:48: `x` cannot become two things: `a` was renamed from it too']
        "table('a') { id(); renamedFrom 'x' }\ntable('b') { id(); renamedFrom 'x' }" || ['2:1: `x` cannot become two things: `a` was renamed from it too']
        "view('v') { sql 'a'; renamedFrom 'x' }\nview 'w', 'b', renamedFrom: 'x'" || ['1:1: `x` cannot become two things: `w` was renamed from it too']
        "table('t') { id(); reference('o').renamedFrom('x') }\ntable('os') { text 'a'; text 'b'; primaryKey('a', 'b') }" || ["1:20: This reference stands for several columns, so it has no one old name | Write the columns and foreignKey('…').references('…') instead."]
        "seed('t') { row id: 1 }"                                || ['1:1: There is no table `t`']
        "table('t') { text 'a' }\nseed('t') { row a: 1 }"        || ["2:1: `t` has neither a primary nor a unique key, so a row is not found again; say by what: seed('t', key: 'name') { … }"]
        "table('t') { id(); text 'a' }\nseed('t') { row a: 1 }"  || ["2:13: This row says nothing of `id`, by which rows of `t` are found again; say it, or name another key: seed('t', key: '…')"]
        "table('t') { id(); text 'a' }\nseed('t') { row id: 1; row id: 1, a: 'x' }" || ['2:24: Two rows have the same key, the other is in line 2']
        "table('t') { id(); text 'name' }\nseed('t') { row id: 1, nmae: 1; row id: 2, name: [1] }" || ['2:13: Table `t` has no column `nmae`; did you mean `name`?', '2:33: `ArrayList` cannot be a value; use text, a number, true or false, null, bytes, a date or time, or sql(\'…\')']
        "table('t') { id(); bigint 'a' }\nseed('t') { row id: 1, a: ref('u', x: 1); ref('t', id: 1) }" || ['2:13: There is no table `u`; did you mean `t`?', "2:43: ref('t', …) is a value here, and no row takes it | Give it to a column: row team_id: ref('t', …)."]
        "table('t') { id(); queries { selectOneBy 'a'; selectBy(); selektAll(); selectAll(order: 'x') } }" || ['1:47: This query needs the columns that it asks by', '1:59: Unknown word `selektAll` in queries | Did you mean `selectAll`?', '1:72: `selectAll` does not take `order:` | It takes orderBy:.']
        "table('t') { id(); queries { selectOneBy 'a' } }"         || ['1:30: Table `t` has no column `a`']
        "table('t') { text 'a'; queries { upsert() } }\nview('v') { sql 'select 1'; queries { upsert() } }" || ['1:34: `upsert` needs a key, and `t` has neither a primary nor a unique one', '2:39: `v` is a view, and views are only read']
        "only(POSTGRESQL) { tabel('t') { } }"                    || ['1:20: Unknown word `tabel` at the top of a schema model | Did you mean `table`?']
        "only { }"                                               || ['1:1: `only` takes products and a block: only SQLITE, POSTGRESQL { … }']
        "def table(x) { }"                                       || ['1:5: `table` is a word of the language, so no method can have that name | Name the method otherwise.']
        "sql 'select 1'"                                         || ["1:1: sql('…') is a value here, and no word takes it | A query stands in a view: view('v') { sql 'select …' }."]
        "table('t') { id() "                                     || ['1:12: A `}` is missing']
    }

    def "the mistakes of all files are told"() {
        expect:
        wrong(['schema/a.groovy': "tabel('a') { id() }", 'schema/b.groovy': "table('b') { id(); reference('c') }", 'schema/c.groovy': 'table(', 'seeds/d.groovy': "table('d') { id() }\nup { }\nseed('b') { row id: 1, x: 2 }"]) == [
            'c:1:7: `table(` is not expected here',
            'a:1:1: Unknown word `tabel` at the top of a schema model | Did you mean `table`?',
            "b:1:20: There is no table `cs` for reference('c') | Declare it, or name another: table: '…'.",
            'seeds/d:1:1: Unknown word `table` in a file of seeds | This word stands in a schema model.',
            'seeds/d:2:1: Unknown word `up` in a file of seeds | This word belongs in a migration, and this is a schema model.',
        ]
    }

    def "a model's word in a migration is told to belong elsewhere"() {
        given:
        def folder = Files.createDirectory(project.resolve('migrations'))
        Files.writeString(folder.resolve('001_a.groovy'), "up { createTable('t') { id(); text('a').renamedFrom('b'); dropped('c') } }\ntable('x') { id() }")

        when:
        new ScriptLoader(new ScriptContext(Product.SQLITE, { Optional.empty() }, project)).evaluate(MigrationFolder.read(folder).files())

        then:
        def e = thrown(ScriptMistakes)
        e.mistakes().collect { "${it.at().column()}: ${it.message()}${it.remedy().map { ' | ' + it }.orElse('')}".toString() } == [
            "41: `renamedFrom` belongs in a schema model; a migration says renameColumn('t', 'b', 'a')",
            '59: Unknown word `dropped` in createTable | This word belongs in a schema model.',
            '1: Unknown word `table` at the top of a migration | This word belongs in a schema model.',
        ]
    }

    def "a folder that is not there, that is empty, or a file that is no text: #message"() {
        given:
        def folder = project.resolve('schema')
        if (bytes != null) {
            Files.createDirectories(folder)
            Files.writeString(folder.resolve('.hidden.groovy'), 'nonsense')
            Files.writeString(folder.resolve('readme.md'), 'nonsense')
        }
        if (bytes) {
            Files.write(folder.resolve('a.groovy'), bytes as byte[])
        }

        when:
        new ModelLoader(new ScriptContext(Product.SQLITE, { Optional.empty() }, project)).load([folder])

        then:
        def e = thrown(RuntimeException)
        e.class == type
        e.message.replace(project.toString(), '…') == message

        where:
        bytes             || type           | message
        null              || SchemaMistake  | 'There is no `…/schema`, and a schema model is looked for there'
        []                || SchemaMistake  | 'The folder `…/schema` holds no .groovy file, and a schema model is expected there'
        [117, 10, 0xff]   || ScriptMistakes | 'schema/a.groovy:2:1: This is not UTF-8: the byte 0xFF cannot stand here\n  Save the file in the encoding UTF-8.'
    }
}
