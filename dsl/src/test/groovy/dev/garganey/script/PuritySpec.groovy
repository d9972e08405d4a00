package dev.garganey.script

import org.codehaus.groovy.ast.ClassHelper
import org.codehaus.groovy.ast.ClassNode
import org.codehaus.groovy.runtime.InvokerHelper
import spock.lang.Specification

/** What Groovy made of a script is kept only where it can come to nothing else the next time. */
class PuritySpec extends Specification {

  def "what is made of the script's own text is pure: #script"() {
    expect:
    isPure(script)

    where:
    script << [
      "up { ['a', 'b'].each { name -> createTable(name) { id(); text('x') } } }",
      "up { ['a', 'b'].each { createTable(it) { id() } } }",
      "up { for (n in 1..3) { createTable('t' + n) { id() } } }",
      "up { for (int i = 0; i < 3; i++) { dropTable \"t\${i}\" } }",
      "up { 3.times { dropTable \"t\$it\" } }",
      "def tables = ['a', 'b']\nup { tables.each { t -> createTable(t) { id() } } }\ndown { tables.reverse().each { t -> dropTable t } }",
      "tables = ['a', 'b']\nup { tables.each { t -> createTable(t) { id() } } }",
      "up { [a: 1, b: 2].each { name, n -> varchar(name, n) } }",
      "up { [[name: 'a', size: 3]].each { t -> createTable(t.name) { varchar('x', t.size).notNull() } } }",
      "up { if (dialect == SQLITE) { dropTable 'a' } else { dropTable 'b' } }",
      "up { switch (dialect) { case SQLITE: dropTable 'a'; break; default: dropTable 'b' } }",
      "up { createTable(dialect in [SQLITE, POSTGRESQL] ? 'a' : 'b') { id() } }",
      "def audit(String table) { addColumn(table) { timestamptz('created_at').notNull() } }\nup { audit('a'); audit('b') }",
      "def plural(name) { name + 's' }\nup { createTable(plural('team')) { id() } }",
      "def plural = { it.toUpperCase() }\nup { ['a'].collect(plural).each { dropTable it }; dropTable plural('x') }",
      "def columns = { id(); text('name') }\nup { createTable('a', columns); createTable('b', columns) }",
      "up { def now = sql('now()'); createTable('a') { timestamptz('at').defaultTo(now); date('on').defaultTo(now) } }",
      "up { insert 't', (1..3).collect { [id: it, name: \"n\$it\".toString(), at: 'x'.padLeft(3)] } }",
      "up { insert('t') { (1..3).each { n -> row id: n, name: 'x' * n } } }",
      "up { def rows = []\nfor (n in 1..3) { rows << [id: n] }\ninsert 't', rows }",
      "up { int sum = 0; while (sum < 3) { sum += 1; dropTable('t' + sum) } }",
      "up { backfill('t') { set a: sql(\"lower(\${'b'})\"); batch 10; pause 100.ms } }",
      "up { ['a', 'b'].each { c -> createIndex('t', desc(c)).unique().where(\"\$c > 0\") } }",
      "up { createTable('t') { t -> t.text('a'); t.integer('b').notNull() } }",
      "up { assert ['a'].size() == 1\nonly(POSTGRESQL) { 2.times { dropTable \"x\$it\" } } }",
      "description \"x \${1 + 1}\"\nup { alterColumn('t', 'c') { def w = 1 + 1; type varchar(w), using: \"c::varchar(\$w)\" } }",
      "up { 'a,b'.split(',').each { dropTable it.trim() } }",
      "up { [b: 1, a: 2].sort { it.value }.keySet().each { dropTable it } }",
      "up { identity(); tableOptions 't', strict: 1 > 0 }",
      "up { def types = [a: 4, b: 5]; ['a', 'b'].each { t -> createTable(t) { varchar('x', types[t]) } } }",
      "up { def l = ['a', 'b']; for (int i = 0; i < 2; i++) { dropTable l[i] }; dropTable l[-1]; dropTable l[0..1].join('') }",
      "up { [[name: 'a']].each { if (it['name']) { dropTable it['name'] } } }",
      "up { alterSequence 's', type: bigint(), start: 3 * 4; createTable('t') { if (1 > 0) { array('x', varchar(9)) } } }",
    ]
  }

