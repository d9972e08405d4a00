package dev.garganey.operation

import dev.garganey.model.Product
import dev.garganey.testing.RandomOperations
import spock.lang.Shared
import spock.lang.Specification

/** A migration comes back from JSON as it was, under the name of whichever file has the same content. */
class MigrationJsonSpec extends Specification {

  @Shared
  long seed = RandomOperations.seed(MigrationJsonSpec)

  def "any migration comes back as it was"() {
    expect:
    (1..500).each {
      def migration = migration(seed + it)
      def json = MigrationJson.write(migration).get()
      def read = MigrationJson.read(json, migration.id(), migration.file(), migration.checksum())
      assert read == migration : "migration ${seed + it}"
      assert MigrationJson.write(read).get() == json : "migration ${seed + it}"
    }
  }

  def "the document names no file: another one of the same content has it as well"() {
    given:
    def migration = migration(1)
    def json = MigrationJson.write(migration).get()

    when:
    def other = MigrationJson.read(json, '007_other', 'elsewhere/007_other.groovy', 'ff')

    then:
    !json.contains(migration.file()) && !json.contains(migration.id()) && !json.contains(migration.checksum())
    other.id() == '007_other'
    other.checksum() == 'ff'
    (other.up() + other.down().orElse([]))*.at()*.file().unique() == ['elsewhere/007_other.groovy']
  }

  def "code, and places in another file, are in no document"() {
    given:
    def at = new SourcePosition('migrations/001_a.groovy', 1, 1)
    def code = new Step(new RunCode('x'), at, [] as Set, Optional.of({ } as DataCode))
    def elsewhere = Step.of(new RefreshView(dev.garganey.model.ObjectName.of('v'), false), new SourcePosition('b', 1, 1))

    expect:
    [code, elsewhere].every { MigrationJson.write(migration([it], Optional.empty())).isEmpty() }
    [code, elsewhere].every { MigrationJson.write(migration([], Optional.of([it]))).isEmpty() }
  }

  def "no down and an empty one are told apart"() {
    expect:
    [Optional.empty(), Optional.of([])].every {
      def migration = migration([], it)
      MigrationJson.read(MigrationJson.write(migration).get(), migration.id(), migration.file(), migration.checksum()).down() == it
    }
  }

  def "what is no such document is refused: #json"() {
    when:
    MigrationJson.read(json, 'a', 'b', 'c')

    then:
    thrown(IllegalArgumentException)

    where:
    json << ['', 'rubbish', '{"version":2}', '{}', '{"version":1,"surprise":1}', '[]', 'null', '{"version":1,"up":[{"at":"1","operation":{"is":"dropView","name":"v"}}]}']
  }

  private static Migration migration(long seed) {
    def random = new Random(seed)
    def recorded = new RandomOperations(seed).recorded()
    def placed = { List<Step> steps -> steps.collect { new Step(it.operation(), new SourcePosition('migrations/001_a.groovy', random.nextInt(99), random.nextInt(99)), it.only(), Optional.empty()) } }
    new Migration('001_a', 'migrations/001_a.groovy', 'abc123', random.nextBoolean() ? Optional.of('x') : Optional.empty(), placed(recorded.up()),
        random.nextBoolean() ? Optional.of(placed(recorded.down())) : Optional.empty(), random.nextBoolean(), random.nextBoolean(),
        random.nextBoolean() ? ['a', 'b'] : [], random.nextBoolean() ? ['c'] : [], random.nextBoolean() ? Optional.of('why') : Optional.empty())
  }

  private static Migration migration(List<Step> up, Optional<List<Step>> down) {
    new Migration('001_a', 'migrations/001_a.groovy', 'abc123', Optional.empty(), up, down, true, false, [], [], Optional.empty())
  }
}
