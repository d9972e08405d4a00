package dev.garganey.script

import static dev.garganey.model.ObjectName.of as named

import dev.garganey.model.*
import dev.garganey.operation.*
import dev.garganey.testing.RandomOperations
import org.codehaus.groovy.control.CompilationUnit
import org.codehaus.groovy.control.Phases
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir

class OperationRendererSpec extends Specification {
    @TempDir
    Path project

    static final ObjectName T = named('users')

    @Shared
    long seed = RandomOperations.seed(OperationRendererSpec)

    def 'a table is written as its author would write it'() {
        given:
        def id = Column.of('id', new ColumnType.BigInt()).withNullable(false).withIdentity(Optional.of(Identity.BY_DEFAULT))
        def email = Column.of('email', new ColumnType.VarChar(Optional.of(320))).withNullable(false)
        def balance = Column.of('balance', new ColumnType.Decimal(Optional.of(12), Optional.of(2)))
            .withNullable(false).withDefault(Optional.of(new Value.Number(0.00)))
        def team = Column.of('team_id', new ColumnType.BigInt()).withOptions([a: 'b', 'c d': 'e'])
        def table = Table.of(T, [id, email, balance, team])
            .withConstraints([
                Constraint.PrimaryKey.of('users_pkey', ['id']),
                Constraint.Unique.of('users_email_key', ['email']),
                Constraint.Check.of('users_balance_check', 'balance >= 0'),
                Constraint.ForeignKey.of('fk', ['team_id'], named('teams'), ['id']).withActions(ReferentialAction.CASCADE, ReferentialAction.NO_ACTION),
                Constraint.Unique.of('u', ['balance', 'email']),
            ])
            .withIndexes([
                Index.of('users_team_id_email_idx', false, [IndexKey.column('team_id'), IndexKey.column('email').descend()]),
                Index.of('x', true, [IndexKey.expression('lower(email)').withNullsFirst(false)]),
            ])
            .withTriggers([Trigger.of('tr', 'after insert on users begin select 1; end')])
            .withOptions([strict: 'true']).withComment(Optional.of("who's in"))

        expect:
        OperationRenderer.operation(new CreateTable(table)) == '''\
            createTable('users') {
                id()
                varchar('email', 320).notNull().unique()
                decimal('balance', 12, 2).notNull().defaultTo(0.00).check('balance >= 0')
                bigint('team_id').options(a: 'b', 'c d': 'e').references('teams', 'id').named('fk').onDelete(CASCADE)
                unique('balance', 'email').named('u')
                index('team_id', desc('email'))
                index(expression('lower(email)').nullsLast()).named('x').unique()
                trigger('tr', 'after insert on users begin select 1; end')
                options(strict: true)
                comment("who's in")
            }'''.stripIndent()
    }

    def 'constraints keep their order even where columns could say them'() {
        given:
        def table = Table.of(T, [Column.of('a', new ColumnType.Text()), Column.of('b', new ColumnType.Text())])
            .withConstraints([Constraint.Unique.of('users_b_key', ['b']), Constraint.Unique.of('users_a_key', ['a'])])

        expect:
        OperationRenderer.operation(new CreateTable(table)) ==
            "createTable('users') {\n    text('a')\n    text('b').unique()\n    unique('a')\n}"
    }

    def 'an operation is one call: #expected'() {
        expect:
        OperationRenderer.operation(operation) == expected

        where:
        operation                                                                                           || expected
        new DropTable(named('audit', 'log'), true)                                                          || "dropTable('audit.log', cascade: true)"
        new AddColumn(T, Column.of('c', new ColumnType.Text()))                                             || "addColumn('users') { text('c') }"
        new AlterColumn(T, 'c', [new ColumnChange.Nullable(false), new ColumnChange.Type(new ColumnType.ArrayOf(new ColumnType.Text()), Optional.of('x'))]) || "alterColumn('users', 'c') {\n    notNull()\n    type(array(text()), using: 'x')\n}"
        new AddConstraint(T, Constraint.Check.of('p', 'c > 0'))                                             || "addCheck('users', 'p', 'c > 0')"
        new AddConstraint(T, Constraint.ForeignKey.of('users_a_fkey', ['a'], named('b'), []).withValidated(false)) || "addForeignKey('users', 'a').references('b').notValid()"
        new DropConstraint(T, ConstraintRef.of(ConstraintKind.UNIQUE, ['a', 'b']), false)                   || "dropUnique('users', 'a', 'b')"
        new DropConstraint(T, ConstraintRef.named('x'), false)                                              || "dropConstraint('users', 'x')"
        new CreateIndex(T, Index.of('users_a_idx', true, [IndexKey.column('a')]), true)                     || "createIndex('users', 'a').unique().concurrently()"
        new CreateView(View.of(named('v'), 'select 1'))                                                     || "createView('v', 'select 1')"
        new CreateSequence(new Sequence(named('s'), Optional.of(new ColumnType.Int()), SequenceOptions.DEFAULT, Optional.of(new ColumnRef(T, 'id')), Optional.empty())) || "createSequence('s', type: integer(), ownedBy: 'users.id')"
        new CreateFunction(new Function(named('f'), 'FUNCTION', 'a int', 'returns int\nas x', Optional.empty()), true) || "createFunction('f(a int)', '''returns int\nas x''', replace: true)"
        new AddConstraint(T, Constraint.Unique.of('x', ['a']).withName(Optional.empty()))                   || "addUnique('users', 'a').unnamed()"
        new AddConstraint(T, new Constraint.Check(Optional.empty(), 'a > 0', true, false))                  || "addCheck('users', 'users_check', 'a > 0').unnamed()"
        new Insert(T, [[a: new Value.Number(1.0), 'b c': new Value.Null()]])                                || "insert('users', a: 1.0, 'b c': null)"
        new Insert(T, [[a: new Value.Bool(true)], [a: new Value.Expression('now()')]])                      || "insert('users', [\n    [a: true],\n    [a: sql('now()')]\n])"
        new Update(T, [a: new Value.Text('x')], Optional.of('id = 1'))                                      || "update('users', set: [a: 'x'], where: 'id = 1')"
        new Backfill(T, [a: new Value.Text('x')], Optional.empty(), 500, 100)                               || "backfill('users') {\n    set(a: 'x')\n    batch(500)\n    pause(100.ms)\n}"
        new RawSql('create x', Optional.of(['drop x']), true)                                               || "sql('create x', down: 'drop x')"
        new RawSql('vacuum', Optional.empty(), true)                                                        || "sql('vacuum', touchesSchema: true)"
        new RawSql("do \$\$ it's \$\$", Optional.empty(), true)                                               || "sql('do \$\$ it\\'s \$\$', touchesSchema: true)"
        new RunCode("{ db ->\n  db.execute('x')\n}")                                                      || "data { db ->\n  db.execute('x')\n}"
        new SetComment(CommentTarget.COLUMN, T, Optional.of('a'), Optional.empty())                         || "commentOnColumn('users', 'a', null)"
    }

