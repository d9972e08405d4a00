package dev.garganey.script

import static dev.garganey.model.ReferentialAction.*

import dev.garganey.model.*
import dev.garganey.model.Function
import dev.garganey.operation.*
import dev.garganey.testing.Scripts
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

class LanguageSpec extends Specification {

  static final NONE = Optional.empty()

  @TempDir
  Path folder

  Scripts scripts

  def setup() {
    folder = java.nio.file.Files.createDirectory(folder.resolve('migrations'))
    scripts = new Scripts(folder, Product.SQLITE, [HOME: '/home/me'])
  }

  def "the example of the design is understood"() {
    when:
    def migration = scripts.migration('''\
      description 'Users and the teams they belong to'

      up {
          createTable('teams') {
              id()                                          // bigint identity primary key
              text('name').notNull().unique()
          }
          createTable('users') {
              id()
              varchar('email', 320).notNull().unique()
              decimal('balance', 12, 2).notNull().defaultTo(0)
              timestamptz('created_at').notNull().defaultTo(sql('current_timestamp'))
              reference('team').onDelete(CASCADE)           // team_id → teams(id)
              check('balance_positive', 'balance >= 0')
              index('team_id', desc('created_at')).where('balance > 0')
          }
          insert('teams', name: 'Founders')
      }
    '''.stripIndent())

    then:
    migration.id() == '001_it'
    migration.description() == Optional.of('Users and the teams they belong to')
    migration.transactional()
    !migration.repeatable()
    migration.down() == NONE
    migration.up()*.operation()*.describe() == ['create table teams', 'create table users', 'insert a row into teams']
    migration.up()*.at()*.toString() == ['migrations/001_it.groovy:4:7', 'migrations/001_it.groovy:8:7', 'migrations/001_it.groovy:17:7']

    and:
    def users = migration.up()[1].operation().table()
    users.columns()*.name() == ['id', 'email', 'balance', 'created_at', 'team_id']
    users.columns()*.nullable() == [false, false, false, false, true]
    users.constraints()*.name()*.get() == ['users_pkey', 'users_email_key', 'users_team_id_fkey', 'balance_positive']
    users.foreignKeys() == [Constraint.ForeignKey.of('users_team_id_fkey', ['team_id'], ObjectName.of('teams'), ['id']).withActions(CASCADE, NO_ACTION)]
    users.indexes() == [new Index('users_team_id_created_at_idx', false, [IndexKey.column('team_id'), IndexKey.column('created_at').descend()],
        Optional.of('balance > 0'), NONE, [], false, [:], NONE)]
    users.columns()[3].defaultValue() == Optional.of(new Value.Expression('current_timestamp'))
  }

