package dev.garganey.script

import static dev.garganey.model.ObjectName.of as named

import dev.garganey.diff.Hints
import dev.garganey.diff.Query
import dev.garganey.diff.SchemaModel
import dev.garganey.diff.Seed
import dev.garganey.model.*
import dev.garganey.testing.Models
import dev.garganey.testing.Scripts
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

/** What a schema model can say. */
class ModelLanguageSpec extends Specification {
    @TempDir
    Path project

    SchemaModel model(String text, Product product = Product.POSTGRESQL) {
        new Models(project, product).of(text)
    }

    SchemaModel model(Map<String, String> files) {
        new Models(project, Product.POSTGRESQL).of(files)
    }

    def "a table says what createTable says"() {
        given:
        def body = '''
            id()
            varchar('email', 320).notNull().unique()
            decimal('balance', 12, 2).notNull().defaultTo(0)
            bigint('team_id').references('teams', 'id').onDelete(CASCADE)
            check('balance_positive', 'balance >= 0')
            index('team_id', desc('email')).where('balance > 0')
            trigger('stamp', 'before update on users for each row execute function stamp()')
            comment('who is in')
        '''
        def folder = Files.createDirectory(project.resolve('migrations'))
        def operation = new Scripts(folder, Product.POSTGRESQL, [:]).operations("createTable('users') { $body }")[0]

        expect:
        model("table('users') { $body }\ntable('teams') { id() }").schema().table(named('users')) == operation.table()
    }

    def "a reference is resolved when all files are read"() {
        when:
        def schema = model([
            'schema/a.groovy': "table('users') { id(); reference('team').notNull().onDelete(CASCADE) }",
            'schema/b.groovy': "table('teams') { uuid('code').primaryKey() }",
        ]).schema()

        then:
        def users = schema.table(named('users'))
        users.column('team_id') == Column.of('team_id', new ColumnType.Uuid()).withNullable(false)
        users.foreignKeys() == [Constraint.ForeignKey.of('users_team_id_fkey', ['team_id'], named('teams'), ['code'])
            .withActions(ReferentialAction.CASCADE, ReferentialAction.NO_ACTION)]
    }

    def "a reference to a key of several columns is several columns, wherever it is named"() {
        when:
        def line = model('''
            table('shipments') { id(); reference('line').notNull().unique(); index('line_id', 'id'); foreignKey('id').references('shipments') }
            table('lines') { reference('order'); integer('number'); primaryKey('order_id', 'number') }
            table('orders') { text('region'); bigint('number'); primaryKey('region', 'number') }
        ''').schema()

        then:
        line.table(named('lines')).primaryKey().get() == Constraint.PrimaryKey.of('lines_pkey', ['order_region', 'order_number', 'number'])
        line.table(named('lines')).columns()*.nullable() == [false, false, false]
        def shipments = line.table(named('shipments'))
        shipments.columns()*.name() == ['id', 'line_order_region', 'line_order_number', 'line_number']
        shipments.columns()*.type() == [new ColumnType.BigInt(), new ColumnType.Text(), new ColumnType.BigInt(), new ColumnType.Int()]
        def columns = ['line_order_region', 'line_order_number', 'line_number']
        shipments.constraints().drop(1) == [
            Constraint.ForeignKey.of(NamingConvention.foreignKey(shipments.name(), columns), columns, named('lines'), ['order_region', 'order_number', 'number']),
            Constraint.Unique.of(NamingConvention.unique(shipments.name(), columns), columns),
            Constraint.ForeignKey.of('shipments_id_fkey', ['id'], named('shipments'), []),
        ]
        shipments.indexes() == [Index.of(NamingConvention.index(shipments.name(), (columns + 'id').collect { IndexKey.column(it) }), false, (columns + 'id').collect { IndexKey.column(it) })]
    }

    def "a table that has more of another's rows is a table whose key is a reference"() {
        when:
        def schema = model('''
            table('students') { id(); text('name').notNull() }
            table('student_emails') { reference('student').primaryKey().onDelete(CASCADE); text('email').notNull() }
            table('student_email_checks') { reference('student_email').primaryKey(); bool('ok') }
        ''').schema()

        then:
        def emails = schema.table(named('student_emails'))
        emails.column('student_id') == Column.of('student_id', new ColumnType.BigInt()).withNullable(false)
        emails.primaryKey().get().columns() == ['student_id']
        schema.table(named('student_email_checks')).foreignKeys()[0].referencedColumns() == ['student_id']
    }

