package dev.garganey.script

import dev.garganey.model.Product
import dev.garganey.operation.CreateTable
import dev.garganey.operation.LoadCsv
import dev.garganey.operation.Migration
import dev.garganey.operation.RunCode
import dev.garganey.testing.Child
import dev.garganey.testing.EvaluatesFolder
import dev.garganey.testing.RandomOperations
import spock.lang.Specification
import spock.lang.TempDir

import java.nio.file.Files
import java.nio.file.Path

/** What Groovy made of a script is kept, and nobody can tell the second time from the first but by its speed. */
class KeptScriptsSpec extends Specification {

  static final PROJECT = Path.of('..').toAbsolutePath().normalize()
  static final LOOP = "up { ['a', 'b'].each { name -> createTable(name) { id() } } }\n"

  @TempDir
  Path folder

  Map<String, String> environment = [:]

  def "the samples, and which of them are kept: #sample"() {
    given:
    def files = MigrationFolder.read(PROJECT.resolve("migrations-samples/$sample/migrations")).files()

    expect:
    new SecondTime(context(product)).kept(files)*.id() == kept

    where:
    [sample, product] << [['quickstart', 'blog', 'dext-users', 'command-history'], Product.values().toList()].combinations()
    kept = [
      quickstart: ['001_init', '002_display_names'],
      blog: ['001_authors_and_posts', '004_first_posts', '005_slugs', 'published_posts'],
      'dext-users': ['20250101000001_CreateTestUsers', '20250101000002_AddAge', '20250101000003_UniqueEmail'],
      'command-history': ['001_eight_tables'],
    ][sample]
  }

  def "random migrations, written as scripts: #kind.simpleName"() {
    given:
    def seed = RandomOperations.seed(KeptScriptsSpec)
    def operations = (1..20).collect { new RandomOperations(seed + it).operation(kind) }.collect { Sayable.of(it) }.findAll { it != null }
    def texts = operations.collate(10).collect { OperationRenderer.migration(Optional.of('x'), it, Optional.of(it)) }

    expect: 'none is read from a file, so all are kept'
    new SecondTime(context(Product.POSTGRESQL)).kept(files(texts)).size() == texts.size()

    where:
    kind << RandomOperations.kinds() - RunCode - LoadCsv
  }

  def "scripts that compute: #script"() {
    expect:
    new SecondTime(context(product)).kept(files([script])).size() == (kept ? 1 : 0)

    where:
    [script, product] << [
      [LOOP,
       "up { if (dialect == SQLITE) { dropTable 'a' } else { dropTable 'b' } }",
       "def t(n) { createTable(n) { id() } }\nup { t('a'); t('b') }\ndown { ['b', 'a'].each { dropTable it } }",
       "description \"\${1 + 1}\"\ntransactional false\nrepeatable\nrequires 'a', 'b'\nup { 2.times { sql \"select \$it\", down: ['x', 'y'] } }\ndown { }",
       "replaces 'a', 'b'\nirreversible 'x'.toUpperCase()\nup { for (i in 1..2) { only SQLITE, POSTGRESQL { dropTable \"t\$i\" } } }",
       "up { insert 't', (1..3).collect { [z: it, a: it / 3, m: null, b: it > 1, s: sql('now()').toString()] } }",
       "up { 3.times { row -> insert 't', z: row * 1.50, a: \"x\$row\", n: null, w: sql('now()'), y: bytes('00ff') } }",
       "up { [1].each { data { db -> db.execute('x') } } }",
       "up { dropTable env('NAME', 'x') }",
       "class Foo { static n = 0 }\nup { dropTable \"t\${Foo.n++}\" }",
       "up { dropTable \"t\${System.nanoTime() > 0}\" }",
      ], Product.values().toList()].combinations()
    kept = !(script.contains('data {') || script.contains('env(') || script.contains('class ') || script.contains('System') || script.contains('toString'))
  }