  def "#script"() {
    expect:
    scripts.operations(script) == [operation].flatten()

    where:
    script | operation
    "dropTable 't'" | new DropTable(t('t'), false)
    "dropTable('app.t', cascade: true)" | new DropTable(ObjectName.of('app', 't'), true)
    "renameTable 'a', 'b'" | new RenameTable(t('a'), 'b')
    "renameTable('a', 'b')" | new RenameTable(t('a'), 'b')
    "tableOptions 't', strict: true, fillfactor: 70, old: null" | new SetTableOptions(t('t'), [strict: 'true', fillfactor: '70', old: ''])
    "addColumn('t') { text('c').defaultTo('z') }" | new AddColumn(t('t'), column('c').withDefault(Optional.of(new Value.Text('z'))))
    "addColumn('t') { text 'c' defaultTo 'z' }" | new AddColumn(t('t'), column('c').withDefault(Optional.of(new Value.Text('z'))))
    "addColumn('t') { text('c'); text('d').unique(); index('c') }" | [new AddColumn(t('t'), column('c')), new AddColumn(t('t'), column('d')),
        new AddConstraint(t('t'), Constraint.Unique.of('t_d_key', ['d'])), new CreateIndex(t('t'), Index.of('t_c_idx', false, [IndexKey.column('c')]), false)]
    "dropColumn 't', 'c'" | new DropColumn(t('t'), 'c', false)
    "dropColumn 't', 'c', cascade: true" | new DropColumn(t('t'), 'c', true)
    "renameColumn 't', 'a', 'b'" | new RenameColumn(t('t'), 'a', 'b')
    "alterColumn('t', 'c') { notNull(); type decimal(12, 2), using: 'c::numeric'; defaultTo 0 }" | alter(new ColumnChange.Nullable(false),
        new ColumnChange.Type(new ColumnType.Decimal(Optional.of(12), Optional.of(2)), Optional.of('c::numeric')), new ColumnChange.Default(Optional.of(Value.of(0))))
    "alterColumn('t', 'c') { identity() }"                                                             | alter(new ColumnChange.ChangeIdentity(Optional.of(Identity.BY_DEFAULT)))
    "alterColumn('t', 'c') { nullable(); dropDefault(); identity always: true; dropIdentity() }" | alter(new ColumnChange.Nullable(true), new ColumnChange.Default(NONE),
        new ColumnChange.ChangeIdentity(Optional.of(new Identity(true, SequenceOptions.DEFAULT))), new ColumnChange.ChangeIdentity(NONE))
    "alterColumn('t', 'c') { generatedAs 'a + b', stored: false; dropGenerated(); collate 'C'; dropCollation(); comment 'x'; dropComment() }" | alter(
        new ColumnChange.ChangeGenerated(Optional.of(new Generated('a + b', false))), new ColumnChange.ChangeGenerated(NONE), new ColumnChange.Collation(Optional.of('C')),
        new ColumnChange.Collation(NONE), new ColumnChange.Comment(Optional.of('x')), new ColumnChange.Comment(NONE))
    "alterColumn('t', 'c') { identity() }" | alter(new ColumnChange.ChangeIdentity(Optional.of(Identity.BY_DEFAULT)))
    "alterColumn('t', 'c') { if (true) identity() }" | alter(new ColumnChange.ChangeIdentity(Optional.of(Identity.BY_DEFAULT)))
    "alterColumn('t', 'c') { type text() }" | alter(new ColumnChange.Type(new ColumnType.Text(), NONE))
    "addForeignKey('t', 'team_id').references('teams', 'id').onDelete(CASCADE)" | new AddConstraint(t('t'),
        Constraint.ForeignKey.of('t_team_id_fkey', ['team_id'], t('teams'), ['id']).withActions(CASCADE, NO_ACTION))
    "addForeignKey 't', 'a', 'b' references 'o' onUpdate SET_NULL deferrable() notValid() match 'FULL' named 'k'" | new AddConstraint(t('t'),
        new Constraint.ForeignKey(Optional.of('k'), ['a', 'b'], t('o'), [], NO_ACTION, SET_NULL, Deferral.INITIALLY_IMMEDIATE, false, Optional.of('FULL')))
    "addUnique 't', 'a', 'b'" | new AddConstraint(t('t'), Constraint.Unique.of('t_a_b_key', ['a', 'b']))
    "addUnique('t', 'a').nullsNotDistinct().include('b').initiallyDeferred().onConflict('IGNORE')" | new AddConstraint(t('t'),
        new Constraint.Unique(Optional.of('t_a_key'), ['a'], true, ['b'], Deferral.INITIALLY_DEFERRED, Optional.of('IGNORE')))
    "addPrimaryKey 't', 'a'" | new AddConstraint(t('t'), Constraint.PrimaryKey.of('t_pkey', ['a']))
    "addCheck 't', 'positive', 'c > 0'" | new AddConstraint(t('t'), Constraint.Check.of('positive', 'c > 0'))
    "addCheck('t', 'positive', 'c > 0').notValid().noInherit()" | new AddConstraint(t('t'), new Constraint.Check(Optional.of('positive'), 'c > 0', false, true))
    "addExclusion 't', 'using gist (during with &&)'" | new AddConstraint(t('t'), new Constraint.Exclusion(Optional.of('t_excl'), 'using gist (during with &&)', Deferral.NOT_DEFERRABLE))
    "dropConstraint 't', 'x'" | new DropConstraint(t('t'), ConstraintRef.named('x'), false)
    "dropConstraint 't', 'x', cascade: true" | new DropConstraint(t('t'), ConstraintRef.named('x'), true)
    "dropPrimaryKey 't'" | new DropConstraint(t('t'), ConstraintRef.of(ConstraintKind.PRIMARY_KEY, []), false)
    "dropUnique 't', 'a', 'b'" | new DropConstraint(t('t'), ConstraintRef.of(ConstraintKind.UNIQUE, ['a', 'b']), false)
    "dropUnique('t').named('x')" | new DropConstraint(t('t'), new ConstraintRef(Optional.of(ConstraintKind.UNIQUE), Optional.of('x'), []), false)
    "dropForeignKey 't', 'a'" | new DropConstraint(t('t'), ConstraintRef.of(ConstraintKind.FOREIGN_KEY, ['a']), false)
    "dropCheck 't', expression: 'a > 0'" | new DropConstraint(t('t'), new ConstraintRef(Optional.of(ConstraintKind.CHECK), NONE, [], Optional.of('a > 0')), false)
    "dropCheck 't', 'x'" | new DropConstraint(t('t'), new ConstraintRef(Optional.of(ConstraintKind.CHECK), Optional.of('x'), []), false)
    "dropExclusion 't', 'x'" | new DropConstraint(t('t'), new ConstraintRef(Optional.of(ConstraintKind.EXCLUSION), Optional.of('x'), []), false)
    "renameConstraint 't', 'x', 'y'" | new RenameConstraint(t('t'), 'x', 'y')
    "validateConstraint 't', 'x'" | new ValidateConstraint(t('t'), 'x')
    "createIndex('t', 'a', desc('b')).unique().where('c > 0').concurrently()" | new CreateIndex(t('t'), new Index('t_a_b_idx', true,
        [IndexKey.column('a'), IndexKey.column('b').descend()], Optional.of('c > 0'), NONE, [], false, [:], NONE), true)
    "createIndex 't', 'a' unique() named 'i'" | new CreateIndex(t('t'), Index.of('i', true, [IndexKey.column('a')]), false)
    "createIndex('t', expression('lower(a)'), asc('b').nullsFirst().collate('C').operatorClass('text_ops'), desc('c').nullsLast()).using('btree').include('d').nullsNotDistinct().comment('x').options(fillfactor: 70)" |
        new CreateIndex(t('t'), new Index('t_expr_b_c_idx', false, [IndexKey.expression('lower(a)'), IndexKey.column('b').withNullsFirst(true).withCollation('C').withOperatorClass('text_ops'),
        IndexKey.column('c').descend().withNullsFirst(false)], NONE, Optional.of('btree'), ['d'], true, [fillfactor: '70'], Optional.of('x')), false)
    "dropIndex 't_a_b_idx'" | new DropIndex(t('t_a_b_idx'), false)
    "dropIndex('i').concurrently()" | new DropIndex(t('i'), true)
    "dropIndex 'i', concurrently: true" | new DropIndex(t('i'), true)
    "renameIndex 'i', 'j'" | new RenameIndex(t('i'), 'j')
    "createView 'v', 'select 1'" | new CreateView(View.of(t('v'), 'select 1'))
    "createView('v', 'select 1', materialized: true, columns: ['a'], options: [x: 1], comment: 'c')" | new CreateView(
        new View(t('v'), 'select 1', true, ['a'], [x: '1'], [], [], Optional.of('c')))
    "createView('v', 'select 1', materialized: true) { index('a').unique(); trigger 'g', 'instead of insert …' }" | new CreateView(
        new View(t('v'), 'select 1', true, [], [:], [Index.of('v_a_idx', true, [IndexKey.column('a')])], [Trigger.of('g', 'instead of insert …')], NONE))
    "replaceView 'v', 'select 2'" | new ReplaceView(View.of(t('v'), 'select 2'))
    "dropView 'v'" | new DropView(t('v'), false)
    "renameView 'v', 'w'" | new RenameView(t('v'), 'w')
    "refreshView 'v', concurrently: true" | new RefreshView(t('v'), true)
    "createSchema 's'" | new CreateSchema('s')
    "dropSchema 's'" | new DropSchema('s')
    "createSequence 's', start: 100, increment: 5, min: 1, max: 999, cache: 10, cycle: true, type: integer(), ownedBy: 'app.t.c', comment: 'x'" | new CreateSequence(new Sequence(t('s'),
        Optional.of(new ColumnType.Int()), new SequenceOptions(Optional.of(100L), Optional.of(5L), Optional.of(1L), Optional.of(999L), Optional.of(10L), true),
        Optional.of(new ColumnRef(ObjectName.of('app', 't'), 'c')), Optional.of('x')))
    "alterSequence('s', start: 2)" | new AlterSequence(t('s'), new SequenceOptions(Optional.of(2L), NONE, NONE, NONE, NONE, false), NONE)
    "alterSequence('s', type: integer())" | new AlterSequence(t('s'), SequenceOptions.DEFAULT, NONE, Optional.of(new ColumnType.Int()))
    "dropSequence 's'" | new DropSequence(t('s'))
    "renameSequence 's', 'q'" | new RenameSequence(t('s'), 'q')
    "createEnum 'mood', 'happy', 'sad'" | new CreateEnum(new EnumType(t('mood'), ['happy', 'sad'], NONE))
    "createEnum('mood', ['happy', 'sad'], comment: 'x')" | new CreateEnum(new EnumType(t('mood'), ['happy', 'sad'], Optional.of('x')))
    "addEnumValue 'mood', 'ok', after: 'happy'" | new AddEnumValue(t('mood'), 'ok', NONE, Optional.of('happy'))
    "renameEnumValue 'mood', 'a', 'b'" | new RenameEnumValue(t('mood'), 'a', 'b')
    "renameEnum 'mood', 'humour'" | new RenameEnum(t('mood'), 'humour')
    "dropEnum 'mood'" | new DropEnum(t('mood'))
    "createDomain('email', text()).notNull().defaultTo('x').collate('C').check('at', 'value like 1').comment('c')" | new CreateDomain(
        new Domain(t('email'), new ColumnType.Text(), false, Optional.of(Value.of('x')), Optional.of('C'), [Constraint.Check.of('at', 'value like 1')], Optional.of('c')))
    "alterDomain('email', text()).notNull()" | new AlterDomain(new Domain(t('email'), new ColumnType.Text(), false, NONE, NONE, [], NONE))
    "dropDomain 'email'" | new DropDomain(t('email'))
    "createExtension 'citext', schema: 'x', version: '1.6'" | new CreateExtension(new Extension('citext', Optional.of('x'), Optional.of('1.6')))
    "dropExtension 'citext'" | new DropExtension('citext')
    "createNative 'cast', 'text as mood', 'create cast …', drop: 'drop cast …', dependsOn: ['type mood']" | new CreateNative(new NativeObject('cast', 'text as mood', 'create cast …', 'drop cast …', NONE, [new ObjectRef('type', 'mood')] as Set))
    "createNative 'grants', 'table t', 'grant …', partOf: 'table t'" | new CreateNative(new NativeObject('grants', 'table t', 'grant …', '', Optional.of(ObjectRef.table(t('t'))), [] as Set))
    "dropNative 'cast', 'text as mood'" | new DropNative('cast', 'text as mood')
    "createFunction 'f()', 'returns integer …', unchecked: true" | new CreateFunction(new Function(t('f'), 'FUNCTION', '', 'returns integer …', NONE), false, true)
    "createFunction 'app.f(a integer)', 'returns integer …', replace: true" | new CreateFunction(new Function(ObjectName.of('app', 'f'), 'FUNCTION', 'a integer', 'returns integer …', NONE), true)
    "createProcedure 'p()', 'language sql …'" | new CreateFunction(new Function(t('p'), 'PROCEDURE', '', 'language sql …', NONE), false)
    "createAggregate 'g(integer)', '(sfunc = f)'" | new CreateFunction(new Function(t('g'), 'AGGREGATE', 'integer', '(sfunc = f)', NONE), false)
    "dropFunction 'f(a integer)'" | new DropFunction(t('f'), 'FUNCTION', 'a integer')
    "dropProcedure 'p()'" | new DropFunction(t('p'), 'PROCEDURE', '')
    "dropAggregate 'g(integer)'" | new DropFunction(t('g'), 'AGGREGATE', 'integer')
    "createTrigger 'g', 'before update on users …', on: 'users'" | new CreateTrigger(t('users'), Trigger.of('g', 'before update on users …'))
    "dropTrigger 'g', on: 'users'" | new DropTrigger(t('users'), 'g')
    "commentOnTable 't', 'x'" | new SetComment(CommentTarget.TABLE, t('t'), NONE, Optional.of('x'))
    "commentOnColumn 't', 'c', null" | new SetComment(CommentTarget.COLUMN, t('t'), Optional.of('c'), NONE)
    "commentOnView 'v', 'x'" | new SetComment(CommentTarget.VIEW, t('v'), NONE, Optional.of('x'))
    "commentOnIndex 'i', 'x'" | new SetComment(CommentTarget.INDEX, t('i'), NONE, Optional.of('x'))
    "commentOnSequence 's', 'x'" | new SetComment(CommentTarget.SEQUENCE, t('s'), NONE, Optional.of('x'))
    "commentOnEnum 'e', 'x'" | new SetComment(CommentTarget.ENUM, t('e'), NONE, Optional.of('x'))
    "commentOnDomain 'd', 'x'" | new SetComment(CommentTarget.DOMAIN, t('d'), NONE, Optional.of('x'))
    "insert 't', a: 1, b: 'x'" | new Insert(t('t'), [[a: Value.of(1), b: Value.of('x')]])
    "insert 't', a: null, b: true, c: 1.50, d: sql('now()'), e: [1, 2] as byte[]" | new Insert(t('t'),
        [[a: new Value.Null(), b: new Value.Bool(true), c: new Value.Number(1.50), d: new Value.Expression('now()'), e: new Value.Binary('0102')]])
    "insert('t', [[a: 1], [a: 2]])" | new Insert(t('t'), [[a: Value.of(1)], [a: Value.of(2)]])
    "insert('t') { row a: 1; row a: 2 }" | new Insert(t('t'), [[a: Value.of(1)], [a: Value.of(2)]])
    "update 't', set: [a: 2, b: sql('c + 1')], where: 'id = 1'" | new Update(t('t'), [a: Value.of(2), b: new Value.Expression('c + 1')], Optional.of('id = 1'))
    "update('t', set: [a: 2])" | new Update(t('t'), [a: Value.of(2)], NONE)
    "delete 't', where: 'id = 1'" | new Delete(t('t'), Optional.of('id = 1'), [:])
    "delete 't', matching: [id: 1]" | new Delete(t('t'), NONE, [id: Value.of(1)])
    "delete 't', matching: [id: 1], expecting: [a: 2]" | new Delete(t('t'), NONE, [id: Value.of(1)], [a: Value.of(2)])
    "delete 't'" | new Delete(t('t'), NONE, [:])
    "backfill('users') { set email: sql('lower(email)'); where 'email <> lower(email)'; batch 5000; pause 100.ms }" | new Backfill(t('users'),
        [email: new Value.Expression('lower(email)')], Optional.of('email <> lower(email)'), 5000, 100)
    "backfill('users') { set a: 1 }" | new Backfill(t('users'), [a: Value.of(1)], NONE, 1000, 0)
    "sql 'create table a (b text)', down: 'drop table a'" | new RawSql('create table a (b text)', Optional.of(['drop table a']), true)
    "sql 'create table a (b text)'" | new RawSql('create table a (b text)', NONE, true)
    "sql('insert into a values (1)')" | new RawSql('insert into a values (1)', NONE, false)
    "sql 'call p()', touchesSchema: false" | new RawSql('call p()', NONE, false)
    "sql(['drop view v', 'drop view w'], down: ['create view w as select 1', 'create view v as select 1'])" | [new RawSql('drop view v', Optional.of([]), true),
        new RawSql('drop view w', Optional.of(['create view w as select 1', 'create view v as select 1']), true)]
    "sql '''create table a (b text);\n  insert into a values ('x;y');'''" | [new RawSql('create table a (b text)', NONE, true), new RawSql("insert into a values ('x;y')", NONE, false)]
    "data { db -> db.execute('x') }" | new RunCode("db -> db.execute('x')")
  }