    def "a reference names its table, its type or a target of its own"() {
        when:
        def schema = model('''
            table('people') { id(); uuid('code').unique() }
            table('pets') {
                reference('owner', table: 'people')
                reference('vet', table: 'people', type: integer())
                reference('sitter', table: 'people').references('people', 'code')
                reference('pet').unique()
                id()
            }
        ''').schema()

        then:
        def pets = schema.table(named('pets'))
        pets.columns()*.name() == ['owner_id', 'vet_id', 'sitter_id', 'pet_id', 'id']
        pets.column('vet_id').type() == new ColumnType.Int()
        pets.foreignKeys()*.referencedColumns() == [['id'], ['id'], ['code'], ['id']]
    }

    def "a text is one of a few"() {
        expect:
        def table = model("table('orders') { id(); oneOf('status', 'new', \"can't\").notNull().defaultTo('new') }").schema().table(named('orders'))
        table.column('status').type() == new ColumnType.Text()
        table.constraints()[1] == Constraint.Check.of('orders_status_check', "status in ('new', 'can''t')")
    }

    def "a check of the table needs no name, and constraints may have none"() {
        when:
        def table = model("table('t') { integer('a').unique(); integer('b').unique().named('one_b'); check('a < b'); unnamed() }").schema().table(named('t'))

        then:
        table.constraints()*.name()*.orElse(null) == [null, 'one_b', null]
        model("table('t') { integer('a'); check('a > 0') }").schema().table(named('t')).constraints()[0].name().get() == 't_check'
    }

    def "all other objects are what their operations make, without the verb"() {
        when:
        def schema = model('''
            schema 'audit'
            extension 'pgcrypto', schema: 'audit'
            enumType 'mood', 'happy', 'sad', comment: 'how it is'
            domain('email', text()).notNull().check('is_email', "value like '%@%'")
            sequence 'numbers', start: 100, type: integer(), ownedBy: 'audit.log.id'
            function 'f(a integer)', 'returns integer language sql as $$select a$$'
            procedure 'p()', 'language sql as $$select 1$$'
            aggregate 'total(integer)', '(sfunc = int4pl, stype = integer)'
            table('audit.log') { id(); enumerated('mood', 'mood'); array('moods', enumerated('mood')) }
            view 'v', 'select 1 as one', comment: 'one'
            view('w', materialized: true) { sql 'select a from t'; columns 'b'; index('b'); options fillfactor: 70 }
            trigger 'stamp', 'before insert on log', on: 'audit.log'
            trigger 'writes', 'instead of insert on v', on: 'v'
        ''').schema()

        then:
        schema.schemas() as List == ['audit']
        schema.extensions() as List == [new Extension('pgcrypto', Optional.of('audit'), Optional.empty())]
        schema.enums() as List == [new EnumType(named('mood'), ['happy', 'sad'], Optional.of('how it is'))]
        schema.domain(named('email')).checks()*.expression() == ["value like '%@%'"]
        schema.sequence(named('numbers')).ownedBy().get() == new ColumnRef(named('audit', 'log'), 'id')
        schema.functions()*.kind() == ['FUNCTION', 'PROCEDURE', 'AGGREGATE']
        schema.table(named('audit', 'log')).triggers()*.name() == ['stamp']
        schema.view(named('v')).triggers()*.name() == ['writes']
        schema.view(named('w')) == new View(named('w'), 'select a from t', true, ['b'], [fillfactor: '70'],
            [Index.of('w_b_idx', false, [IndexKey.column('b')])], [], Optional.empty())
    }

    def "what was renamed and what may go is said in the model"() {
        when:
        def hints = model('''
            table('people') {
                renamedFrom 'users'
                text('display_name').notNull().renamedFrom('name')
                dropped 'legacy_note', 'fax'
            }
            view('active', renamedFrom: 'live') { sql 'select 1' }
            view('v') { renamedFrom 'w'; sql 'select 1' }
            enumType 'mood', 'happy', 'sad', renamedFrom: 'moods', renamedValues: [sad: 'unhappy']
            sequence 's', renamedFrom: 'r'
            dropped 'old_users', 'audit.log'
        ''').hints()

        then:
        hints.tables() == [(named('people')): named('users')]
        hints.oldColumn(named('people'), 'display_name').get() == 'name'
        hints.isDropped(named('people'), 'fax')
        hints.oldObject(Hints.ObjectKind.VIEW, named('active')).get() == named('live')
        hints.oldObject(Hints.ObjectKind.VIEW, named('v')).get() == named('w')
        hints.oldObject(Hints.ObjectKind.ENUM, named('mood')).get() == named('moods')
        hints.oldObject(Hints.ObjectKind.SEQUENCE, named('s')).get() == named('r')
        hints.oldEnumValue(named('mood'), 'sad').get() == 'unhappy'
        hints.isDropped(named('old_users')) && hints.isDropped(named('audit', 'log'))
    }

