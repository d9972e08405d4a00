package dev.garganey.diff

import dev.garganey.model.*
import spock.lang.Specification

/** What of two large schemas a database must see to tell whether they mean the same. */
class ExcerptSpec extends Specification {

    def whole = [table('teams'), table('users', 'teams'), table('posts', 'users'), table('tags')]
        .inject(Schema.EMPTY) { schema, table -> schema.with(table) }

    def "tables that are alike and that nobody needs are left out"() {
        given:
        def other = whole.with(checked('tags'))

        expect:
        names(Excerpt.of(whole, other)) == ['tags']
        names(Excerpt.of(other, whole)) == ['tags']
    }

    def "what a changed table refers to stays, and what that refers to"() {
        expect:
        names(Excerpt.of(whole, whole.with(checked('posts', 'users')))) == ['posts', 'teams', 'users']
    }

    def "what is only in one of them stays in it"() {
        given:
        def other = whole.with(table('notes', 'users'))

        expect:
        names(Excerpt.of(other, whole)) == ['notes', 'teams', 'users']
        names(Excerpt.of(whole, other)) == []
    }

    def "what a view, a function or a grant needs stays, for those are asked about as well"() {
        given:
        def view = whole.with(View.of(ObjectName.of('named'), 'SELECT id FROM tags'))
        def grant = whole.with(NativeObject.of('note', 'on tags', 'note', 'unnote').withDependsOn([ObjectRef.table(ObjectName.of('tags'))]))

        expect:
        names(Excerpt.of(view, whole)) == ['tags']
        names(Excerpt.of(grant, whole)) == ['tags']
    }

    def "what goes with a table that is left out is left out with it"() {
        given:
        def tags = ObjectName.of('tags')
        def one = whole
            .with(NativeObject.of('note', 'a', 'note', '').withPartOf(ObjectRef.table(tags)))
            .with(NativeObject.of('note', 'b', 'note', '').withPartOf(ObjectRef.column(tags, 'id')))
            .with(new Sequence(ObjectName.of('tags_seq'), Optional.empty(), SequenceOptions.DEFAULT, Optional.of(new ColumnRef(tags, 'id')), Optional.empty()))
        def part = Excerpt.of(one, one.with(checked('teams')))

        expect:
        names(part) == ['teams']
        part.natives().isEmpty()
        part.sequences().isEmpty()
    }

    def "aside stands what is alike, what differs does not need, and what does not need what differs"() {
        expect: "users need teams, posts need users"
        Excerpt.aside(whole, whole.with(checked('tags'))) == names('teams', 'users', 'posts')
        Excerpt.aside(whole, whole.with(checked('users', 'teams'))) == names('tags')
        Excerpt.aside(whole, whole.with(checked('posts', 'users'))) == names('tags')
        Excerpt.aside(whole, whole.with(checked('teams'))) == names('posts', 'tags')

        and: "what a view needs has a part in it, as the view has"
        def view = whole.with(View.of(ObjectName.of('named'), 'SELECT id FROM tags'))
        Excerpt.aside(view, view.with(table('notes'))) == names('teams', 'users', 'posts')
    }

    private static Set<ObjectName> names(String... names) {
        names.collect { ObjectName.of(it) } as Set
    }

    def "two schemas that share no table are taken whole"() {
        expect:
        Excerpt.of(whole, Schema.EMPTY) == whole
    }

    private static List<String> names(Schema schema) {
        schema.tables()*.name()*.toString().sort()
    }

    private static Table table(String name, String references = null) {
        def table = Table.of(ObjectName.of(name), [Column.of('id', new ColumnType.Int())])
        references == null ? table : table.withConstraints([Constraint.ForeignKey.of('fk', ['id'], ObjectName.of(references), ['id'])])
    }

    private static Table checked(String name, String references = null) {
        def table = table(name, references)
        table.withConstraints(table.constraints() + new Constraint.Check(Optional.of('c'), 'id > 0', true, false))
    }
}