  def "a CSV file is read beside the migration, for its columns and its checksum"() {
    given:
    scripts.write('users.csv', 'id;"full ""name"""\n1;x\n')

    expect:
    scripts.operations("loadCsv 'users', 'users.csv', delimiter: ';', nullText: 'NULL'") == [
        new LoadCsv(t('users'), 'users.csv', '9458a47ab1c2a772e86f9922dd96e02c7863bc5267d7569a17c58190d3824c70', ['id', 'full "name"'], ';', 'NULL')]
  }

  def "a column of type #script"() {
    expect:
    tableOf(script).columns() == [Column.of('a', type)]

    where:
    script                         | type
    "smallint('a')"                | new ColumnType.SmallInt()
    "integer('a')"                 | new ColumnType.Int()
    "bigint('a')"                  | new ColumnType.BigInt()
    "decimal('a')"                 | new ColumnType.Decimal(NONE, NONE)
    "decimal('a', 12)"             | new ColumnType.Decimal(Optional.of(12), NONE)
    "decimal('a', 12, 2)"          | new ColumnType.Decimal(Optional.of(12), Optional.of(2))
    "real('a')"                    | new ColumnType.Real()
    "double('a')"                  | new ColumnType.DoublePrecision()
    "double 'a'"                   | new ColumnType.DoublePrecision()
    "doublePrecision('a')"         | new ColumnType.DoublePrecision()
    "bool('a')"                    | new ColumnType.Bool()
    "char('a', 3)"                 | new ColumnType.Char(3)
    "char 'a', 3"                  | new ColumnType.Char(3)
    "character('a', 3)"            | new ColumnType.Char(3)
    "varchar('a')"                 | new ColumnType.VarChar(NONE)
    "varchar('a', 9)"              | new ColumnType.VarChar(Optional.of(9))
    "text('a')"                    | new ColumnType.Text()
    "binary('a')"                  | new ColumnType.Binary()
    "date('a')"                    | new ColumnType.Date()
    "time('a')"                    | new ColumnType.Time(NONE)
    "time('a', 3)"                 | new ColumnType.Time(Optional.of(3))
    "timestamp('a')"               | new ColumnType.Timestamp(NONE)
    "timestamp('a', 3)"            | new ColumnType.Timestamp(Optional.of(3))
    "timestamptz('a')"             | new ColumnType.TimestampTz(NONE)
    "timestamptz('a', 3)"          | new ColumnType.TimestampTz(Optional.of(3))
    "interval('a')"                | new ColumnType.Interval()
    "uuid('a')"                    | new ColumnType.Uuid()
    "json('a')"                    | new ColumnType.Json()
    "enum('a', 'mood')"            | new ColumnType.OfEnum(t('mood'))
    "enum 'a', 'mood'"             | new ColumnType.OfEnum(t('mood'))
    "enumerated('a', 'app.mood')"  | new ColumnType.OfEnum(ObjectName.of('app', 'mood'))
    "array('a', text())"           | new ColumnType.ArrayOf(new ColumnType.Text())
    "array('a', varchar(9))"       | new ColumnType.ArrayOf(new ColumnType.VarChar(Optional.of(9)))
    "array('a', enum('mood'))"     | new ColumnType.ArrayOf(new ColumnType.OfEnum(t('mood')))
    "native('a', 'tsvector')"      | new ColumnType.Native('tsvector')
    "native 'a', 'tsvector'"       | new ColumnType.Native('tsvector')
    "nativeType('a', 'tsvector')"  | new ColumnType.Native('tsvector')
    "column('a', native('point'))" | new ColumnType.Native('point')
    "column('a', decimal(5, 2))"   | new ColumnType.Decimal(Optional.of(5), Optional.of(2))
  }