  def "mistakes are the same, and nothing with a mistake is kept: #script"() {
    expect:
    new SecondTime(context()).kept(files([script])).isEmpty()

    where:
    script << [
      "up { ['a'].each { name -> createTable(name) { txet('x') } } }",
      "up { [1, 2].each { n ->\n dropTable n\n } }",
      "up { ['a'].each { dropTable it }\n",
      "up { [1].each { throw new RuntimeException('x') } }",
      "up { def x = 'a'\n\n  x.foo() }",
      "up { assert [1].size() == 2 }",
      "up { dropTable env('NOT_SET') }",
      "package a\nclass X { }",
      "up { [1].each { null.foo() } }\n",
      "def m() {\n  [1][5].foo()\n}\nup {\n  m()\n}",
      "up { ['a'].each { text it } }",
      "up { (Integer) 'x'.toList() }",
    ]
  }

  def "files of one content are one entry, and each migration names its own file"() {
    given:
    def one = project('one', '001_a', LOOP)
    def other = project('other', '005_other', LOOP)

    when:
    evaluate(one)
    def second = evaluate(other)[0]

    then:
    entries('migrations').size() == 1
    second == new ScriptLoader(context()).evaluate(MigrationFolder.read(other).files())[0]
    second.id() == '005_other'
    second.file() == 'migrations/005_other.groovy'
    second.up()*.at()*.file().unique() == ['migrations/005_other.groovy']
  }

  def "two files of one content in one folder are two, with what each keeps to itself"() {
    given:
    def text = "class Count { static int n = 0 }\nup { dropTable \"t\${Count.n++}\" }"
    def migrations = project('one', '001_a', text)
    Files.writeString(migrations.resolve('002_b.groovy'), text)
    Files.writeString(migrations.resolve('003_c.groovy'), LOOP)
    Files.writeString(migrations.resolve('004_d.groovy'), LOOP)

    expect:
    (1..2).every {
      def made = evaluate(migrations)
      made*.id() == ['001_a', '002_b', '003_c', '004_d'] && made[0..1].collect { it.up()[0].operation().table().toString() } == ['t0', 't0'] && made[2].up().size() == made[3].up().size()
    }
  }

  def "a script whose classes are kept finds those that another one declares, as if nothing were kept"() {
    given: 'what a name means that nothing declares'
    def text = "up { [1].each { createTable(Names.TABLE) { id() } } }"
    def migrations = project('one', '002_b', text)

    when:
    evaluate(migrations)

    then:
    thrown(ScriptMistakes)
    entries('classes').size() == 1

    when: 'something declares it'
    Files.writeString(migrations.resolve('001_a.groovy'), "class Names { static final TABLE = 'a' }\nup { [1].each { createTable('b') { id() } } }")

    then:
    (1..2).every { names(evaluate(migrations)) == ['b', 'a'] }
  }

  def "what other code changes for all has no part in what is kept"() {
    given: 'in processes of their own, for this one would not be the same any more'
    def changing = project('changing', '001_a', "String.metaClass.trim = { -> 'changed' }\nup { dropTable 'x'.trim() }")
    def both = project('both', '001_a', "String.metaClass.trim = { -> 'changed' }\nup { dropTable 'x'.trim() }")
    def text = "up { [' a '].each { createTable(it.trim()) { id() } } }"
    Files.writeString(both.resolve('002_b.groovy'), text)
    def caches = folder.toRealPath().resolve('caches').toString()

    when: 'a pure script after one that changes the methods of texts, in one run'
    Child.loadedClasses(EvaluatesFolder, both.toString(), caches)

    then: 'it was evaluated before'
    entries('migrations').size() == 1
    names(evaluate(project('pure', '001_a', text))) == ['a']

    when: 'it is evaluated when that has been done'
    entries('migrations').each { Files.delete(it) }
    Child.loadedClasses(EvaluatesFolder, folder.resolve('pure/migrations').toString(), caches, changing.toString())

    then:
    entries('migrations').isEmpty()
  }