    def 'a migration has its description, up and down, and no text of it is moved'() {
        expect:
        OperationRenderer.migration(Optional.of('One'), [new RawSql('select\n1', Optional.empty(), false)], Optional.of([new DropTable(T, false)])) ==
            "description 'One'\n\nup {\n    sql('''select\n1''')\n}\n\ndown {\n    dropTable('users')\n}\n"
        OperationRenderer.migration(Optional.empty(), [], Optional.empty()) == 'up {\n}\n'
    }

    def 'a text means the same to Groovy: #text'() {
        expect:
        new GroovyShell().evaluate(Layout.finish(Literals.text(text))) == text

        where:
        text << ['', "'", "'''", '"""', '$x ${y}', 'a\\', '\\u0041', '\\\\u0041', 'a\nb', "'\n'", '\n', 'a\r\nb', '\t\u0001\u007f\uFEFF', 'ünïcode ✓ 🦆', "\\\n'''\n\\'"]
    }

    def 'whatever is rendered is Groovy: #kind.simpleName'() {
        expect:
        (1..20).each {
            def text = rendered(new RandomOperations(seed + it), kind)
            def unit = new CompilationUnit()
            unit.addSource('x.groovy', text)
            unit.compile(Phases.CONVERSION)
        }

        where:
        kind << RandomOperations.kinds() - RunCode // whose random source is no code
    }

    def 'what is rendered evaluates to the same operations: #kind.simpleName'() {
        given: 'operations as scripts make them'
        def random = new RandomOperations(seed)
        def operations = (1..60).collect { Sayable.of(random.operation(kind)) }.findAll { it != null }

        when:
        def migration = loaded(OperationRenderer.migration(Optional.empty(), operations, Optional.of(operations)))

        then:
        operations.size() > 5
        [migration.up()*.operation(), operations].transpose().each { back, sent -> assert back == sent : OperationRenderer.operation(sent) }
        migration.up().size() == operations.size()
        migration.down().get()*.operation() == operations

        where:
        kind << SAYABLE
    }

    def 'any migration is read back as it was written'() {
        expect:
        (1..60).each {
            def random = new RandomOperations(seed - it)
            def description = random.description()
            def up = sayable(random, 8)
            def down = it % 2 == 0 ? Optional.of(sayable(random, 4)) : Optional.<List<Operation>> empty()
            def migration = loaded(OperationRenderer.migration(description, up, down))
            assert migration.description() == description
            assert migration.up()*.operation() == up : "history ${seed - it}"
            assert migration.down().map { steps -> steps*.operation() } == down : "history ${seed - it}"
        }
    }

    // The others need code and files beside the script.
    static final List<Class<? extends Operation>> SAYABLE = RandomOperations.kinds() - RunCode - LoadCsv

    private static List<Operation> sayable(RandomOperations random, int size) {
        def found = []
        while (found.size() < size) {
            def said = Sayable.of(random.next())
            if (said != null && said.class in SAYABLE) {
                found << said
            }
        }
        found
    }

    private Migration loaded(String text) {
        def folder = Files.createDirectories(project.resolve('migrations'))
        Files.writeString(folder.resolve('001_x.groovy'), text)
        def context = new ScriptContext(Product.POSTGRESQL, { name -> Optional.empty() }, project)
        new ScriptLoader(context).evaluate(MigrationFolder.read(folder).files())[0]
    }

    /** What cannot be said, an unnamed check to be dropped, is drawn again. */
    private static String rendered(RandomOperations random, Class<? extends Operation> kind) {
        while (true) {
            try {
                return OperationRenderer.migration(Optional.empty(), [random.operation(kind)], Optional.empty())
            } catch (SchemaMistake unsayable) {
                assert unsayable.message.contains('has no name')
            }
        }
    }
}