  def "reserved words in texts and comments are left alone"() {
    expect:
    scripts.operations('''
        // native('a') and "enum('b')"
        /* double('x') */
        sql "select 'native(1)', \\"enum(2)\\"" /* ' */
        sql \'\'\'select char(3)\'\'\'
        def pattern = /enum('x')/
        sql "select '${pattern}'"
    ''')*.sql() == ["select 'native(1)', \"enum(2)\"", 'select char(3)', "select 'enum('x')'"]
  }

  def "what a column says: #script"() {
    expect:
    tableOf(script).columns()[0] == expected

    where:
    script                                                | expected
    "text('a').notNull()"                                 | column('a').withNullable(false)
    "text('a').notNull().nullable()"                      | column('a')
    "text('a').defaultTo(null)"                           | column('a').withDefault(Optional.of(new Value.Null()))
    "text('a').defaultTo(\"\${1 + 1}\")"                  | column('a').withDefault(Optional.of(new Value.Text('2')))
    "text('a').defaultTo(sql('now()'))"                   | column('a').withDefault(Optional.of(new Value.Expression('now()')))
    "text('a').collate('NOCASE').comment('x')"            | column('a').withCollation(Optional.of('NOCASE')).withComment(Optional.of('x'))
    "text('a').generatedAs('b || c')"                     | column('a').withGenerated(Optional.of(new Generated('b || c', true)))
    "text('a').generatedAs('b || c').virtual()"           | column('a').withGenerated(Optional.of(new Generated('b || c', false)))
    "text('a').generatedAs('b').virtual().stored()"       | column('a').withGenerated(Optional.of(new Generated('b', true)))
    "text('a').identity()"                                | column('a').withNullable(false).withIdentity(Optional.of(Identity.BY_DEFAULT))
    "text('a').identity(always: true, start: 100)"        | column('a').withNullable(false).withIdentity(Optional.of(new Identity(true, new SequenceOptions(Optional.of(100L), NONE, NONE, NONE, NONE, false))))
    "text('a').options(compression: 'lz4')"               | column('a').withOptions([compression: 'lz4'])
    "id()"                                                | new Column('id', new ColumnType.BigInt(), false, NONE, Optional.of(Identity.BY_DEFAULT), NONE, NONE, NONE, [:])
    "text('a').primaryKey()"                              | column('a').withNullable(false)
    "text('a').primaryKey().nullable()"                   | column('a')
    "text('a'); primaryKey('a')"                          | column('a').withNullable(false)
  }

