package dev.garganey.diff

import dev.garganey.model.*
import dev.garganey.operation.*
import spock.lang.Specification

class FoldSpec extends Specification {

  static final USERS = Table.of(ObjectName.of('users'), [Column.of('id', new ColumnType.BigInt()), Column.of('a', new ColumnType.Text())])

  def "migrations add up to a schema"() {
    expect:
    fold(new CreateTable(USERS), new RenameTable(ObjectName.of('users'), 'people')).schema().tables()*.name() == [ObjectName.of('people')]
  }

  def "every mistake is told, where it stands"() {
    when:
    def result = fold(
        new DropTable(ObjectName.of('teams'), false),
        new CreateTable(USERS),
        new DropColumn(ObjectName.of('users'), 'b', false),
        new CreateTable(USERS))

    then:
    result.mistakes()*.at()*.line() == [1, 3, 4]
    result.mistakes()[0].message() == 'There is no table `teams` at this point'
    result.mistakes()[1].message().startsWith('There is no column `users.b` at this point')
    result.mistakes()[2].message() == 'There is a table `users` already'
    result.schema().findTable(ObjectName.of('users')).present
  }

  def "what follows from a mistake is not told again"() {
    given:
    def referring = USERS.withConstraints([Constraint.ForeignKey.of('k', ['a'], ObjectName.of('nowhere'), ['id'])])

    expect:
    fold(
        new CreateTable(referring),
        new DropColumn(ObjectName.of('users'), 'a', false),
        new RenameTable(ObjectName.of('users'), 'people'),
        new DropTable(ObjectName.of('people'), false),
        new DropTable(ObjectName.of('nowhere'), false)).mistakes()*.message() == ['There is no table `nowhere` at this point']
  }

  def "after raw SQL the database judges what is there"() {
    expect:
    fold(new RawSql('create table x (a text)', Optional.empty(), true), new DropTable(ObjectName.of('x'), false)).mistakes() == []
    fold(new RawSql('insert into x values (1)', Optional.empty(), false), new DropTable(ObjectName.of('x'), false)).mistakes().size() == 1
  }

  def "an operation for another product changes nothing"() {
    given:
    def step = new Step(new CreateTable(USERS), new SourcePosition('x', 1, 1), [Product.POSTGRESQL] as Set, Optional.empty())

    expect:
    Fold.fold(Schema.EMPTY, [migration([step])], Product.SQLITE).schema() == Schema.EMPTY
    Fold.fold(Schema.EMPTY, [migration([step])], Product.POSTGRESQL).schema() != Schema.EMPTY
  }

  def "ten thousand operations are one pass"() {
    given:
    def steps = (1..10_000).collect { Step.of(new CreateTable(USERS.withName(ObjectName.of("t$it"))), new SourcePosition('x', it, 1)) }

    expect:
    Fold.fold(Schema.EMPTY, [migration(steps)], Product.SQLITE).schema().tables().size() == 10_000
  }

  static fold(Operation... operations) {
    def steps = operations.toList().withIndex().collect { o, i -> Step.of(o, new SourcePosition('x', i + 1, 1)) }
    Fold.fold(Schema.EMPTY, [migration(steps)], Product.SQLITE)
  }

  static migration(List<Step> steps) {
    new Migration('001', '001.groovy', '', Optional.empty(), steps, Optional.empty(), true, false, [], [], Optional.empty())
  }
}