  def "what may come to something else is not: #script"() {
    expect:
    !isPure(script)

    where:
    script << IMPURE
  }

  static final IMPURE = [
    // The world
    "up { dropTable env('NAME') }",
    "up { dropTable env('NAME', 'x') }",
    "up { dropTable env.NAME }",
    "up { dropTable env['NAME'] }",
    "up { def e = env; dropTable 'a' }",
    "up { dropTable System.getProperty('x') }",
    "up { dropTable System.getenv('x') }",
    "up { dropTable System.properties.x }",
    "up { dropTable \"t\${System.currentTimeMillis()}\" }",
    "up { dropTable \"t\${new Date()}\" }",
    "up { dropTable \"t\${java.time.Instant.now()}\" }",
    "up { dropTable \"t\${UUID.randomUUID()}\" }",
    "up { dropTable \"t\${Math.random()}\" }",
    "up { dropTable \"t\${new Random().nextInt()}\" }",
    "up { dropTable(['a', 'b'].shuffled()[0]) }",
    "up { def l = ['a', 'b']; Collections.shuffle(l); dropTable l[0] }",
    "up { dropTable new File('x').text }",
    "up { new File('x').eachLine { dropTable it } }",
    "up { loadCsv 't', 'x.csv' }",
    "up { dropTable 'date'.execute().text }",
    "up { dropTable(['date'].execute().text) }",
    "up { dropTable new URL('file:/x').text }",
    "up { dropTable 'file:/x'.toURL().text }",
    "up { dropTable Thread.currentThread().name }",
    "up { Thread.start { dropTable 'a' } }",
    "up { dropTable Locale.getDefault().toString() }",
    "import java.time.LocalDate\nup { dropTable 'a' }",
    "import static java.lang.System.nanoTime\nup { dropTable \"t\${nanoTime()}\" }",
    "up { println 'each time'; dropTable 'a' }",
    "up { print 'x'; printf 'y'; dropTable 'a' }",
    "up { sleep 10; dropTable 'a' }",
    "up { data { db -> db.execute('x') } }",
    "up { ['a'].each { t -> data { db -> db.execute(t) } } }",
    "up { dropTable '%tF'.formatted(0L) }",
    "up { dropTable String.format('%s', 1) }",
    "up { dropTable 'x'.bytes.length + '' }",
    // What is no two times the same
    "up { dropTable \"t\${'x'.hashCode()}\" }",
    "up { dropTable \"t\${{ 1 }}\" }",
    "up { dropTable \"t\${text('a')}\" }",
    "up { dropTable 't' + text('a') }",
    "up { def f = { 1 }; dropTable \"t\$f\" }",
    "up { def f = { 1 }; dropTable f.toString() }",
    "up { def l = []; l.add({ 1 }); dropTable \"t\$l\" }",
    "up { def l = [{ 1 }]; dropTable \"t\$l\" }",
    "up { def m = [:]; dropTable m.get('a', { 1 }).toString() }",
    "up { dropTable([1].inject({ 1 }) { a, b -> a }.toString()) }",
    "up { dropTable([1].collect { n -> def f = { n } }.toString()) }",
    "up { tableOptions 't', x: { 1 } }",
    "up { tableOptions 't', x: [text('a')] }",
    "def f() { { -> 1 } }\nup { dropTable \"t\${f()}\" }",
    "def f() { text('a') }\nup { dropTable \"t\${f()}\" }",
    "def f(n) { n > 0 ? f(n - 1) : text('a') }\nup { dropTable \"t\${f(3)}\" }",
    "up { dropTable([a: 1].values().toString() + [1].iterator()) }",
    "up { def a = [x: 1].values(); def b = [y: 1].values(); dropTable([a, b].sort().toString()) }",
    "up { dropTable([SQLITE, POSTGRESQL].toSet()[0].name()) }",
    "up { dropTable(([SQLITE, POSTGRESQL] as Set)[0].name()) }",
    "up { dropTable([[a: SQLITE], [a: POSTGRESQL]].sort()[0].toString()) }",
    "up { dropTable((1..3).stream().toString()) }",
    "up { dropTable \"t\${-> 1}\" }",
    "up { dropTable \"\${->new Date()}\" }",
    "up { def b = 'x' << 'y'; dropTable \"t\${b}\" }",
    "up { dropTable 'a b'.split(' ').drop(1).toString() }",
    "up { dropTable 'a b'.split(' ').reverse().toString() }",
    "up { dropTable([1].repeat().toString()) }",
    "up { def l = ['x']; (l ? l : text('a')).set(0, { 1 }); dropTable \"t\$l\" }",
    "up { def l = ['x']; (l ? l : sql('a')).set(0, { 1 }); dropTable \"t\$l\" }",
    "def f(l) { l ? l : f(l) }\nup { def l = ['x']; f(l).set(0, { 1 }); dropTable \"t\$l\" }",
    "up { def l = ['x']; def f = { 1 }; l.set(0, f); dropTable \"t\$l\" }",
    "up { dropTable 'x'['class']['classLoader'].toString() }",
    "up { dropTable 'x'['bytes'].toString() }",
    "up { def p = 'by' + 'tes'; dropTable 'x'[p].toString() }",
    "up { def p = 'class'; dropTable(['x'][p].toString()) }",
    "up { dropTable 'x'.getAt('class').toString() }",
    "up { def m = [a: 1]; m = 'x'; def p = 'class'; dropTable m[p].toString() }",
    "up { [values: 1].each { }; dropTable \"a\${1}\".values.toString() }",
    // Names that are found out when it runs
    "up { def w = 'dropTable'; \"\$w\"('a') }",
    "up { def w = 'size'; dropTable 't' + [1].\"\$w\"() }",
    "up { def p = 'class'; dropTable \"t\${'x'.\"\$p\"}\" }",
    "up { def m = [a: 1].&get; dropTable \"t\${m('a')}\" }",
    "up { def m = Math::random; dropTable \"t\${m()}\" }",
    "up { dropTable 'x'.@hash + '' }",
    "up { dropTable somethingElse() }",
    "up { dropTable somethingElse }",
    "up { dropTable 'x'.somethingElse() }",
    "up { dropTable([1].somethingElse.toString()) }",
    "up { [1].each { dropTable invokeMethod('env', ['A'] as Object[]) } }",
    "up { dropTable Eval.me('new Date()').toString() }",
    "evaluate('1')\nup { dropTable 'a' }",
    "run(new File('x'))\nup { dropTable 'a' }",
    "new GroovyShell().evaluate('1')\nup { dropTable 'a' }",
    "binding.setVariable('x', 1)\nup { dropTable 'a' }",
    "up { dropTable binding.variables.toString() }",
    "this.binding\nup { dropTable 'a' }",
    "up { dropTable getClass().name }",
    "up { dropTable 'x'.class.name }",
    "up { dropTable 'x'.getClass().name }",
    "up { dropTable this.toString() }",
    "up { dropTable this.class.name }",
    "up { [1].each { dropTable owner.toString() } }",
    "up { [1].each { dropTable delegate.toString() } }",
    "up { [1].each { dropTable thisObject.toString() } }",
    "up { def f = { 1 }; f.delegate = 'x'; dropTable 'a' }",
    "up { 'x'.with { dropTable toUpperCase() } }",
    "up { use(Object) { dropTable 'a' } }",
    "String.metaClass.shout = { -> 'x' }\nup { dropTable 'a'.shout() }",
    "String.metaClass.size = { -> 3 }\nup { dropTable 't' + 'a'.size() }",
    "up { 'x'.metaClass.trim = { -> 'y' }; dropTable 'a' }",
    "[owner: 1, class: 2].each { }\nup { dropTable 'x'.class.name }",
    "owner = 'x'\nup { dropTable 'a' }",
    "text = 'x'\nup { dropTable \"\$text\" }",
    // State and declarations
    "class Counter { static int n = 0 }\nup { dropTable \"t\${Counter.n++}\" }",
    "@groovy.transform.Field static int n = 0\nup { dropTable \"t\${n++}\" }",
    "@groovy.transform.Field n = 0\nup { dropTable 'a' }",
    "static count() { 1 }\nup { dropTable \"t\${count()}\" }",
    "def methodMissing(String name, args) { 'x' }\nup { dropTable 'a' }",
    "def propertyMissing(String name) { 'x' }\nup { dropTable 'a' }",
    "def getName() { 'x' }\nup { dropTable name }",
    "enum Colour { RED }\nup { dropTable Colour.RED.name() }",
    "up { dropTable new Object() { String toString() { 'x' } }.toString() }",
    "up { try { dropTable 'a' } catch (e) { dropTable 'b' } }",
    "up { throw new RuntimeException('x') }",
    "up { synchronized ('x') { dropTable 'a' } }",
    "def f = { n -> n.toString() }\nup { createTable('a', f) }",
    "def f = { it.toString() }\nup { createTable('a', f) }",
    "up { createTable('t') { t -> dropTable t.toString() } }",
    "up { createTable('t') { dropTable it.toString() } }",
    "up { createTable('t') { t -> def s = [t]; check 'x', \"\$s\" } }",
    "up { createTable('t') { t -> check 'x', 'a' + t } }",
    "up { String[] names = ['a']; dropTable names.toString() }",
    "up { def names = 'a b'.split(' '); dropTable \"\${names.toString()}\" + names.hashCode() }",
    "up { dropTable 'abc'.find(~/b/) }",
    "up { dropTable \"t\${'abc' =~ 'b'}\" }",
    "up { def (a, b) = 'x y'.split(' '); dropTable a }",
    "up { dropTable(['a', 'b'].memoize()) }",
    "up { def f = { 1 }.memoize(); dropTable 'a' }",
    "up { dropTable org.codehaus.groovy.runtime.InvokerHelper.toString('x') }",
    "up { dropTable new Date().time as String }",
  ]

