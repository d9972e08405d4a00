package dev.garganey.script

import dev.garganey.diff.Fold
import dev.garganey.model.Product
import dev.garganey.model.Schema
import dev.garganey.testing.Scripts
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

/** Wrong scripts, each with all that is said of it: line:column: message | remedy. */
class BadScriptSpec extends Specification {

  @TempDir
  Path temporary

  Path folder
  Scripts scripts

  def setup() {
    folder = Files.createDirectory(temporary.resolve('migrations'))
    scripts = new Scripts(folder, Product.SQLITE, [:])
  }

  def "in up: #script"() {
    expect:
    wrong("up {\n$script\n}") == messages

    where:
    script | messages
    'creatTable(\'t\') { id() }' | ['2:1: Unknown word `creatTable` in up { } | Did you mean `createTable`?']
    'create_table(\'t\') { id() }' | ['2:1: Unknown word `create_table` in up { } | Did you mean `createTable`?']
    'frobnicate \'x\'' | ['2:1: Unknown word `frobnicate` in up { }']
    'createTable(\'t\') { text(\'a\').notNul().unique() }' | ['2:30: Unknown word `notNul` after a column | Did you mean `notNull`?']
    'createTable(\'t\') { text \'a\' notNul() }' | ['2:29: Unknown word `notNul` after a column | Did you mean `notNull`?']
    'createTable(\'t\') { txt(\'a\') }' | ['2:20: Unknown word `txt` in createTable | Did you mean `text`?']
    'createTable(\'t\') { varchar(\'a\', \'x\') }' | ['2:20: `varchar` cannot take (\'a\', \'x\') | It takes varchar(text column) or varchar(text column, number length).']
    'createTable(\'t\') { varchar(5, \'a\') }' | ['2:20: `varchar` cannot take (5, \'a\') | It takes varchar(text column) or varchar(text column, number length).']
    'createTable(\'t\') { varchar() }' | ['2:1: Table `t` needs at least one column', '2:20: A type without a column\'s name declares no column | Give the name first: text(\'name\').']
    'createTable(\'t\') { text(\'a\'); text(\'a\') }' | ['2:31: Table `t` has two columns `a`']
    'createTable(\'t\') { text(\'a\'); primaryKey(\'b\') }' | ['2:31: Table `t` has no column `b` | Did you mean `a`?']
    'createTable(\'t\') { text(\'name\'); unique(\'nme\') }' | ['2:34: Table `t` has no column `nme` | Did you mean `name`?']
    'createTable(\'t\') { text(\'a\'); index(\'b\') }' | ['2:31: Table `t` has no column `b` | Did you mean `a`?']
    'createTable(\'t\') { text(\'a\'); primaryKey(\'a\', \'a\') }' | ['2:31: A primary key names a column twice: a, a']
    'createTable(\'t\') { id(); bigint(\'x\').primaryKey() }' | ['2:26: Table `t` has two primary keys']
    'createTable(\'t\') { text(\'a\').unique(); unique(\'a\') }' | ['2:40: Table `t` has two constraints `t_a_key` | Name one of them otherwise: .named(\'…\').']
    'createTable(\'t\') { text(\'a\'); index(\'a\'); index(\'a\') }' | ['2:43: Table `t` has two indexes `t_a_idx` | Name one of them otherwise: .named(\'…\').']
    'createTable(\'t\') { }' | ['2:1: Table `t` needs at least one column']
    'createTable \'t\'' | ['2:1: `createTable` cannot take (\'t\') | It takes createTable(text name) { … }.']
    'createTable { id() }' | ['2:1: `createTable` cannot take ({ … }) | It takes createTable(text name) { … }.']
    'createTable(\'t\') { int(\'a\') }' | ['2:20: Unknown word `int` in createTable | Did you mean `integer`?']
    'createTable(\'t\') { string(\'a\') }' | ['2:20: Unknown word `string` in createTable | Did you mean `text`?']
    'createTable(\'t\') { text \'a\' default \'x\' }' | ['2:29: Unknown word `default` after a column | Did you mean `defaultTo`?']
    'createTable(\'t\') { text(\'a\').defaultTo(\'x\', \'y\') }' | ['2:30: `defaultTo` cannot take (\'x\', \'y\') | It takes defaultTo(value).']
    'createTable(\'t\') { text(\'a\').defaultTo(new Object()) }' | ['2:30: `Object` cannot be a value; use text, a number, true or false, null, bytes, a date or time, or sql(\'…\')']
    'createTable(\'t\') { id().defaultTo(1) }' | ['2:20: Column `id` is an identity, so it has no default and no expression']
    'createTable(\'t\') { text(\'a\').generatedAs(\'b\').defaultTo(1) }' | ['2:20: Column `a` is generated, so it has no default']
    'createTable(\'t\') { decimal(\'a\', 2, 5) }' | ['2:20: The scale of decimal is between 0 and its precision 2, not 5']
    'createTable(\'t\') { varchar(\'a\', 0) }' | ['2:20: The length of varchar is at least 1, not 0']
    'createTable(\'t\') { timestamp(\'a\', 9) }' | ['2:20: The precision of timestamp is 0 to 6, not 9']
    'createTable(\'t\') { reference(\'team\').onDelete(CASCAD) }' | ['2:47: Unknown name `CASCAD` | Did you mean `CASCADE`?']
    'createTable(\'t\') { text(\'a\').onDelete(CASCADE) }' | ['2:30: `onDelete` needs references(\'…\') before it']
    'createTable(\'t\') { text(\'a\').named(\'x\') }' | ['2:30: `named` needs a constraint before it: unique(), primaryKey(), check(\'…\') or references(\'…\')']
    'createTable(\'t\') { text(\'a\').stored() }' | ['2:30: `stored` needs generatedAs(\'…\') before it']
    'createTable(\'t\') { foreignKey(\'a\') }' | ['2:20: A foreign key needs .references(\'table\', \'column\')']
    'createTable(\'t\') { text(\'a\'); foreignKey(\'a\') }' | ['2:31: A foreign key needs .references(\'table\', \'column\')']
    'createTable(\'t\') { text(\'a\'); foreignKey(\'a\').references(\'o\', \'b\', \'c\') }' | ['2:31: A foreign key of 1 columns cannot reference 2 columns of `o`']
    'createTable(\'t\') { text(\'a\'); check(5) }' | ['2:31: `check` cannot take (5) | It takes check(text expression) or check(text name, text expression).']
    'createTable(\'t\') { text(\'a\'); check(\'x\', \'\') }' | ['2:31: A check needs an expression']
    'createTable(\'t\') { text() }' | ['2:1: Table `t` needs at least one column', '2:20: A type without a column\'s name declares no column | Give the name first: text(\'name\').']
    'createTable(\'t\') { id(); desc(\'id\') }' | ['2:26: `id` is a key of no index | Give it to index(…) or createIndex(…).']
    'createTable(\'t\') { id(); sql(\'now()\') }' | ['2:26: sql(\'…\') is a value here, and no word takes it | An operation stands directly in up { … }.']
    'createTable(\'t\') { id(); createIndex(\'t\', \'id\') }' | ['2:26: Unknown word `createIndex` in createTable | This word stands directly in up { … }.']
    'createTable(\'t\') { id(); notNull() }' | ['2:26: Unknown word `notNull` in createTable | This word follows a column: text(\'name\').notNull(…).']
    'createTable(\'t\') { id(); index(\'id\').concurrently() }' | ['2:26: A new table has no writers, so concurrently() means nothing here']
    'createTable(\'t\') { id(); text(nme) }' | ['2:31: Unknown name `nme`']
    'createTable(\'t\') { id(strt: 1) }' | ['2:20: `id` cannot take (strt: …) | It takes id() or id(text column).']
    'createTable(\'t\') { bigint(\'a\').identity(strt: 1) }' | ['2:32: `identity` does not take `strt:` | Did you mean `start`?']
    'createTable(\'t\') { bigint(\'a\').identity(start: \'x\') }' | ['2:32: `start:` of `identity` is a number, not \'x\'']
    'createTable(\'a.b.c\') { id() }' | ['2:1: `a.b.c` has more than two parts; write schema.name']
    'createTable(\'\') { id() }' | ['2:1: A name must not be empty']
    'text(\'a\')' | ['2:1: `text` cannot take (\'a\') | A column stands in createTable(\'…\') { … } or addColumn(\'…\') { … }.']
    'varchar \'email\', 320' | ['2:1: `varchar` cannot take (\'email\', 320) | A column stands in createTable(\'…\') { … } or addColumn(\'…\') { … }.']
    'notNull()' | ['2:1: Unknown word `notNull` in up { }']
    'up { dropTable \'x\' }' | ['2:1: Unknown word `up` in up { } | This word stands outside of up { … }.']
    'description \'x\'' | ['2:1: Unknown word `description` in up { } | This word stands outside of up { … }.']
    'addColumn(\'t\') { text(\'a\'); comment \'x\' }' | ['2:29: `comment` belongs in createTable, not in addColumn']
    'alterColumn(\'t\', \'c\') { }' | ['2:1: alterColumn of `t.c` changes nothing']
    'alterColumn(\'t\', \'c\') { notNul() }' | ['2:25: Unknown word `notNul` in alterColumn | Did you mean `notNull`?']
    'alterColumn(\'t\', \'c\') { type \'text\' }' | ['2:25: `type` cannot take (\'text\') | It takes type(type, [using:]).']
    'addForeignKey(\'t\', \'a\')' | ['2:1: A foreign key needs .references(\'table\', \'column\')']
    'addForeignKey \'t\', \'a\' reference \'x\'' | ['2:1: A foreign key needs .references(\'table\', \'column\')', '2:24: Unknown word `reference` after a constraint | Did you mean `references`?']
    'createIndex \'t\'' | ['2:1: Index `t__idx` needs at least one column or expression']
    'createIndex \'t\', 5' | ['2:1: An index is on columns (\'a\'), desc(\'a\') or expression(\'lower(a)\'), not on 5']
    'dropIndex \'i\', concurently: true' | ['2:1: `dropIndex` does not take `concurently:` | Did you mean `concurrently`?']
    'dropTable \'t\', casscade: true' | ['2:1: `dropTable` does not take `casscade:` | Did you mean `cascade`?']
    'dropTable \'t\', cascade: \'yes\'' | ['2:1: `cascade:` of `dropTable` is true or false, not \'yes\'']
    'dropTable 5' | ['2:1: `dropTable` cannot take (5) | It takes dropTable(text name, [cascade:]).']
    'dropTable null' | ['2:1: `dropTable` cannot take (null) | It takes dropTable(text name, [cascade:]).']
    'dropTable()' | ['2:1: `dropTable` cannot take () | It takes dropTable(text name, [cascade:]).']
    'dropTable "t", "u"' | ['2:1: `dropTable` cannot take (\'t\', \'u\') | It takes dropTable(text name, [cascade:]).']
    'insert \'t\'' | ['2:1: An insert into `t` needs at least one column and value']
    'insert \'t\', [1, 2]' | ['2:1: A row is a map of columns and values: [name: \'A\']']
    'insert \'t\', a: [1, 2]' | ['2:1: `ArrayList` cannot be a value; use text, a number, true or false, null, bytes, a date or time, or sql(\'…\')']
    'insert(\'t\', [])' | ['2:1: An insert into `t` needs at least one column and value']
    'update \'t\', a: 1' | ['2:1: `update` does not take `a:` | It takes set:, where:.']
    'update \'t\', set: 5' | ['2:1: `set:` of `update` is a map, not 5']
    'delete \'t\', wher: \'x\'' | ['2:1: `delete` does not take `wher:` | Did you mean `where`?']
    'insert \'t\', a: "x\\u0000y"' | ['2:1: Text must not contain a NUL character; keep such bytes in a binary column']
    'loadCsv \'t\', \'nothing.csv\'' | ['2:1: The file `nothing.csv` beside this migration: there is no such file']
    'backfill(\'t\') { batch 0; set a: 1 }' | ['2:1: A batch has at least one row, not 0']
    'backfill(\'t\') { where \'x\' }' | ['2:1: A backfill of `t` needs set column: value']
    'backfill(\'t\') { set a: 1; pause 5.parsecs }' | ['2:27: Unknown unit `5.parsecs`; a duration is written 100.ms, 10.s or 5.min']
    'backfill(\'t\') { set a: 1; pause 5 }' | ['2:27: `pause` cannot take (5) | It takes pause(duration).']
    'sql \'\'' | ['2:1: An sql operation needs a statement']
    'sql "select \'open"' | ['2:1: The SQL cannot be read, at its line 1, column 8: This string is not closed; a quote inside of one is doubled']
    'sql \'select 1\', down: 5' | ['2:1: `down:` is a statement or a list of them: down: \'drop view v\'']
    'sql \'select 1\', undo: \'x\'' | ['2:1: `sql` does not take `undo:` | It takes down:, touchesSchema:.']
    'only MYSQL { dropTable \'t\' }' | ['2:6: Unknown product `MYSQL` | Those that Garganey knows are SQLITE, POSTGRESQL.']
    'only { dropTable \'t\' }' | ['2:1: `only` takes products and a block: only SQLITE, POSTGRESQL { … }']
    'SQLITE { dropTable \'t\' }' | ['2:1: `SQLITE { … }` alone does nothing | Write only SQLITE { … }.']
    'only SQLITE, \'x\'' | ['2:1: `only` takes products and a block: only SQLITE, POSTGRESQL { … }']
    'env(\'NOT_SET\')' | ['2:1: The environment variable `NOT_SET` is not set; set it, or give a default: env(\'NOT_SET\', \'…\')']
    'env.NOT_SET = \'x\'' | ['2:5: The environment cannot be changed from a script']
    'dropTable env(\'NOT_SET\')' | ['2:11: The environment variable `NOT_SET` is not set; set it, or give a default: env(\'NOT_SET\', \'…\')']
    "insert 't', a: bytes('0g')" | ["2:16: `0g` is not hexadecimal: each byte has two digits, as in bytes('00ff')"]
    "insert 't', a: 1, b: nope" | ['2:22: Unknown name `nope`']
    'dropTable nope' | ['2:11: Unknown name `nope`']
    '1 / 0' | ['2:1: This fails with ArithmeticException: Division by zero']
    'def x = null; x.foo()' | ['2:15: This fails with NullPointerException: Cannot invoke method foo() on null object']
    '\'abc\'.fooBar()' | ['2:1: There is no method fooBar() of String']
    '[1].nope' | ['2:1: This fails with MissingPropertyException: Exception evaluating property \'nope\' for java.util.ArrayList, Reason: groovy.lang.MissingPropertyException: No such property: nope for class: java.lang.Integer']
    'throw new IllegalStateException(\'because\')' | ['2:0: This fails with IllegalStateException: because']
    'assert 1 == 2' | ['2:0: The assertion does not hold']
    'createEnum \'mood\', \'a\', \'a\'' | ['2:1: Enum `mood` lists a value twice']
    'addEnumValue \'mood\', \'x\', before: \'a\', after: \'b\'' | ['2:1: A new value comes before one value or after one, not both']
    'createTrigger \'g\', \'before …\'' | ['2:1: `createTrigger` needs `on:` | It takes createTrigger(text name, text definition, on:, [constraint:], [comment:]).']
    'createSequence \'s\', increment: 0' | ['2:1: The increment of a sequence must not be 0']
    'createSequence \'s\', ownedBy: \'x\'' | ['2:1: A sequence is owned by a column: ownedBy: \'table.column\'']
    'createDomain \'d\'' | ['2:1: `createDomain` cannot take (\'d\') | It takes createDomain(text name, type).']
    'createView \'v\', \'\'' | ['2:1: View `v` needs a query']
    'createFunction \'f(a\', \'x\'' | ['2:1: `f(a` has an open parenthesis; write f(a integer)']
    'dropTable' | ['2:1: `dropTable` says too little | It takes dropTable(text name, [cascade:]).']
    'createTable(\'t\') { unique }' | ['2:20: A unique constraint needs at least one column']
    'def again() { again() }; again()' | ['1:4: Something in this block cannot stand in a block; a method is defined outside of blocks']
    'createTable(\'t\') { text(\'a\').x = 5 }' | ['2:30: `x` cannot be assigned to | Write it as a word: x(…).']
    'createMaterializedView \'v\', \'select 1\'' | ['2:1: Unknown word `createMaterializedView` in up { } | Did you mean `createView`?']
    'default 5' | ['2:9: `default 5` is not expected here']
    'createTable(\'t\') { id() ' | ['1:4: A `}` is missing']
    'dropTable \'t' | ['2:11: This quote is not closed']
    'dropTable(\'t\'' | ['2:10: `(` is not expected here']
    'createTable(\'t\') { text(\'a\') text(\'b\') }' | ['2:30: Unknown word `text` after a column | Begin a new line, or put a semicolon before it.']
    'createTable(\'t\') { text \'a\' \'b\' }' | ['2:30: Unknown word `b` after a column']
    'dropTable \'a\' dropTable \'b\'' | ['2:15: Unknown word `dropTable` after `dropTable`, which is complete | Begin a new line, or put a semicolon before it.']
    'new Foo()' | ['2:1: Unknown class `Foo`']
    'if (true { dropTable \'a\' }' | ['3:1: `{ dropTable \'a\' }` is not expected here']
    'createTable(\'t\') { int \'a\' }' | ['2:20: Unknown word `int` in createTable | Did you mean `integer`?']
    'createTable(\'t\') { text(\'a\').default(\'b\') }' | ['2:30: Unknown word `default` after a column | Did you mean `defaultTo`?']
    '/* open' | ['1:4: A `}` is missing']
    'def x = 5 +' | ['3:1: The file ends too early: a `}` or a quote is missing']
    'foo: bar' | ['2:6: Unknown name `bar`']
    'def text(a) { }' | ['1:4: Something in this block cannot stand in a block; a method is defined outside of blocks']
    'createTable(\'t\') { id(); dialect = 5 }' | ['2:26: `dialect` cannot be assigned to | To compare, write ==.']
  }