  def "a constraint of a table: #script"() {
    expect:
    tableOf("bigint('a'); bigint('b'); $script").constraints() == [constraint]

    where:
    script                                            | constraint
    "primaryKey('a', 'b')"                            | Constraint.PrimaryKey.of('t_pkey', ['a', 'b'])
    "primaryKey 'a' named 'k'"                        | Constraint.PrimaryKey.of('k', ['a'])
    "primaryKey('a').include('b').unnamed()"          | new Constraint.PrimaryKey(NONE, ['a'], ['b'], Deferral.NOT_DEFERRABLE, NONE)
    "unique('a', 'b').named('x')"                     | Constraint.Unique.of('x', ['a', 'b'])
    "unique(['a', 'b'])"                              | Constraint.Unique.of('t_a_b_key', ['a', 'b'])
    "text('c').unique()"                              | Constraint.Unique.of('t_c_key', ['c'])
    "text('c').unique().named('x')"                   | Constraint.Unique.of('x', ['c'])
    "check('x', 'a > 0')"                             | Constraint.Check.of('x', 'a > 0')
    "check 'x', 'a > 0' notValid()"                   | new Constraint.Check(Optional.of('x'), 'a > 0', false, false)
    "text('c').check('c > 0')"                        | Constraint.Check.of('t_c_check', 'c > 0')
    "text('c').check('positive', 'c > 0')"            | Constraint.Check.of('positive', 'c > 0')
    "exclude('using gist (a with &&)')"               | new Constraint.Exclusion(Optional.of('t_excl'), 'using gist (a with &&)', Deferral.NOT_DEFERRABLE)
    "foreignKey('a').references('o', 'x')"            | Constraint.ForeignKey.of('t_a_fkey', ['a'], t('o'), ['x'])
    "foreignKey('a', 'b').references('o')"            | Constraint.ForeignKey.of('t_a_b_fkey', ['a', 'b'], t('o'), [])
    "bigint('c').references('o', 'x')"                | Constraint.ForeignKey.of('t_c_fkey', ['c'], t('o'), ['x'])
    "bigint('c').references('o').onDelete(SET_NULL)"  | Constraint.ForeignKey.of('t_c_fkey', ['c'], t('o'), []).withActions(SET_NULL, NO_ACTION)
    "bigint('c').references('o').onUpdate('cascade')" | Constraint.ForeignKey.of('t_c_fkey', ['c'], t('o'), []).withActions(NO_ACTION, CASCADE)
    "bigint('c').references('o').initiallyDeferred()" | Constraint.ForeignKey.of('t_c_fkey', ['c'], t('o'), []).withDeferral(Deferral.INITIALLY_DEFERRED)
    "reference('team')"                               | Constraint.ForeignKey.of('t_team_id_fkey', ['team_id'], t('teams'), ['id'])
    "reference('city')"                               | Constraint.ForeignKey.of('t_city_id_fkey', ['city_id'], t('cities'), ['id'])
    "reference('day')"                                | Constraint.ForeignKey.of('t_day_id_fkey', ['day_id'], t('days'), ['id'])
    "reference('box')"                                | Constraint.ForeignKey.of('t_box_id_fkey', ['box_id'], t('boxes'), ['id'])
    "reference('branch')"                             | Constraint.ForeignKey.of('t_branch_id_fkey', ['branch_id'], t('branches'), ['id'])
    "reference('lens')"                               | Constraint.ForeignKey.of('t_lens_id_fkey', ['lens_id'], t('lenses'), ['id'])
    "reference('boss', table: 'staff')"               | Constraint.ForeignKey.of('t_boss_id_fkey', ['boss_id'], t('staff'), ['id'])
    "reference('boss').references('staff', 'no')"     | Constraint.ForeignKey.of('t_boss_id_fkey', ['boss_id'], t('staff'), ['no'])
  }