  def "no property of a plain value that a script may read leads to anything but a plain value: #sample"() {
    given:
    def properties = InvokerHelper.getMetaClass(value).properties.findAll { !PureNames.LEADING_ELSEWHERE.contains(it.name) }

    expect:
    properties.every { property ->
      def read = null
      try {
        read = property.getProperty(value)
      } catch (ReflectiveOperationException | RuntimeException hidden) {
        // What cannot be read is a mistake of the script.
      }
      isPlain(read)
    }

    where:
    value << PLAIN
    sample = value.getClass().simpleName
  }

  def "what a word may be called on that is a plain value is known to be pure: #sample"() {
    given:
    def words = new PureNames(new Vocabulary(), new ClassNode('X', 0, ClassHelper.OBJECT_TYPE)).words
    def type = InvokerHelper.getMetaClass(value)

    expect: 'a word that Groovy or Java has as well; the rest is no method of such a value'
    ((type.methods + type.metaMethods)*.name as Set).intersect(words) - ['identity', 'set', 'unique', 'collate'] == [] as Set

    where:
    value << PLAIN
    sample = value.getClass().simpleName
  }

  def "what a method of a plain value returns is plain, a view or no value at all: #method"() {
    given:
    def returned = PLAIN.collectMany { value ->
      def type = InvokerHelper.getMetaClass(value)
      (type.methods + type.metaMethods).findAll { it.name == method }*.returnType
    }.findAll { it != null } as Set

    expect:
    returned.every { type -> RETURNED.any { it.isAssignableFrom(type) } || type.primitive || type in [Object, Comparable] || type.array }
    !returned.empty

    where:
    method << PureMethods.all()
  }

  static final PLAIN = ['a', "a${1}", 1, 1L, 1.5G, 2G, 1.5d, 1.5f, true, 'a' as char, [1], [a: 1], 1..2, 'a'..'b', [a: 1].entrySet().first(), new Tuple2(1, 2)]

  static final RETURNED = [CharSequence, Number, Boolean, Character, Collection, Iterable, Map, Map.Entry, void]

  static boolean isPlain(Object value) {
    value == null || value instanceof CharSequence || value instanceof Number || value instanceof Boolean || value instanceof Character ||
        (value instanceof Map && value.every { k, v -> isPlain(k) && isPlain(v) }) || (value instanceof Collection && value.every { isPlain(it) })
  }

  static boolean isPure(String script) {
    new ScriptCompiler(PuritySpec.classLoader, []).compile([Script_x: new SourceText('x', script)]).scripts().Script_x.pure()
  }
}