  def "a changed script and another product are evaluated anew"() {
    given:
    def migrations = project('one', '001_a', "up { ['a'].each { createTable(dialect == SQLITE ? it : it + it) { id() } } }")

    expect:
    names(evaluate(migrations)) == ['a']
    names(evaluate(migrations, Product.POSTGRESQL)) == ['aa']
    names(evaluate(migrations)) == ['a']
    entries('migrations').size() == 2

    when:
    Files.writeString(migrations.resolve('001_a.groovy'), "up { ['b'].each { createTable(it) { id() } } }")

    then:
    names(evaluate(migrations)) == ['b']
  }

  def "another build of the program, another Java or another language of the user finds nothing"() {
    given:
    def migrations = project('one', '001_a', "up { ['i'].each { createTable(it.toUpperCase()) { id() } } }")
    def before = Locale.default

    when:
    def here = names(evaluate(migrations))
    Locale.default = Locale.forLanguageTag('tr')
    def there = names(evaluate(migrations))

    then:
    here == ['I']
    there == ['İ']
    entries('migrations').size() == 2

    cleanup:
    Locale.default = before
  }

  def "what was read from the environment is kept nowhere, and read each time"() {
    given:
    environment.NAME = 'secret1'
    def migrations = project('one', '001_a', "up { [1].each { createTable(env('NAME')) { id() } } }")

    expect:
    names(evaluate(migrations)) == ['secret1']
    (entries('classes') + entries('migrations')).every { !new String(Files.readAllBytes(it), 'ISO-8859-1').contains('secret1') }
    entries('migrations').isEmpty()
    entries('classes').size() == 1

    when:
    environment.NAME = 'secret2'

    then:
    names(evaluate(migrations)) == ['secret2']
  }

  def "a damaged or foreign entry is made again: #kind"() {
    given:
    def migrations = project('one', '001_a', script)
    def right = evaluate(migrations)[0].up()*.operation()
    def entry = entries(kind)[0]
    def kept = Files.readAllBytes(entry)
    def other = project('other', '001_a', script.replace("'a'", "'z'"))
    evaluate(other)
    def foreign = entries(kind).find { it != entry }

    expect: 'cut off, changed, and that of another script'
    [Arrays.copyOf(kept, 100), Arrays.copyOf(kept, kept.length).tap { it[it.length - 5] ^= 1 }, Files.readAllBytes(foreign)].every { bytes ->
      Files.write(entry, bytes)
      evaluate(migrations)[0].up()*.operation() == right && Files.readAllBytes(entry) == kept
    }

    where:
    kind         | script
    'migrations' | "up { ['a'].each { createTable(it) { id() } } }"
    'classes'    | "up { ['a'].each { createTable(it) { id() } }; env.X }"
  }

  def "an entry that is whole but no migration, and classes that are none, count as none"() {
    given:
    def cache = cache()
    def source = new SourceText('x', LOOP)
    def file = MigrationFolder.read(project('one', '001_a', LOOP)).files()[0]

    when:
    cache.key(Product.SQLITE, source).ifPresent { cache.migrations.put(it, '{"version":9}'.bytes) }
    cache.key('classes', ScriptClasses.VERSION, source).ifPresent { cache.classes.put(it, [0, 0, 0, 1, 0, 9] as byte[]) }

    then:
    cache.migration(file, source, Product.SQLITE).isEmpty()
    cache.classes(source).isEmpty()

    when: 'classes that Java refuses'
    cache.keep(source, new ScriptClasses(ScriptCache.className(source), [(ScriptCache.className(source)): [1, 2, 3] as byte[]], [], false))

    then:
    names(evaluate(folder.resolve('one/migrations'))) == ['a', 'b']
  }

  def "where nothing can be kept, scripts are evaluated as ever"() {
    given:
    Files.writeString(folder.resolve('file'), '')
    def migrations = project('one', '001_a', LOOP)

    expect:
    [[:], [XDG_CACHE_HOME: folder.resolve('file').toString()], [HOME: 'x']].every { variables ->
      names(new ScriptLoader(context(), ScriptCache.of(variables)).evaluate(MigrationFolder.read(migrations).files())) == ['a', 'b']
    }
  }

