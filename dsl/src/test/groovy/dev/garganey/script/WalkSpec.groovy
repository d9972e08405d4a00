package dev.garganey.script

import dev.garganey.model.Product
import dev.garganey.operation.LoadCsv
import dev.garganey.operation.RunCode
import dev.garganey.testing.Child
import dev.garganey.testing.EvaluatesFolder
import dev.garganey.testing.RandomOperations
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

/** A script that is walked gives what it gives when Groovy compiles it: every script of the other specs, and these. */
class WalkSpec extends Specification {
  static final PROJECT = Path.of('..').toAbsolutePath().normalize()

  @TempDir
  Path folder

  def "the samples that use no more than words, values and blocks are walked: #sample"() {
    given:
    def files = MigrationFolder.read(PROJECT.resolve("migrations-samples/$sample/migrations")).files()

    expect:
    bothWays().walked(files)*.id() == walked

    where:
    sample            | walked
    'quickstart'      | ['001_init', '002_display_names']
    'blog'            | ['001_authors_and_posts', '003_countries', '005_slugs', 'published_posts']
    'dext-users'      | ['20250101000001_CreateTestUsers', '20250101000002_AddAge', '20250101000003_UniqueEmail']
    'command-history' | []
  }

  def "the scripts of the README are the same both ways"() {
    when:
    def texts = blocks(Files.readString(PROJECT.resolve('README.md')))
    def walked = bothWays().walked(files(texts))

    then:
    walked.size() >= 3 // the others have a loop, or are settings
  }

  def "random migrations, written as scripts, are walked: #kind.simpleName"() {
    given:
    def operations = (1..60).collect { seed -> new RandomOperations(seed).operation(kind) }.collect { Sayable.of(it) }.findAll { it != null }
    def texts = operations.collate(10).collect { OperationRenderer.migration(Optional.of('x'), it, Optional.of(it)) }

    expect:
    bothWays().walked(files(texts)).size() == texts.size()

    where:
    kind << RandomOperations.kinds() - RunCode - LoadCsv
  }

  def "a script with something changed at random is understood as Groovy does, or left to it, seed #seed"() {
    given:
    def random = new Random(seed)
    def texts = (1..changes()).collect { change(CORPUS[random.nextInt(CORPUS.size())], random) }.unique()

    expect:
    bothWays().walked(files(texts)).size() > texts.size() / 20

    where:
    seed << (1..Integer.getInteger('seeds', 3))
  }

  def "Groovy's parser, compiler and runtime are not loaded for a plain script"() {
    given:
    files(CORPUS)

    when:
    def log = Child.loadedClasses(EvaluatesFolder, folder.toString())

    then:
    log.contains('migrations: 2')
    !log.contains(' org.codehaus.groovy.')
    !log.contains(' groovy.lang.Closure ')
  }

  static final CORPUS = [
    '''up {
  createTable('t') {
    id()
    varchar('a', 9).notNull().defaultTo('x')
      .unique() // c
    text 'b' notNull() check 'b > 0' named 'k'
    index('a', desc('b')).where("b > 0")
    check 'c', 'a = 1'
    enum('e', 'mood'); char 'f', 3
  }
  addForeignKey 't', 'a' references 'o' onDelete CASCADE
}
''',
    '''description 'x'
transactional false
repeatable
/* why */
up {
  insert('t', a: 1, b: -2, 'c d': null, e: 1.50, f: sql('now()'))
  insert 't', [[a: 1, b: true], [a: 2,]]
  backfill('t') { set a: sql("""b
c"""); batch 10; pause 100.ms }
  insert('t', a: '🦆', 'ä': "é"); dropTable 'after a character of two halves'
  only(POSTGRESQL, SQLITE) { dropTable 'a', cascade: true }
  only SQLITE { renameTable 'b', 'c' }
  alterColumn('t', 'c') { notNull(); type decimal(12, 2), using: 'x' }
}
down { sql('select 1', down: ['a', 'b']); dropIndex 'i' concurrently() }
''']

  static final TOKENS = ["'x'", '"y"', "'''z\n'''", '5', '-5', '- 5', '1.5', '007', '5.s', '[', ']', '[:]', '{', '}', '(', ')', ',', '.', ':', ';', '\n', ' ', '\t',
      '\r\n', '// c\n', '/* c */', '/*\n*/', 'true', 'null', 'notNull', 'notNull()', 'text', "text('x')", 'desc', 'only', 'SQLITE', 'CASCADE', 'sql', 'a:',
      "'a':", '+', '-', 'as', 'in', 'it', '->', '\\', '@', '$', '🦆', 'ä', '"${1}"', '/x/', 'def', 'new', 'return', 'default', 'class:', '?.', '*.', '..', 'identity',
      'identity()', 'env', 'data', 'set', 'row a: 1', '#', '1e3', '1_0', '5L', '\\u0041', "'\\u0041'", "'\\n'", "'\\\n'", "'\$'", '= 1', '==', '?', '&&', '!']

  /** The text with one of its parts left out, doubled, swapped or replaced, or another put in. */
  static String change(String text, Random random) {
    def parts = text.findAll(/\w+|\s+|'[^'\n]*'|./)
    (0..random.nextInt(2)).each {
      int at = random.nextInt(parts.size() - 1)
      switch (random.nextInt(5)) {
        case 0 -> parts.remove(at)
        case 1 -> parts.add(at, parts[at])
        case 2 -> Collections.swap(parts, at, at + 1)
        case 3 -> parts[at] = TOKENS[random.nextInt(TOKENS.size())]
        case 4 -> parts.add(at, TOKENS[random.nextInt(TOKENS.size())])
      }
    }
    parts.join('')
  }

  static int changes() {
    Integer.getInteger('changes', 100)
  }

  BothWays bothWays() {
    new BothWays(new ScriptContext(Product.SQLITE, { name -> Optional.empty() }, folder))
  }

  List<MigrationFile> files(List<String> texts) {
    texts.eachWithIndex { text, i -> Files.writeString(folder.resolve(String.format('%05d_x.groovy', i)), text) }
    MigrationFolder.read(folder).files()
  }

  static List<String> blocks(String markdown) {
    markdown.findAll(/(?s)```groovy[^\n]*\n(.*?)```/) { it[1] }
  }
}
