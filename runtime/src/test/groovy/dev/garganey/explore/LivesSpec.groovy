package dev.garganey.explore

import dev.garganey.model.Column
import dev.garganey.model.ColumnType
import dev.garganey.model.Constraint
import dev.garganey.model.Index
import dev.garganey.model.IndexKey
import dev.garganey.model.ObjectName
import dev.garganey.model.Product
import dev.garganey.model.Table
import dev.garganey.operation.AddColumn
import dev.garganey.operation.AddConstraint
import dev.garganey.operation.AlterColumn
import dev.garganey.operation.ColumnChange
import dev.garganey.operation.CreateIndex
import dev.garganey.operation.CreateTable
import dev.garganey.operation.DropColumn
import dev.garganey.operation.DropIndex
import dev.garganey.operation.DropTable
import dev.garganey.operation.Operation
import dev.garganey.operation.RawSql
import dev.garganey.operation.RenameColumn
import dev.garganey.operation.RenameTable
import dev.garganey.operation.SourcePosition
import dev.garganey.operation.Step
import spock.lang.Specification

/** The lives of tables and columns, as the operations of migrations tell them. */
class LivesSpec extends Specification {
    static final ObjectName PEOPLE = ObjectName.of('people')
    static final ObjectName USERS = ObjectName.of('users')

    private static Chapter chapter(String id, Operation... operations) {
        new Chapter(id, Optional.empty(), Optional.of("2026-01-0${id[0]}T00:00:00Z".toString()), steps(operations))
    }

    private static Chapter pending(String id, Operation... operations) {
        new Chapter(id, Optional.empty(), Optional.empty(), steps(operations))
    }

    private static List<Step> steps(Operation... operations) {
        operations.collect { Step.of(it, new SourcePosition('m.groovy', 1, 1)) }
    }

    private static Lives lives(Chapter... chapters) {
        Lives.of(chapters.toList(), Product.SQLITE) { it }
    }

    private static CreateTable created(ObjectName name, String... columns) {
        new CreateTable(Table.of(name, columns.collect { Column.of(it, new ColumnType.Text()) }))
    }

    private static List<String> told(Life life) {
        life.events().collect { "$it.migration ${it.column().map { c -> "$c " }.orElse('')}${it.text()}".toString() }
    }

    private static RawSql raw(String sql) {
        new RawSql(sql, Optional.empty(), true)
    }

    def "a table is followed back through its names"() {
        given:
        def lives = lives(
            chapter('1', created(PEOPLE, 'nick')),
            chapter('2', new RenameTable(PEOPLE, 'users'), new AddColumn(USERS, Column.of('email', new ColumnType.Text()))))

        when:
        def life = lives.of(USERS).get()

        then:
        life.name() == 'users'
        life.formerNames() == ['people']
        !life.dropped()
        told(life) == ['1 created with 1 column', '2 renamed from people to users', '2 email added as text']

        and: 'it is found by the name that it had'
        lives.named(PEOPLE) == [life]
    }

    def "a column is followed back through its names, and through those of its table"() {
        given:
        def varchar = new ColumnType.VarChar(Optional.of(20))
        def lives = lives(
            chapter('1', created(PEOPLE, 'nick')),
            chapter('2', new RenameTable(PEOPLE, 'users'), new RenameColumn(USERS, 'nick', 'name')),
            chapter('3', new AlterColumn(USERS, 'name', [new ColumnChange.Type(varchar, Optional.empty()), new ColumnChange.Nullable(false)])),
            pending('4', new DropColumn(USERS, 'name', false)))

        when:
        def life = Biography.find(asked, lives)

        then:
        life.ofColumn()
        life.lives()*.name() == ['name']
        told(life.lives()[0]) == [
            '1 nick created with its table as text', '2 nick renamed from nick to name',
            '3 name type text → varchar(20), not null', '4 name dropped']
        life.lives()[0].events()*.pending == [false, false, false, true]
        life.lives()[0].last().get().migration() == '3'

        where:
        asked << ['users.name', 'users.nick', 'people.nick', 'USERS.NAME']
    }

    def "keys and indexes are part of the lives of their table and of the columns that they name"() {
        given:
        def index = Index.of('users_name_idx', true, [IndexKey.column('name').descend()])
        def lives = lives(
            chapter('1', created(ObjectName.of('teams'), 'id'), created(USERS, 'name', 'team')),
            chapter('2', new CreateIndex(USERS, index, false),
                new AddConstraint(USERS, Constraint.ForeignKey.of('fk', ['team'], ObjectName.of('teams'), ['id']))),
            chapter('3', new DropIndex(ObjectName.of('users_name_idx'), false)))

        expect:
        told(lives.of(USERS).get()).drop(1) == [
            '2 unique index users_name_idx (name desc) added', '2 foreign key (team) to teams added',
            '3 unique index users_name_idx (name desc) dropped']
        lives.of(USERS).get().column('team').get().events()*.migration() == ['1', '2']
        lives.of(USERS).get().column('name').get().events()*.migration() == ['1', '2', '3']
    }

    def "a table that takes the name of a dropped one has a life of its own"() {
        given:
        def lives = lives(
            chapter('1', created(USERS, 'a')), chapter('2', new DropTable(USERS, false)), chapter('3', created(USERS, 'b', 'c')))

        expect:
        lives.named(USERS).collect { told(it) } == [['3 created with 2 columns'], ['1 created with 1 column', '2 dropped']]
        lives.named(USERS)*.dropped() == [false, true]
    }

    def "SQL that cannot be read is told where it names a table, by the name of that time"() {
        given:
        def lives = lives(
            chapter('1', raw('insert into "People" select 1'), created(PEOPLE, 'nick')),
            chapter('2', raw('vacuum people'), raw('vacuum users')),
            chapter('3', new RenameTable(PEOPLE, 'users')),
            chapter('4', raw('vacuum people'), raw("update Users set NICK = 'x'")))

        expect: 'not what came before it was made, nor what names something else'
        told(lives.of(USERS).get()) == [
            '1 created with 1 column', '2 opaque SQL that names it: vacuum people', '3 renamed from people to users',
            "4 opaque SQL that names it: update Users set NICK = 'x'"]
        lives.of(USERS).get().column('nick').get().events()*.migration() == ['1', '4']
    }

    def "what raw SQL made is known by the SQL that names it"() {
        given:
        def lives = lives(
            chapter('1', raw('create table stock (item text)')),
            chapter('2', new AddColumn(ObjectName.of('stock'), Column.of('size', new ColumnType.Int()))))

        expect:
        told(lives.of(ObjectName.of('stock')).get()) == [
            '1 opaque SQL that names it: create table stock (item text)', '2 size added as integer']
        lives.column(ObjectName.of('stock'), 'item').get().first().get().migration() == '1'
        lives.column(ObjectName.of('stock'), 'size').get().first().get().migration() == '2'
        lives.of(ObjectName.of('other')).empty
    }

    def "a name that no migration speaks of is refused, with a suggestion: #asked"() {
        when:
        Biography.find(asked, lives(chapter('1', created(USERS, 'email'))))

        then:
        def refused = thrown(IllegalArgumentException)
        refused.message == message

        where:
        asked         || message
        'usres'       || 'No migration speaks of a table or view `usres`; did you mean `users`?'
        'users.emial' || 'No migration speaks of a column of users `emial`; did you mean `email`?'
        'x.y'         || 'No migration speaks of a table or view `x`'
    }
}