    def "hints are added up"() {
        expect:
        def some = new Hints([(named('a')): named('b')], [:], [:], [:], [] as Set, [named('x')] as Set)
        def more = new Hints([(named('c')): named('d')], [:], [:], [:], [] as Set, [named('y')] as Set)
        some.plus(more).tables().size() == 2
        some.plus(more).dropped() == [named('x'), named('y')] as Set
        Hints.NONE.plus(some) == some && some.plus(Hints.NONE) == some
    }

    def "seeds are rows with the key by which they are found again"() {
        when:
        def seeds = model('schema/m.groovy': '''
            table('teams') { id(); text('name').notNull().unique() }
            table('users') { id(); text('email').unique(); reference('team') }
            table('codes') { text('code').unique(); text('text') }
            seed('teams', key: 'name') { row name: 'Founders'; row name: 'Guests' }
            seed('codes') { exactly(); row code: 'a', text: sql('lower(1)') }
        ''', 'seeds/users.groovy': '''
            seed('users', key: ['email']) {
                ['ann', 'bob'].each { who -> row email: "$who@example.org", team_id: ref('teams', name: 'Founders') }
            }
        ''').seeds()

        then:
        seeds*.table() == [named('teams'), named('codes'), named('users')]
        seeds*.key() == [['name'], ['code'], ['email']]
        seeds*.exactly() == [false, true, false]
        seeds[1].rows()[0].cells().text == new Seed.Cell.Literal(new Value.Expression('lower(1)'))
        seeds[2].rows()*.cells()*.email*.value()*.value() == ['ann@example.org', 'bob@example.org']
        seeds[2].rows()[0].cells().team_id == new Seed.Cell.Reference(new ColumnRef(named('teams'), 'id'), [name: new Seed.Cell.Literal(new Value.Text('Founders'))])
        seeds[2].at().toString() == 'seeds/users.groovy:2:13'
    }

    def "a reference of a seed may be found by a reference"() {
        expect:
        def cell = model('''
            table('orgs') { id(); text('name') }
            table('teams') { id(); reference('org'); text('name') }
            table('users') { id(); reference('team') }
            seed('users') { row id: 1, team_id: ref('teams', org_id: ref('orgs', name: 'X'), name: 'Y') }
        ''').seeds()[0].rows()[0].cells().team_id
        cell.key().org_id == new Seed.Cell.Reference(new ColumnRef(named('orgs'), 'id'), [name: new Seed.Cell.Literal(new Value.Text('X'))])
    }

    def "queries are what generated code shall offer"() {
        when:
        def queries = model('''
            table('users') {
                id(); text('email').unique(); bigint('team_id')
                queries {
                    selectAll(); selectOneBy 'email'; selectBy('team_id', orderBy: 'email desc'); selectLike 'email'
                    selectOneOrInsert 'email'; byOrInsert 'email', 'team_id'; updateBy 'email'; deleteBy 'team_id'; insertOrIgnore(); upsert()
                }
            }
            view('v') { sql 'select 1'; queries { selectAll(orderBy: 'a') } }
        ''').queries()

        then:
        queries*.kind() == [Query.Kind.SELECT_ALL, Query.Kind.SELECT_ONE_BY, Query.Kind.SELECT_BY, Query.Kind.SELECT_LIKE, Query.Kind.SELECT_ONE_OR_INSERT,
            Query.Kind.SELECT_ONE_OR_INSERT, Query.Kind.UPDATE_BY, Query.Kind.DELETE_BY, Query.Kind.INSERT_OR_IGNORE, Query.Kind.UPSERT, Query.Kind.SELECT_ALL]
        queries[2].columns() == ['team_id'] && queries[2].orderBy().get() == 'email desc'
        queries[5].columns() == ['email', 'team_id']
    }

    def "a model is a script: methods, loops, and what is for one product alone"() {
        given:
        def text = '''
            def stamps() { timestamptz 'created_at' }
            for (name in ['a', 'b']) { table(name) { id(); stamps() } }
            only(POSTGRESQL) { extension 'pgcrypto' }
            only SQLITE, POSTGRESQL { table('c') { id(); if (dialect == SQLITE) { text 'd' } } }
        '''

        expect:
        model(text, Product.POSTGRESQL).schema().with { it.tables()*.columns()*.size() == [2, 2, 1] && it.extensions().size() == 1 }
        model(text, Product.SQLITE).schema().with { it.tables()*.columns()*.size() == [2, 2, 2] && it.extensions().empty }
    }

    def "each object knows where it is declared"() {
        expect:
        def m = model("table('a') {\n id()\n}\nsequence 's'\nenumType 'e', 'x'\nview 'v', 'select 1'\ndomain('d', text())")
        ['a', 's', 'e', 'v', 'd'].collect { m.position(named(it)).get().toString() } ==
            ['schema/it.groovy:1:1', 'schema/it.groovy:4:1', 'schema/it.groovy:5:1', 'schema/it.groovy:6:1', 'schema/it.groovy:7:1']
    }
}