  def "a whole file: #script"() {
    expect:
    wrong(script) == messages

    where:
    script | messages
    '' | ['0:0: This migration is empty | Write its operations into up { … }.']
    '// nothing here' | ['0:0: This migration has no up { } block | Write its operations into up { … }.']
    'description \'x\'' | ['0:0: This migration has no up { } block | Write its operations into up { … }.']
    'up { }' | ['1:1: This migration is empty | Write its operations into up { … }, or delete the file.']
    '// x\nup {\n  // later } /* so */\n  /* or\n never */ }' | ['2:1: This migration is empty | Write its operations into up { … }, or delete the file.']
    'up { }\nup { }' | ['2:1: There are two up { } blocks; write all operations into one']
    'down { }' | ['0:0: This migration has no up { } block | Write its operations into up { … }.']
    'upp { dropTable \'x\' }' | ['1:1: Unknown word `upp` at the top of a migration | Did you mean `up`?']
    'dropTable \'x\'' | ['1:1: Unknown word `dropTable` at the top of a migration | This word stands in up { … }.']
    'up { dropTable \'x\' }\ntransactional \'no\'' | ['2:1: `transactional` cannot take (\'no\') | It takes transactional(true or false).']
    'up { dropTable \'x\' }\nrequires 5' | ['2:1: `requires` cannot take (5) | It takes requires(text ids…).']
    'up { dropTable \'x\' }\nirreversible' | ['2:1: `irreversible` says too little | It takes irreversible(text why).']
    'up { dropTable \'x\' }\ndown { }\nirreversible \'x\'' | ['0:0: This migration is irreversible and has a down { } block | Keep one of them.']
    'up' | ['1:1: `up` says too little | It takes up { … }.']
    'up \'x\'' | ['1:1: `up` cannot take (\'x\') | It takes up { … }.']
    'up {\n  dropTable \'x\'\n' | ['1:4: A `}` is missing']
    'up {\n  createTable(\'t\') {\n    text \'a\'\n    text( \'b\'\n  }\n}' | ['5:3: `}` is not expected here']
    'import foo.Bar\nup { }' | ['1:8: Unknown class `foo.Bar`']
    'class A {}' | ['0:0: This migration has no up { } block | Write its operations into up { … }.']
    'up { dropTable \'x\'; createTabel(\'y\') { } }\ndescripton \'x\'\nnope' | ['1:21: Unknown word `createTabel` in up { } | Did you mean `createTable`?', '2:1: Unknown word `descripton` at the top of a migration | Did you mean `description`?', '3:1: Unknown name `nope`']
    'up { createTable(\'t\') { text \'a\', 5; txt \'b\'; text(\'c\').notNull().uniqe() } }' | ['1:25: `text` cannot take (\'a\', 5) | It takes text(text column).', '1:38: Unknown word `txt` in createTable | Did you mean `text`?', '1:67: Unknown word `uniqe` after a column | Did you mean `unique`?']
    'sql(\'x\')\nup { }' | ['1:1: sql(\'…\') is a value here, and no word takes it | An operation stands directly in up { … }.', '2:1: This migration is empty | Write its operations into up { … }, or delete the file.']
    'package a.b\nup { dropTable \'x\' }' | ['1:1: A script has no package | Remove this line.']
    'def up() { }\nup()' | ['1:5: `up` is a word of the language, so no method can have that name | Name the method otherwise.']
    'up { -> dropTable 5 }' | ['1:9: `dropTable` cannot take (5) | It takes dropTable(text name, [cascade:]).']
    'return 5' | ['0:0: This migration has no up { } block | Write its operations into up { … }.']
    'up { run() }' | ['1:1: This calls itself without an end']
    'up { call() }' | ['1:1: This calls itself without an end']
    'up { dropTabel(foo()) }' | ['1:16: Unknown word `foo` in up { }']
    'up { [1,2].each { dropTabel it } }' | ['1:19: Unknown word `dropTabel` in up { } | Did you mean `dropTable`?']
    'up { dropTable 5; println \'hi\' }' | ['1:6: `dropTable` cannot take (5) | It takes dropTable(text name, [cascade:]).']
    'throw new Error(\'x\')' | ['1:0: This fails with Error: x']
    'System.exit2()' | ['1:1: There is no method exit2() of System']
    'up { createTable(\'t\') { text(\'a\').check(\'x > 1\').check(\'y\', \'z\', \'w\') } }' | ['1:50: `check` cannot take (\'y\', \'z\', \'w\') | It takes check(text expression) or check(text name, text expression).']
    'up { insert(\'t\') { row 5 } }' | ['1:20: `row` cannot take (5) | It takes row(name: value…).']
    'up { insert(\'t\') { rwo a: 5 } }' | ['1:20: Unknown word `rwo` in insert | Did you mean `row`?']
    'up { data 5 }' | ['1:6: `data` cannot take (5) | It takes data { … }.']
    'up { createTable(\'t\') { id(); if (dialect = SQLITE) text(\'b\') } }' | ['1:25: `dialect` cannot be assigned to | To compare, write ==.']
    'up { createTable(\'t\') { id(); reference() } }' | ['1:31: `reference` cannot take () | It takes reference(text what, [table:], [type:]).']
    'def createTable(x) { }\nup { dropTable \'x\' }' | ['1:5: `createTable` is a word of the language, so no method can have that name | Name the method otherwise.']
    'up { if (dialect = SQLITE) { dropTable \'x\' } }' | ['1:10: `dialect` cannot be assigned to | To compare, write ==.']
    'up { createTable(\'t\') { def f() { id() } } }' | ['1:30: `(\'t\') { def f(` is not expected here']
  }

