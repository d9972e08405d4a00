package dev.garganey.operation

import com.fasterxml.jackson.annotation.JsonInclude
import com.fasterxml.jackson.annotation.JsonTypeInfo
import com.fasterxml.jackson.databind.MapperFeature
import com.fasterxml.jackson.databind.ObjectMapper
import com.fasterxml.jackson.databind.json.JsonMapper
import com.fasterxml.jackson.databind.jsontype.NamedType
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module
import dev.garganey.model.Column
import dev.garganey.model.ColumnType
import dev.garganey.model.ObjectName
import dev.garganey.model.Product
import dev.garganey.model.Table
import dev.garganey.model.Value
import dev.garganey.testing.RandomOperations
import spock.lang.Shared
import spock.lang.Specification

class OperationJsonSpec extends Specification {

  static final AT = new SourcePosition('migrations/001_a:b.groovy', 3, 5)

  @Shared
  long seed = RandomOperations.seed(OperationJsonSpec)

  def "a #kind.simpleName comes back as it was"() {
    given:
    def random = new RandomOperations(seed)
    def steps = (1..40).collect { Step.of(random.operation(kind), AT) }
    def recorded = new RecordedOperations(steps, [], Optional.empty(), true)

    expect:
    OperationJson.read(OperationJson.write(recorded)) == recorded

    where:
    kind << RandomOperations.kinds()
  }

  def "any record comes back as it was, and its text too"() {
    expect:
    (1..500).each {
      def recorded = new RandomOperations(seed + it).recorded()
      def text = OperationJson.write(recorded)
      assert OperationJson.read(text) == recorded : "record ${seed + it}"
      assert OperationJson.write(OperationJson.read(text)) == text : "record ${seed + it}"
    }
  }

  def "a whole record comes back as it was"() {
    given:
    def up = new Step(new DropTable(ObjectName.parse('a.b'), true), AT, [Product.SQLITE, Product.POSTGRESQL] as Set, Optional.empty())
    def down = Step.of(new RunCode('db -> db.execute("x")'), new SourcePosition('whole file', 0, 0))
    def recorded = new RecordedOperations([up], [down], Optional.of('it is gone'), false)

    expect:
    OperationJson.read(OperationJson.write(recorded)) == recorded
  }

  def "a #kind.simpleName is written as the reader's library would write it, so that no hash changes"() {
    given:
    def random = new RandomOperations(seed)

    expect:
    (1..100).each {
      def operation = random.operation(kind)
      def text = OperationJson.write(new RecordedOperations([Step.of(operation, AT)], [], Optional.empty(), true))
      assert text.contains('"operation":' + databind.writerFor(Operation).writeValueAsString(operation) + '}')
    }

    where:
    kind << RandomOperations.kinds()
  }

  /** The library, set up by the rules that OperationJson states. */
  static final ObjectMapper databind = databind()

  private static ObjectMapper databind() {
    def builder = JsonMapper.builder()
        .addModule(new Jdk8Module())
        .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
        .defaultPropertyInclusion(JsonInclude.Value.construct(JsonInclude.Include.NON_DEFAULT, JsonInclude.Include.ALWAYS))
        .addMixIn(Operation, Tagged)
    Operation.permittedSubclasses.each { builder.registerSubtypes(new NamedType(it, it.simpleName.uncapitalize())) }
    builder.build()
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = 'is')
  private static interface Tagged {}

  def "the JSON is short: what is absent, empty or false is left out"() {
    given:
    def table = Table.of(ObjectName.of('t'), [Column.of('a', new ColumnType.VarChar(Optional.of(9)))])

    expect:
    OperationJson.write(new RecordedOperations([Step.of(new CreateTable(table), AT)], [], Optional.empty(), true)) ==
        '{"up":[{"at":"migrations/001_a:b.groovy:3:5","operation":{"is":"createTable","table":' +
        '{"columns":[{"name":"a","nullable":true,"type":{"is":"varchar","length":9}}],"name":"t"}}}],"version":1}'
  }

  def "values that look like nothing are kept"() {
    given:
    def row = [a: new Value.Text(''), b: new Value.Number(0.00G), c: new Value.Bool(false), d: new Value.Null(), e: new Value.Binary('')]
    def recorded = new RecordedOperations([Step.of(new Insert(ObjectName.of('t'), [row]), AT)], [], Optional.empty(), true)

    expect:
    OperationJson.read(OperationJson.write(recorded)) == recorded
  }

  def "the hash sees what is done, not where it is written"() {
    given:
    def here = Step.of(new DropTable(ObjectName.of('t'), false), AT)
    def there = Step.of(new DropTable(ObjectName.of('t'), false), new SourcePosition('elsewhere', 9, 9))
    def other = Step.of(new DropTable(ObjectName.of('t'), true), AT)

    expect:
    OperationJson.hash([here]) == OperationJson.hash([there])
    OperationJson.hash([here]) != OperationJson.hash([other])
    OperationJson.hash([here]) != OperationJson.hash([here, here])
    OperationJson.hash([here]).startsWith('1:')
  }

  def "the hash does not see the order of named values"() {
    expect:
    hashOf(new Insert(ObjectName.of('t'), [[a: Value.of(1), b: Value.of(2)]])) ==
        hashOf(new Insert(ObjectName.of('t'), [[b: Value.of(2), a: Value.of(1)]]))
  }

  def "the hash of code: #reason"() {
    expect:
    (hashOf(new RunCode(one)) == hashOf(new RunCode(other))) == same

    where:
    one                   | other                                | same  | reason
    'db.execute("a b")'   | 'db\n  .execute( "a b" )  // runs'   | true  | 'layout and comments do not count'
    'db.execute("a b")'   | 'db.execute("a  b")'                 | false | 'white space in a string counts'
    "x = '''a\n// b'''"   | "x = '''a\n// c'''"                  | false | 'what looks like a comment in a string counts'
    'x = /a\\/*b/; y()'   | 'x = /a\\/*b/; z()'                  | false | 'an escaped slash opens no comment'
    'a() /* one */'       | 'a() /* other */'                    | true  | 'a block comment does not count'
  }

  def "a later version's record is refused with a sentence"() {
    when:
    OperationJson.read(json)

    then:
    def e = thrown(IllegalArgumentException)
    e.message.contains(message)

    where:
    json                                                                 | message
    '{"up":[],"version":2}'                                              | 'format 2'
    '{"up":[{"at":"x:0:0","operation":{"is":"fly"}}],"version":1}'       | 'later version'
    '{"up":[],"surprise":1,"version":1}'                                 | 'later version'
    'rubbish'                                                            | 'cannot be read'
  }

  static hashOf(Operation operation) {
    OperationJson.hash([Step.of(operation, AT)])
  }

    def "the options of a column are written in one order, whatever order they were given in"() {
        given:
        def names = ('a'..'j').toList()
        def json = { List<String> order ->
            def options = order.collectEntries { [it, '1'] }
            OperationJson.hash([Step.of(new AlterColumn(ObjectName.of('t'), 'c', [new ColumnChange.Options(options)]), new SourcePosition('x', 1, 1))])
        }

        expect:
        new ColumnChange.Options(names.reverse().collectEntries { [it, '1'] }).options().keySet().toList() == names
        json(names) == json(names.reverse())
    }
}