  def "a reference has the type of the key that the same script makes, else bigint"() {
    when:
    def tables = scripts.operations('''
      createTable('teams') { uuid('code').primaryKey() }
      createTable('users') { reference('team'); reference('city'); reference('day', type: date()) }
    ''')*.table()

    then:
    tables[1].columns()*.type() == [new ColumnType.Uuid(), new ColumnType.BigInt(), new ColumnType.Date()]
    tables[1].foreignKeys()[0].referencedColumns() == ['code']
  }

  def "the rest of a table"() {
    when:
    def table = tableOf('''
      text('a').index()
      options strict: true, withoutRowid: true, gone: false
      comment 'a table'
      trigger 'stamp', 'after insert begin select 1; end'
      index('a', desc('a').nullsLast()).unique().where('a is not null').using('btree').named('i')
    ''')

    then:
    table.options() == [strict: 'true', withoutRowid: 'true']
    table.comment() == Optional.of('a table')
    table.triggers() == [Trigger.of('stamp', 'after insert begin select 1; end')]
    table.indexes()*.name() == ['t_a_idx', 'i']
  }

  def "both styles are the same: #one"() {
    expect:
    scripts.operations(one) == scripts.operations(other)

    where:
    one                                                               | other
    "createTable('t') { varchar('email', 320).notNull().unique() }"   | "createTable('t') { varchar 'email', 320 notNull() unique() }"
    "createTable('t') { text('a').notNull().defaultTo('x') }"         | "createTable('t') { text 'a' notNull() defaultTo 'x' }"
    "createTable('t') { text('a').notNull() }"                        | "createTable 't', { text 'a' notNull }"
    "createTable('t') { text('a'); index('a').unique().where('x') }"  | "createTable('t') { text 'a'; index 'a' unique() where 'x' }"
    "addUnique('t', 'a').named('x')"                                  | "addUnique 't', 'a' named 'x'"
    "createIndex('t', 'a').unique().concurrently()"                   | "createIndex 't', 'a' unique() concurrently()"
    "update('t', set: [a: 1], where: 'x')"                            | "update 't', set: [a: 1], where: 'x'"
  }