  def "a message shows the place, the line and a caret"() {
    when:
    scripts.migration("up {\n  createTable('users') {\n    varchar('email', 320).notNul()\n  }\n}")

    then:
    def e = thrown(ScriptMistakes)
    e.message == """\
migrations/001_it.groovy:3:27: Unknown word `notNul` after a column
        varchar('email', 320).notNul()
                              ^
  Did you mean `notNull`?"""
  }

  def "a word that is wrong the second time in a statement is shown where it stands"() {
    expect:
    wrong("up { createTable('t') {\n text('a').check('b > 1')\n   .check(5)\n } }") == ['3:5: `check` cannot take (5) | It takes check(text expression) or check(text name, text expression).']
  }

  def "a mistake in the script's own method is shown there, and after it the statement goes on"() {
    expect:
    wrong("""
def stamps() {
  timestampz('a')
}
up {
  createTable('t') {
    stamps()
    text('b').notNul()
  }
}""")*.takeWhile { it != ' ' } == ['3:3:', '8:15:']
  }

  def "the mistakes of all files are told, also when one is no Groovy at all"() {
    given:
    scripts.write('001_a.groovy', "up { dropTabel 'x' }")
    scripts.write('002_b.groovy', "up { dropTable 'x' ")
    scripts.write('003_c.sql', "select 'open")
    scripts.write('004_d.groovy', "up { dropTable 5 }")
    Files.write(folder.resolve('005_e.groovy'), [117, 112, 10, 0xff, 0xfe] as byte[])
    scripts.write('006_f.groovy', "class Same {}\nup { dropTable 'x' }")
    scripts.write('007_g.groovy', "class Same {}\nup { dropTable 'x' }")

    when:
    scripts.evaluate()

    then:
    def e = thrown(ScriptMistakes)
    e.mistakes()*.at()*.toString() == ['migrations/001_a.groovy:1:6', 'migrations/002_b.groovy:1:4', 'migrations/003_c.sql:1:8',
        'migrations/004_d.groovy:1:6', 'migrations/005_e.groovy:2:1']
  }

  def "Windows line ends and a byte order mark change nothing"() {
    expect:
    wrong("\uFEFFup {\r\n  dropTabel 'x'\r\n}") == ['2:3: Unknown word `dropTabel` in up { } | Did you mean `dropTable`?']
  }

  def "a reference to a table that is not there yet is found offline, at its place"() {
    given:
    scripts.write('001_a.groovy', "up {\n  createTable('users') { id(); reference('team') }\n}")
    scripts.write('002_b.groovy', "up { createTable('teams') { id() } }")

    when:
    def result = Fold.fold(Schema.EMPTY, scripts.evaluate(), Product.SQLITE)

    then:
    result.mistakes().collect { "${it.at()}: ${it.message()}".toString() } == ['migrations/001_a.groovy:2:3: There is no table `teams` at this point']
  }

  List<String> wrong(String script) {
    try {
      scripts.migration(script)
      return []
    } catch (ScriptMistakes e) {
      assert e.message.indexOf('\tat ') < 0
      return e.mistakes().collect { m ->
        assert m.at().file() == 'migrations/001_it.groovy'
        "${m.at().line()}:${m.at().column()}: ${m.message()}${m.remedy().map { ' | ' + it }.orElse('')}".toString()
      }
    }
  }
}
