package dev.garganey.diff

import dev.garganey.model.*
import dev.garganey.operation.*
import dev.garganey.script.OperationRenderer
import spock.lang.Specification

/** What leads from one schema to another. */
class DifferSpec extends Specification {

    def "nothing leads from a schema to itself"() {
        given:
        def schema = Schema.EMPTY.with(users())

        expect:
        Differ.diff(schema, schema, Answers.NONE, DiffRules.PLAIN).isEmpty()
    }

    def "a new column, a changed one and an index, as an author would write them"() {
        given:
        def before = users()
        def after = before.plus(Column.of('age', new ColumnType.Int()))
            .replacing('name') { it.withNullable(false) }
            .plus(Index.of('users_age_idx', false, [IndexKey.column('age')]))

        expect:
        said(before, after) == [
            "alterColumn('users', 'name') { notNull() }",
            "addColumn('users') { integer('age') }",
            "createIndex('users', 'age')",
        ]
    }

    def "what is gone without a hint is asked about and stays"() {
        given:
        def before = users()
        def after = users().withColumns([users().columns()[0], Column.of('full_name', new ColumnType.Text())])

        when:
        def found = diff(before, after, Answers.NONE)

        then:
        found.questions()*.text() == ['column `users.name` is not in the model any more']
        found.questions()[0].suggestion().get().name() == 'full_name'
        found.operations()*.describe() == ['add column users.full_name']
    }

    def "a hint renames"() {
        given:
        def before = users()
        def after = users().withColumns([users().columns()[0], Column.of('full_name', new ColumnType.Text())])
        def hints = new Hints([:], [(new ColumnRef(ObjectName.of('users'), 'full_name')): 'name'], [:], [:], [] as Set, [] as Set)

        expect:
        diff(before, after, Answers.NONE.plus(hints)).operations()*.describe() == ['rename column users.name to full_name']
    }

    def "columns that change places do so by way of a third"() {
        given:
        def two = Table.of(ObjectName.of('t'), [Column.of('a', new ColumnType.Int()), Column.of('b', new ColumnType.Text())])
        def swapped = Table.of(ObjectName.of('t'), [Column.of('b', new ColumnType.Int()), Column.of('a', new ColumnType.Text())])
        def t = ObjectName.of('t')
        def hints = new Hints([:], [(new ColumnRef(t, 'a')): 'b', (new ColumnRef(t, 'b')): 'a'], [:], [:], [] as Set, [] as Set)

        expect:
        diff(two, swapped, Answers.NONE.plus(hints)).operations()*.describe() == ['rename column t.a to a__aside', 'rename column t.b to a', 'rename column t.a__aside to b']
    }

    def "a sequence goes with the column that owns it, unless it stays"() {
        given:
        def id = Column.of('id', new ColumnType.BigInt())
        def users = Table.of(ObjectName.of('users'), [id, Column.of('name', new ColumnType.Text())])
        def owned = new Sequence(ObjectName.of('users_id_seq'), Optional.empty(), SequenceOptions.DEFAULT, Optional.of(new ColumnRef(users.name(), 'id')), Optional.empty())
        def free = new Sequence(owned.name(), owned.type(), owned.options(), Optional.empty(), owned.comment())
        def before = Schema.EMPTY.with(users).with(owned)

        expect:
        described(before, Schema.EMPTY) == ['drop table users']
        described(before, Schema.EMPTY.with(users.withColumns(users.columns().drop(1)))) == ['drop column users.id']
        described(before, Schema.EMPTY.with(free)) == ['alter sequence users_id_seq', 'drop table users']
        described(Schema.EMPTY.with(users.withColumns(users.columns().drop(1))), before) == ['create sequence users_id_seq', 'add column users.id', 'alter sequence users_id_seq']
    }

    def "a domain comes after the type that it is made of, though that comes after a view"() {
        given:
        def view = View.of(ObjectName.of('names'), 'select name from users')
        def point = new NativeObject('compositeType', 'point_2d', 'CREATE TYPE point_2d AS (x integer, y integer)', 'DROP TYPE point_2d', Optional.empty(), [] as Set)
        def domain = new Domain(ObjectName.of('place'), new ColumnType.Native('point_2d'), true, Optional.empty(), Optional.empty(), [], Optional.empty())

        expect:
        described(Schema.EMPTY, Schema.EMPTY.with(users()).with(view).with(point).with(domain)) ==
            ['create table users', 'create view names', 'create compositeType point_2d', 'create domain place']
    }

    private static List<String> described(Schema before, Schema after) {
        def found = Differ.diff(before, after, Answers.UNASKED, DiffRules.PLAIN)
        assert found.refusals() == []
        found.operations()*.describe()
    }

    private static List<String> said(Table before, Table after) {
        diff(before, after, Answers.UNASKED).operations().collect { OperationRenderer.operation(it).trim() }
    }

    private static Difference diff(Table before, Table after, Answers answers) {
        Differ.diff(Schema.EMPTY.with(before), Schema.EMPTY.with(after), answers, DiffRules.PLAIN)
    }

    private static Table users() {
        Table.of(ObjectName.of('users'), [Column.of('id', new ColumnType.BigInt()).withNullable(false), Column.of('name', new ColumnType.Text())])
    }
}