  def "the words around the operations"() {
    when:
    def migration = scripts.migration('''
      description 'why'
      transactional false
      requires '000_before', '000_too'
      repeatable
      up { dropTable 'a' }
      down { sql 'create table a (b text)' }
    ''')

    then:
    migration.description() == Optional.of('why')
    !migration.transactional()
    migration.requires() == ['000_before', '000_too']
    migration.repeatable()
    migration.down().get()*.operation() == [new RawSql('create table a (b text)', NONE, true)]
  }

  def "a migration says which ones it does the work of"() {
    expect:
    scripts.migration("replaces '000_a', '000_b'\nup { dropTable 'a' }").replaces() == ['000_a', '000_b']
  }

  def "what cannot be undone says why"() {
    expect:
    scripts.migration("irreversible 'the rows are gone'\nup { dropTable 'a' }").irreversible() == Optional.of('the rows are gone')
  }

  def "operations for some products alone: #script"() {
    expect:
    scripts.up(script)*.only() == products

    where:
    script                                                          | products
    "only POSTGRESQL, SQLITE { dropTable 'a' }; dropTable 'b'"      | [[Product.POSTGRESQL, Product.SQLITE] as Set, [] as Set]
    "only POSTGRESQL { dropTable 'a' }"                             | [[Product.POSTGRESQL] as Set]
    "only(POSTGRESQL) { dropTable 'a' }"                            | [[Product.POSTGRESQL] as Set]
    "only(POSTGRESQL, SQLITE) { only(SQLITE) { dropTable 'a' } }"   | [[Product.SQLITE] as Set]
  }