  def "models share the classes of scripts"() {
    given:
    def model = Files.createDirectories(folder.resolve('project/schema'))
    Files.writeString(model.resolve('a.groovy'), "['a', 'b'].each { n -> table(n) { id() } }")

    when:
    def schemas = (1..2).collect { new ModelLoader(context(), cache()).load([model]).schema() }

    then:
    schemas[0] == schemas[1]
    schemas[0].tables()*.name()*.toString() == ['a', 'b']
    entries('classes').size() == 1
  }

  def "the second time, a script that computes loads nothing of Groovy, in a process of its own"() {
    given:
    def migrations = project('one', '001_a', LOOP)
    def caches = folder.toRealPath().resolve('caches').toString()

    when:
    def first = Child.loadedClasses(EvaluatesFolder, migrations.toString(), caches)
    def second = Child.loadedClasses(EvaluatesFolder, migrations.toString(), caches)

    then:
    first.contains('migrations: 1')
    first.contains(' groovy.lang.Closure ')
    second.contains('migrations: 1')
    second.findAll(/ (?:groovy|org\.codehaus\.groovy|org\.apache\.groovy)\.[\w.$]+/) == []
  }

  def "the second time, code needs Groovy's runtime and not its compiler"() {
    given:
    def migrations = project('one', '001_a', "up { [1].each { data { db -> db.execute('x') } } }")
    def caches = folder.toRealPath().resolve('caches').toString()

    when:
    def first = Child.loadedClasses(EvaluatesFolder, migrations.toString(), caches)
    def second = Child.loadedClasses(EvaluatesFolder, migrations.toString(), caches)

    then:
    first.contains('org.apache.groovy.parser.')
    second.contains(' groovy.lang.Closure ')
    !second.contains('org.apache.groovy.parser.')
    !second.contains('CompilationUnit')
  }

  def "processes that keep at once disturb nobody"() {
    given:
    def migrations = project('one', '001_a', LOOP)
    def caches = folder.toRealPath().resolve('caches').toString()

    when:
    def results = Collections.synchronizedList([])
    def threads = (1..3).collect { Thread.start { results << Child.loadedClasses(EvaluatesFolder, migrations.toString(), caches).contains('migrations: 1') } }
    threads*.join()

    then:
    results == [true, true, true]
    entries('migrations').size() == 1
    evaluate(migrations)[0].up().size() == 2
  }

  // --- What the specs have in common ---------------------------------------------------------------

  private ScriptContext context(Product product = Product.SQLITE) {
    new ScriptContext(product, { name -> Optional.ofNullable(environment[name]) }, folder)
  }

  private ScriptCache cache() {
    ScriptCache.of([XDG_CACHE_HOME: folder.toRealPath().resolve('caches').toString()])
  }

  private List<Migration> evaluate(Path migrations, Product product = Product.SQLITE) {
    new ScriptLoader(context(product), cache()).evaluate(MigrationFolder.read(migrations).files())
  }

  private static List<String> names(List<Migration> migrations) {
    migrations*.up().flatten()*.operation().findAll { it instanceof CreateTable }*.table()*.name()*.toString()
  }

  private Path project(String name, String id, String text) {
    def migrations = Files.createDirectories(folder.resolve("$name/migrations"))
    Files.writeString(migrations.resolve("${id}.groovy"), text)
    migrations
  }

  private List<MigrationFile> files(List<String> texts) {
    def migrations = Files.createDirectories(folder.resolve('migrations'))
    texts.eachWithIndex { text, i -> Files.writeString(migrations.resolve(String.format('%05d_x.groovy', i)), text) }
    MigrationFolder.read(migrations).files()
  }

  private List<Path> entries(String kind) {
    def room = folder.toRealPath().resolve("caches/garganey/$kind")
    Files.isDirectory(room) ? Files.list(room).withCloseable { it.sorted().toList() } : []
  }
}