  def "SQL for another product is read as that product reads it"() {
    expect:
    scripts.operations('''only POSTGRESQL { sql 'create function f() returns int as $x$ select 1; $x$ language sql' }''').size() == 1
  }

  def "a sql('…') that a word takes is a value and no operation"() {
    expect:
    scripts.operations('''
      def now = sql('now()')
      insert 't', a: now
      insert('t') { row a: sql('now()') }
      insert 't', [[a: now]]
      update 't', set: [a: sql('now()')]
      sql 'vacuum'
    ''')*.class == [Insert, Insert, Insert, Update, RawSql]
  }

  def "scripts are Groovy"() {
    expect:
    scripts.migration('''
      def names = ['a', 'b']
      suffix = '_x'

      def stamps() {
        timestamptz('created_at')
        timestamptz('updated_at')
      }
      def key = { name -> bigint(name).notNull() }
      String upper(String s) { s.toUpperCase() }

      up {
        for (name in names) createTable(name + suffix) {
          key('no')
          text(upper('abc'))
          stamps()
          3.times { text "c$it" }
        }
        if (dialect == SQLITE) dropTable 'only_here'
        else dropTable 'only_there'
        dropTable env('HOME')
        dropTable env.HOME
        dropTable env('NOT_SET', 'instead')
        if (!env.NOT_SET) { dropTable 'not_set' }
        names.each { dropTable it }
      }
    ''').up()*.operation()*.describe() == ['create table a_x', 'create table b_x', 'drop table only_here', 'drop table /home/me',
        'drop table /home/me', 'drop table instead', 'drop table not_set', 'drop table a', 'drop table b']
    scripts.evaluate()[0].up()[0].operation().table().columns()*.name() == ['no', 'ABC', 'created_at', 'updated_at', 'c0', 'c1', 'c2']
  }

  def "every operation knows its line and column"() {
    expect:
    scripts.migration('''\
up {
  dropTable 'a'; dropTable 'b'
  if (true)
    dropTable 'c'
  [1, 2].each {
      dropTable "d$it"
  }
  addColumn('t') {
    text('x')
      .notNull()
    text('y').unique()
  }
  createIndex('t', 'x')
      .unique()
  helper()
}
def helper() {
  dropTable 'e'
}
down {
  only(SQLITE) { dropTable 'f' }
}
''').with { (up() + down().get())*.at()*.with { "${line()}:${column()}" } }*.toString() ==
        ['2:3', '2:18', '4:5', '6:7', '6:7', '9:5', '11:5', '11:5', '13:3', '18:3', '21:18']
  }

  def "code runs when the migration is applied, with the handle, and says where it fails"() {
    given:
    def step = scripts.migration('''
      def greeting = 'hello'
      def shout(text) { text.toUpperCase() }
      up {
        data { db ->
          db << shout(greeting)
          db << 1.intdiv(0)
        }
      }
    ''').up()[0]
    def handle = []

    when:
    step.code().get().run(handle)

    then:
    def e = thrown(CodeFailed)
    handle == ['HELLO']
    e.message == 'migrations/001_it.groovy:7: / by zero'
    e.cause instanceof ArithmeticException
    step.operation().source().contains('db << shout(greeting)')
    step.operation().opaque
  }

  def "a thousand scripts are evaluated as one"() {
    when:
    (1..1000).each { scripts.write(String.format('%04d_a.groovy', it), "up { createTable('t$it') { id(); text('a') } }") }

    then:
    scripts.evaluate().collect { it.up()[0].operation().table().name().name() } == (1..1000).collect { "t$it" }*.toString()
  }

  def "SQL migrations stand among the others"() {
    given:
    scripts.write('001_a.groovy', "up { createTable('a') { id() } }")
    scripts.write('002_b.sql', 'create table b (c text);')

    expect:
    scripts.evaluate()*.id() == ['001_a', '002_b']
  }

  Table tableOf(String body) {
    scripts.operations("createTable('t') {\n$body\n}")[0].table()
  }

  static t(String name) {
    ObjectName.of(name)
  }

  static column(String name) {
    Column.of(name, new ColumnType.Text())
  }

  static alter(ColumnChange... changes) {
    new AlterColumn(t('t'), 'c', changes.toList())
  }
}
