package dev.garganey.dialect.postgresql

import dev.garganey.model.*
import dev.garganey.operation.*
import dev.garganey.plan.Action
import dev.garganey.plan.HazardKind
import dev.garganey.plan.Probe
import dev.garganey.testing.TestDatabase
import java.sql.Connection
import spock.lang.AutoCleanup
import spock.lang.Shared
import spock.lang.Specification

/** Every operation as SQL; each expected text is also sent to a server. */
class PostgresqlDialectSpec extends Specification {

    @Shared
    @AutoCleanup
    TestDatabase database = TestDatabase.postgresql()

    @Shared
    PostgresqlDialect dialect = new PostgresqlDialect()

    /** What the operations below find when they begin. */
    static final List<String> PRELUDE = [
        'CREATE TYPE mood AS ENUM (\'sad\', \'ok\')',
        'CREATE DOMAIN percent AS integer CHECK (VALUE <= 100)',
        'CREATE SEQUENCE counter',
        'CREATE TABLE teams (id bigint PRIMARY KEY, name text)',
        '''CREATE TABLE users (id bigint GENERATED ALWAYS AS IDENTITY, email varchar(320) DEFAULT 'x',
           balance numeric(12,2) NOT NULL DEFAULT 0, state mood, level integer, team_id bigint,
           total numeric GENERATED ALWAYS AS (balance * 2) STORED, CONSTRAINT users_pkey PRIMARY KEY (id),
           CONSTRAINT level_check CHECK (level > 0))''',
        'CREATE INDEX users_email_idx ON users (email)',
        'CREATE VIEW active AS SELECT 1 AS a',
        'CREATE MATERIALIZED VIEW stored AS SELECT 1 AS a',
        'CREATE UNIQUE INDEX stored_a ON stored (a)',
        'CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN new; END$$',
        'CREATE FUNCTION plus(a integer, b integer DEFAULT 1) RETURNS integer LANGUAGE sql AS $$SELECT a + b$$',
        'CREATE TRIGGER users_touch BEFORE UPDATE ON users FOR EACH ROW EXECUTE FUNCTION touch()',
        'ALTER TABLE users ADD CONSTRAINT unchecked CHECK (level < 9) NOT VALID',
        'CREATE SCHEMA empty_one',
        'CREATE TABLE logs (id bigint, day date) PARTITION BY RANGE (day)',
    ]

    def "#operation.describe()"(Operation operation, List<String> expected) {
        when:
        def statements = statementsOf(operation)

        then:
        statements*.action()*.text() == expected

        and: 'the server takes them, unless it is too old'
        isTooNew(expected) || execute(statements)

        where:
        operation << CASES*.get(0)
        expected << CASES*.get(1)
    }

    def "#operation.describe() is what the catalogue then shows, and its inverse undoes it"() {
        given:
        def connection = prepared(statementsOf(operation))
        def start = dialect.inspect(connection, [] as Set)

        when:
        carryOut(connection, operation, start)
        def after = operation.applyTo(start)

        then:
        dialect.inspect(connection, [] as Set) == dialect.lower(after)

        when:
        operation.inverse(start).operations().inject(after) { schema, back ->
            carryOut(connection, back, schema)
            back.applyTo(schema)
        }

        then:
        operation.inverse(start).irreversible().present || dialect.inspect(connection, [] as Set) == start

        cleanup:
        connection.rollback()
        connection.close()

        where:
        operation << CASES.findAll { it.size() == 2 && !isTooNew(it[1]) }*.get(0)
    }

    private void carryOut(Connection connection, Operation operation, Schema schema) {
        dialect.statements([step(operation)], schema).each { run(connection, it.action().text().replace('CONCURRENTLY ', '')) }
    }

    static final ObjectName USERS = ObjectName.of('users')
    static final ObjectName TEAMS = ObjectName.of('teams')
    static final Optional NONE = Optional.empty()

    /** Operation, statements, and why the catalogue shows something else, where it does. */
    static final List<List> CASES = [
        [new CreateTable(Table.of(ObjectName.of('a"b'), [
            Column.of('id', new ColumnType.BigInt()).withIdentity(Optional.of(Identity.BY_DEFAULT)).withNullable(false),
            Column.of('n', new ColumnType.Decimal(Optional.of(12), Optional.of(2))).withDefault(Optional.of(Value.of(0))),
            Column.of('at', new ColumnType.TimestampTz(NONE)).withDefault(Optional.of(new Value.Expression('current_timestamp'))),
            Column.of('c', new ColumnType.Text()).withCollation(Optional.of('C')).withDefault(Optional.of(Value.of("it's"))),
            Column.of('bin', new ColumnType.Binary()).withDefault(Optional.of(new Value.Binary('00ff'))),
            Column.of('moods', new ColumnType.ArrayOf(new ColumnType.OfEnum(ObjectName.of('mood')))),
            Column.of('twice', new ColumnType.BigInt()).withGenerated(Optional.of(new Generated('id * 2', true))),
        ]).plus(Constraint.PrimaryKey.of('ab_pkey', ['id']))
          .plus(Constraint.Check.of('positive', 'n > 0 -- always'))
          .plus(new Constraint.Unique(Optional.of('cn'), ['c'], true, ['n'], Deferral.NOT_DEFERRABLE, NONE))
          .plus(Constraint.ForeignKey.of('ab_fkey', ['twice'], TEAMS, ['id']).withActions(ReferentialAction.CASCADE, ReferentialAction.NO_ACTION).withDeferral(Deferral.INITIALLY_DEFERRED))
          .plus(Index.of('ab_c_idx', false, [IndexKey.column('c').descend(), IndexKey.expression('lower(c)')]))
          .withComment(Optional.of('two'))), [
            '''\
            CREATE TABLE "a""b" (
              "id" bigint GENERATED BY DEFAULT AS IDENTITY NOT NULL,
              "n" numeric(12,2) DEFAULT 0,
              "at" timestamptz DEFAULT current_timestamp,
              "c" text COLLATE "C" DEFAULT 'it''s',
              "bin" bytea DEFAULT '\\x00ff'::bytea,
              "moods" "mood"[],
              "twice" bigint GENERATED ALWAYS AS (id * 2) STORED,
              CONSTRAINT "ab_pkey" PRIMARY KEY ("id"),
              CONSTRAINT "positive" CHECK (n > 0 -- always
            ),
              CONSTRAINT "cn" UNIQUE NULLS NOT DISTINCT ("c") INCLUDE ("n"),
              CONSTRAINT "ab_fkey" FOREIGN KEY ("twice") REFERENCES "teams" ("id") ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
            )'''.stripIndent(),
            'CREATE INDEX "ab_c_idx" ON "a""b" ("c" DESC, (lower(c)))',
            'COMMENT ON TABLE "a""b" IS \'two\''], 'the server writes expressions its own way'],
        [new CreateTable(Table.of(ObjectName.of('logs_1'), []).withOptions([partitionOf: "logs FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')"])),
            ['''CREATE TABLE "logs_1" PARTITION OF logs FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')''']],
        [new CreateTable(Table.of(ObjectName.of('p'), [Column.of('a', new ColumnType.Int())]).withOptions([unlogged: 'true', fillfactor: '70', strict: 'true', rowSecurity: 'forced'])),
            ['CREATE UNLOGGED TABLE "p" (\n  "a" integer\n) WITH (fillfactor = \'70\')',
             'ALTER TABLE "p" ENABLE ROW LEVEL SECURITY', 'ALTER TABLE "p" FORCE ROW LEVEL SECURITY']],
        [new DropTable(TEAMS, false), ['DROP TABLE "teams"']],
        [new DropTable(TEAMS, true), ['DROP TABLE "teams" CASCADE']],
        [new RenameTable(USERS, 'people'), ['ALTER TABLE "users" RENAME TO "people"'], 'a trigger names its table'],
        [new SetTableOptions(TEAMS, [unlogged: 'true', fillfactor: '80', strict: 'true']), ['ALTER TABLE "teams" SET UNLOGGED', 'ALTER TABLE "teams" SET (fillfactor = \'80\')']],
        [new SetTableOptions(USERS, ['trigger.users_touch': 'disabled']), ['ALTER TABLE "users" DISABLE TRIGGER "users_touch"']],
        [new AddColumn(TEAMS, Column.of('c', new ColumnType.Text()).withDefault(Optional.of(Value.of('z'))).withComment(Optional.of('new'))),
            ['ALTER TABLE "teams" ADD COLUMN "c" text DEFAULT \'z\'', 'COMMENT ON COLUMN "teams"."c" IS \'new\'']],
        [new DropColumn(TEAMS, 'name', false), ['ALTER TABLE "teams" DROP COLUMN "name"']],
        [new RenameColumn(TEAMS, 'name', 'title'), ['ALTER TABLE "teams" RENAME COLUMN "name" TO "title"']],
        [alter('email', new ColumnChange.Type(new ColumnType.Int(), NONE), new ColumnChange.Default(Optional.of(Value.of(1)))),
            ['ALTER TABLE "users" ALTER COLUMN "email" DROP DEFAULT',
             'ALTER TABLE "users" ALTER COLUMN "email" TYPE integer USING "email"::integer',
             'ALTER TABLE "users" ALTER COLUMN "email" SET DEFAULT 1']],
        [alter('balance', new ColumnChange.Type(new ColumnType.Decimal(Optional.of(14), Optional.of(2)), NONE), new ColumnChange.Nullable(true)),
            ['ALTER TABLE "users" ALTER COLUMN "balance" DROP DEFAULT',
             'ALTER TABLE "users" ALTER COLUMN "balance" DROP NOT NULL',
             'ALTER TABLE "users" ALTER COLUMN "balance" TYPE numeric(14,2)',
             'ALTER TABLE "users" ALTER COLUMN "balance" SET DEFAULT 0']],
        [alter('state', new ColumnChange.Type(new ColumnType.VarChar(Optional.of(3)), NONE)), ['ALTER TABLE "users" ALTER COLUMN "state" TYPE varchar(3)']],
        [alter('email', new ColumnChange.Collation(Optional.of('C'))),
            ['ALTER TABLE "users" ALTER COLUMN "email" DROP DEFAULT',
             'ALTER TABLE "users" ALTER COLUMN "email" TYPE varchar(320) COLLATE "C"',
             'ALTER TABLE "users" ALTER COLUMN "email" SET DEFAULT \'x\'']],
        [alter('email', new ColumnChange.Default(NONE), new ColumnChange.Nullable(false), new ColumnChange.Comment(Optional.of('mail'))),
            ['ALTER TABLE "users" ALTER COLUMN "email" DROP DEFAULT', 'ALTER TABLE "users" ALTER COLUMN "email" SET NOT NULL', 'COMMENT ON COLUMN "users"."email" IS \'mail\'']],
        [alter('id', new ColumnChange.ChangeIdentity(NONE)), ['ALTER TABLE "users" ALTER COLUMN "id" DROP IDENTITY']],
        [alter('id', new ColumnChange.ChangeIdentity(Optional.of(Identity.BY_DEFAULT))), ['ALTER TABLE "users" ALTER COLUMN "id" SET GENERATED BY DEFAULT']],
        [alter('level', new ColumnChange.ChangeIdentity(Optional.of(Identity.BY_DEFAULT))),
            ['ALTER TABLE "users" ALTER COLUMN "level" SET NOT NULL',
             'ALTER TABLE "users" ALTER COLUMN "level" ADD GENERATED BY DEFAULT AS IDENTITY',
             '''SELECT setval(pg_get_serial_sequence('"users"', 'level'), coalesce(max("level"), 0) + 1, false) FROM "users"''']],
        [alter('total', new ColumnChange.ChangeGenerated(NONE)), ['ALTER TABLE "users" ALTER COLUMN "total" DROP EXPRESSION']],
        [alter('total', new ColumnChange.ChangeGenerated(Optional.of(new Generated('balance * 3', true)))), ['ALTER TABLE "users" ALTER COLUMN "total" SET EXPRESSION AS (balance * 3)'], 'the server writes expressions its own way'],
        [new AddConstraint(USERS, Constraint.ForeignKey.of('fk', ['team_id'], TEAMS, []).withValidated(false)), ['ALTER TABLE "users" ADD CONSTRAINT "fk" FOREIGN KEY ("team_id") REFERENCES "teams" NOT VALID']],
        [new AddConstraint(USERS, new Constraint.Check(Optional.of('c'), 'level < 5', false, true)), ['ALTER TABLE "users" ADD CONSTRAINT "c" CHECK (level < 5) NO INHERIT NOT VALID']],
        [new AddConstraint(USERS, new Constraint.Exclusion(Optional.of('x'), 'USING btree (email WITH =)', Deferral.INITIALLY_IMMEDIATE)), ['ALTER TABLE "users" ADD CONSTRAINT "x" EXCLUDE USING btree (email WITH =) DEFERRABLE']],
        [new DropConstraint(USERS, ConstraintRef.of(ConstraintKind.PRIMARY_KEY, ['id']), false), ['ALTER TABLE "users" DROP CONSTRAINT "users_pkey"']],
        [new RenameConstraint(USERS, 'users_pkey', 'pk'), ['ALTER TABLE "users" RENAME CONSTRAINT "users_pkey" TO "pk"']],
        [new ValidateConstraint(USERS, 'unchecked'), ['ALTER TABLE "users" VALIDATE CONSTRAINT "unchecked"']],
        [new CreateIndex(USERS, new Index('i', true, [IndexKey.column('email').withOperatorClass('varchar_pattern_ops'), IndexKey.column('level').descend().withNullsFirst(false)],
            Optional.of('level > 0'), Optional.of('btree'), ['team_id'], true, [fillfactor: '90'], Optional.of('fast')), false),
            ['CREATE UNIQUE INDEX "i" ON "users" USING "btree" ("email" varchar_pattern_ops, "level" DESC NULLS LAST) INCLUDE ("team_id") NULLS NOT DISTINCT WITH (fillfactor = \'90\') WHERE level > 0',
             'COMMENT ON INDEX "i" IS \'fast\'']],
        [new CreateIndex(USERS, Index.of('i', false, [IndexKey.column('level')]), true), ['CREATE INDEX CONCURRENTLY "i" ON "users" ("level")']],
        [new DropIndex(ObjectName.of('users_email_idx'), false), ['DROP INDEX "users_email_idx"']],
        [new DropIndex(ObjectName.of('users_email_idx'), true), ['DROP INDEX CONCURRENTLY "users_email_idx"']],
        [new RenameIndex(ObjectName.of('users_email_idx'), 'j'), ['ALTER INDEX "users_email_idx" RENAME TO "j"']],
        [new CreateView(new View(ObjectName.of('v'), 'SELECT 1', false, ['one'], [security_barrier: 'true'], [], [], Optional.of('one'))),
            ['CREATE VIEW "v" ("one") WITH (security_barrier = \'true\') AS\nSELECT 1', 'COMMENT ON VIEW "v" IS \'one\''], 'the server names the columns in the query'],
        [new CreateView(new View(ObjectName.of('m'), 'SELECT 1 AS a', true, [], [populated: 'false'], [Index.of('m_a', true, [IndexKey.column('a')])], [], Optional.of('one'))),
            ['CREATE MATERIALIZED VIEW "m" AS\nSELECT 1 AS a WITH NO DATA', 'CREATE UNIQUE INDEX "m_a" ON "m" ("a")', 'COMMENT ON MATERIALIZED VIEW "m" IS \'one\'']],
        [new ReplaceView(View.of(ObjectName.of('active'), 'SELECT 2 AS a')), ['CREATE OR REPLACE VIEW "active" AS\nSELECT 2 AS a']],
        [new ReplaceView(new View(ObjectName.of('stored'), 'SELECT 2 AS b', true, [], [:], [Index.of('stored_b', false, [IndexKey.column('b')])], [], NONE)),
            ['DROP MATERIALIZED VIEW "stored"', 'CREATE MATERIALIZED VIEW "stored" AS\nSELECT 2 AS b', 'CREATE INDEX "stored_b" ON "stored" ("b")']],
        [new DropView(ObjectName.of('active'), true), ['DROP VIEW "active" CASCADE']],
        [new DropView(ObjectName.of('stored'), false), ['DROP MATERIALIZED VIEW "stored"']],
        [new RenameView(ObjectName.of('stored'), 's'), ['ALTER MATERIALIZED VIEW "stored" RENAME TO "s"']],
        [new RefreshView(ObjectName.of('stored'), true), ['REFRESH MATERIALIZED VIEW CONCURRENTLY "stored"']],
        [new CreateTrigger(TEAMS, new Trigger('t', 'AFTER INSERT ON teams DEFERRABLE INITIALLY IMMEDIATE FOR EACH ROW EXECUTE FUNCTION touch()', true, Optional.of('why'))),
            ['CREATE CONSTRAINT TRIGGER "t" AFTER INSERT ON teams DEFERRABLE INITIALLY IMMEDIATE FOR EACH ROW EXECUTE FUNCTION touch()', 'COMMENT ON TRIGGER "t" ON "teams" IS \'why\'']],
        [new DropTrigger(USERS, 'users_touch'), ['DROP TRIGGER "users_touch" ON "users"']],
        [new CreateSchema('app'), ['CREATE SCHEMA "app"']],
        [new DropSchema('empty_one'), ['DROP SCHEMA "empty_one"']],
        [new CreateSequence(new Sequence(ObjectName.of('s'), Optional.of(new ColumnType.Int()), new SequenceOptions(Optional.of(10L), Optional.of(2L), Optional.of(5L), Optional.of(99L), Optional.of(3L), true), Optional.of(new ColumnRef(TEAMS, 'id')), Optional.of('ten'))),
            ['CREATE SEQUENCE "s" AS integer START WITH 10 INCREMENT BY 2 MINVALUE 5 MAXVALUE 99 CACHE 3 CYCLE OWNED BY "teams"."id"', 'COMMENT ON SEQUENCE "s" IS \'ten\'']],
        [new AlterSequence(ObjectName.of('counter'), new SequenceOptions(NONE, Optional.of(5L), NONE, NONE, NONE, false), NONE),
            ['ALTER SEQUENCE "counter" INCREMENT BY 5 NO MINVALUE NO MAXVALUE START WITH 1 CACHE 1 NO CYCLE OWNED BY NONE']],
        [new RenameSequence(ObjectName.of('counter'), 'c'), ['ALTER SEQUENCE "counter" RENAME TO "c"']],
        [new DropSequence(ObjectName.of('counter')), ['DROP SEQUENCE "counter"']],
        [new CreateEnum(new EnumType(ObjectName.of('e'), ['a', "b'"], Optional.of('letters'))), ['CREATE TYPE "e" AS ENUM (\'a\', \'b\'\'\')', 'COMMENT ON TYPE "e" IS \'letters\'']],
        [new AddEnumValue(ObjectName.of('mood'), 'glad', Optional.of('ok'), NONE), ['ALTER TYPE "mood" ADD VALUE \'glad\' BEFORE \'ok\'']],
        [new RenameEnum(ObjectName.of('mood'), 'feeling'), ['ALTER TYPE "mood" RENAME TO "feeling"']],
        [new RenameEnumValue(ObjectName.of('mood'), 'ok', 'fine'), ['ALTER TYPE "mood" RENAME VALUE \'ok\' TO \'fine\'']],
        [new CreateDomain(new Domain(ObjectName.of('d'), new ColumnType.Text(), false, Optional.of(Value.of('x')), Optional.of('C'), [Constraint.Check.of('short', 'length(VALUE) < 9')], NONE)),
            ['CREATE DOMAIN "d" AS text COLLATE "C" DEFAULT \'x\' NOT NULL CONSTRAINT "short" CHECK (length(VALUE) < 9)']],
        [new DropDomain(ObjectName.of('percent')), ['DROP DOMAIN "percent"']],
        [new DropExtension('plpgsql'), ['DROP EXTENSION "plpgsql"'], 'every database has it'],
        [new CreateFunction(new Function(ObjectName.of('f'), 'FUNCTION', "a integer, b text DEFAULT 'x,y'", 'RETURNS integer LANGUAGE sql AS $$SELECT 1$$', Optional.of('one')), true),
            ['CREATE OR REPLACE FUNCTION "f"(a integer, b text DEFAULT \'x,y\') RETURNS integer LANGUAGE sql AS $$SELECT 1$$', 'COMMENT ON FUNCTION "f"(a integer, b text) IS \'one\''], 'the server writes functions its own way'],
        [new DropFunction(ObjectName.of('plus'), 'FUNCTION', 'a integer, b integer DEFAULT 1'), ['DROP FUNCTION "plus"(a integer, b integer)']],
        [new SetComment(CommentTarget.COLUMN, USERS, Optional.of('email'), NONE), ['COMMENT ON COLUMN "users"."email" IS NULL']],
        [new SetComment(CommentTarget.VIEW, ObjectName.of('stored'), NONE, Optional.of('x')), ['COMMENT ON MATERIALIZED VIEW "stored" IS \'x\'']],
        [new Insert(TEAMS, [[id: Value.of(1), name: Value.of("O'Hara")], [name: Value.of(null), id: Value.of(2)], [id: new Value.Expression('3 + 4')]]),
            ['INSERT INTO "teams" ("id", "name") VALUES\n  (1, \'O\'\'Hara\'),\n  (2, NULL)', 'INSERT INTO "teams" ("id") VALUES (3 + 4)']],
        [new Insert(USERS, [[id: Value.of(7)]]), ['INSERT INTO "users" ("id") OVERRIDING SYSTEM VALUE VALUES (7)']],
        [new Update(TEAMS, [name: Value.of('x')], Optional.of('id = 1')), ['UPDATE "teams" SET "name" = \'x\' WHERE id = 1']],
        [new Delete(TEAMS, Optional.of('id = 1 OR id = 2'), [name: Value.of(null), id: Value.of(1)]), ['DELETE FROM "teams" WHERE (id = 1 OR id = 2) AND "name" IS NULL AND "id" = 1']],
        [new RawSql('CREATE TABLE raw (a integer)', NONE, true), ['CREATE TABLE raw (a integer)'], 'nothing is known of it'],
    ]

    def "a type without an assignment is cast, a text never is"() {
        when:
        def texts = statementsOf(new AlterColumn(USERS, 'state', [new ColumnChange.Type(new ColumnType.OfEnum(ObjectName.of('other')), NONE)]))*.action()*.text()

        then:
        texts == ['ALTER TABLE "users" ALTER COLUMN "state" TYPE "other" USING "state"::text::"other"']
    }

    def "a column cannot become generated in place, and the message says what to do"() {
        when:
        statementsOf(new AlterColumn(USERS, 'level', [new ColumnChange.ChangeGenerated(Optional.of(new Generated('1', true)))]))

        then:
        def mistake = thrown(SchemaMistake)
        mistake.message == 'PostgreSQL has no way to make `users.level` generated in place; add a generated column and drop the old one'
    }

    def "the hazards of a step are on its first statement only"() {
        given:
        def narrowing = new AlterColumn(USERS, 'email', [new ColumnChange.Type(new ColumnType.VarChar(Optional.of(9)), NONE)])

        when:
        def statements = statementsOf(narrowing)

        then:
        statements.size() == 3
        statements[0].hazards()*.kind() == [HazardKind.NARROWS_TYPE]
        statements.tail().every { it.hazards().empty }
    }

    def "backfill goes along the key #keys"() {
        given:
        def table = Table.of(ObjectName.of('t'), [Column.of('a', new ColumnType.BigInt()), Column.of('b', new ColumnType.Text()), Column.of('c', new ColumnType.Int())])
            .plus(Constraint.PrimaryKey.of('t_pkey', keys))
        def backfill = new Backfill(table.name(), [c: new Value.Expression('c + 1')], Optional.of('c > 0'), 10, 50)

        when:
        def batches = dialect.statements([step(backfill)], Schema.EMPTY.with(table))[0].action() as Action.Batches

        then:
        batches.keys() == keys
        batches.firstBoundary() == first
        batches.boundary() == next
        batches.firstUpdate() == firstUpdate
        batches.text() == update

        where:
        keys << [['a'], ['a', 'b']]
        first << ['SELECT "a" FROM (SELECT "a" FROM "t" WHERE (c > 0) ORDER BY "a" LIMIT 10) AS batch ORDER BY "a" DESC LIMIT 1',
                  'SELECT "a", "b" FROM (SELECT "a", "b" FROM "t" WHERE (c > 0) ORDER BY "a", "b" LIMIT 10) AS batch ORDER BY "a" DESC, "b" DESC LIMIT 1']
        next << ['SELECT "a" FROM (SELECT "a" FROM "t" WHERE (c > 0) AND "a" > CAST(? AS bigint) ORDER BY "a" LIMIT 10) AS batch ORDER BY "a" DESC LIMIT 1',
                 'SELECT "a", "b" FROM (SELECT "a", "b" FROM "t" WHERE (c > 0) AND ("a", "b") > (CAST(? AS bigint), ?) ORDER BY "a", "b" LIMIT 10) AS batch ORDER BY "a" DESC, "b" DESC LIMIT 1']
        firstUpdate << ['UPDATE "t" SET "c" = c + 1 WHERE (c > 0) AND "a" <= CAST(? AS bigint)',
                        'UPDATE "t" SET "c" = c + 1 WHERE (c > 0) AND ("a", "b") <= (CAST(? AS bigint), ?)']
        update << ['UPDATE "t" SET "c" = c + 1 WHERE (c > 0) AND "a" > CAST(? AS bigint) AND "a" <= CAST(? AS bigint)',
                   'UPDATE "t" SET "c" = c + 1 WHERE (c > 0) AND ("a", "b") > (CAST(? AS bigint), ?) AND ("a", "b") <= (CAST(? AS bigint), ?)']
    }

    def "a file is loaded by an insert whose parameters know their types"() {
        given:
        def load = new LoadCsv(USERS, 'users.csv', 'abc', ['email', 'level', 'balance', 'state'], ',', '')

        expect:
        statementsOf(load)[0].action().text() ==
            'INSERT INTO "users" ("email", "level", "balance", "state") VALUES (?, CAST(? AS integer), CAST(? AS numeric), CAST(? AS "mood"))'
    }

    def "raw SQL runs #where: #sql"() {
        when:
        def statement = statementsOf(new RawSql(sql, NONE, true))[0]

        then:
        statement.transactional() == (where == 'in a transaction')
        probed == 'yes' ? statement.probe().isPresent() && statement.probe().get() != Probe.REPEATABLE
            : probed == 'repeatable' ? statement.probe().get() == Probe.REPEATABLE : statement.probe().empty

        where:
        sql                                                            || where            | probed
        'create table x (a int)'                                       || 'in a transaction' | 'no'
        'create index i on t (a)'                                      || 'in a transaction' | 'no'
        '/* a /* nested */ one */ create  index\n concurrently i on t (a)' || 'alone'      | 'yes'
        'create unique index concurrently if not exists "I" on only s."T" (a)' || 'alone'  | 'yes'
        'create index concurrently on t (a)'                           || 'alone'          | 'no'
        'DROP INDEX CONCURRENTLY IF EXISTS s.i'                        || 'alone'          | 'yes'
        '-- now\nvacuum (analyze) t'                                   || 'alone'          | 'repeatable'
        'analyze t'                                                    || 'in a transaction' | 'no'
        'reindex table t'                                              || 'in a transaction' | 'no'
        'reindex table concurrently t'                                 || 'alone'          | 'repeatable'
        'reindex (concurrently) index i'                               || 'alone'          | 'repeatable'
        'reindex database d'                                           || 'alone'          | 'repeatable'
        'cluster'                                                      || 'alone'          | 'repeatable'
        'cluster t using i'                                            || 'in a transaction' | 'no'
        "alter system set work_mem = '1MB'"                            || 'alone'          | 'repeatable'
        "alter type s.mood add value if not exists 'it''s' after 'x'"  || 'alone'          | 'yes'
        'alter table t detach partition p concurrently'                || 'alone'          | 'yes'
        'alter table t detach partition p'                             || 'in a transaction' | 'no'
        'create database d'                                            || 'alone'          | 'yes'
        'drop tablespace s'                                            || 'alone'          | 'yes'
        'create subscription s connection \'\' publication p'          || 'alone'          | 'no'
        "insert into t values ('vacuum')"                              || 'in a transaction' | 'no'
        'rollback to a'                                                || 'in a transaction' | 'no'
    }

    def "`#sql` is refused, for Garganey opens the transactions"() {
        when:
        statementsOf(new RawSql(sql, NONE, true))

        then:
        def mistake = thrown(SchemaMistake)
        mistake.message.contains 'Garganey opens and ends the transactions'

        where:
        sql << ['BEGIN', 'begin isolation level serializable', 'commit', 'COMMIT;', '-- x\nrollback', 'START TRANSACTION', 'end', "prepare transaction 'x'"]
    }

    def "a probe tells whether #what, before and after"() {
        given:
        def connection = database.connect()
        PRELUDE_FOR_PROBES.each { run(connection, it) }
        def statement = dialect.statements([step(operation)], Schema.EMPTY.opened())[0]
        def probe = statement.probe().get()

        expect:
        rows(connection, probe.done().get()) == 0

        when:
        run(connection, statement.action().text())

        then:
        rows(connection, probe.done().get()) == 1
        probe.leftover().every { rows(connection, it) == 0 }

        cleanup:
        run(connection, 'DROP TABLE IF EXISTS probed CASCADE')
        run(connection, 'DROP TYPE IF EXISTS "Probed Mood"')
        connection.close()

        where:
        what                     | operation
        'an index is built'      | new CreateIndex(ObjectName.of('probed'), Index.of('Probed Idx', false, [IndexKey.column('a')]), true)
        'an index is dropped'    | new DropIndex(ObjectName.of('probed_old'), true)
        'a value is in its enum' | new AddEnumValue(ObjectName.of('Probed Mood'), "it's", NONE, NONE)
        'raw SQL built one'      | new RawSql('create index concurrently Probed_New on probed (a)', NONE, true)
    }

    static final List<String> PRELUDE_FOR_PROBES = [
        'CREATE TABLE probed (a integer)', 'CREATE INDEX probed_old ON probed (a)', 'CREATE TYPE "Probed Mood" AS ENUM (\'a\')']

    def "an index whose build failed is a leftover, and the cleanup removes it"() {
        given:
        def connection = database.connect()
        run(connection, 'CREATE TABLE twins (a integer)')
        run(connection, 'INSERT INTO twins VALUES (1), (1)')
        def statement = statementsOf(new CreateIndex(ObjectName.of('twins'), Index.of('twins_a', true, [IndexKey.column('a')]), true))[0]
        def probe = statement.probe().get()

        when:
        run(connection, statement.action().text())

        then:
        thrown(java.sql.SQLException)
        rows(connection, probe.done().get()) == 0
        rows(connection, probe.leftover().get()) == 1

        when:
        run(connection, probe.cleanup().get())

        then:
        rows(connection, probe.leftover().get()) == 0

        cleanup:
        run(connection, 'DROP TABLE twins')
        connection.close()
    }

    private static AlterColumn alter(String column, ColumnChange... changes) {
        new AlterColumn(USERS, column, changes as List)
    }

    private static Step step(Operation operation) {
        Step.of(operation, new SourcePosition('001.groovy', 1, 1))
    }

    @Shared
    Schema before

    @Shared
    int server

    /** What older servers do not know. */
    static final Map<String, Integer> SINCE = ['NULLS NOT DISTINCT': 15, 'SET EXPRESSION': 17]

    private boolean isTooNew(List<String> texts) {
        SINCE.any { words, version -> version > server && texts.any { it.contains(words) } }
    }

    def setupSpec() {
        def connection = database.connect()
        server = connection.metaData.databaseMajorVersion
        connection.autoCommit = false
        PRELUDE.each { run(connection, it) }
        before = dialect.inspect(connection, [] as Set)
        connection.rollback()
        connection.close()
    }

    private List statementsOf(Operation operation) {
        dialect.statements([step(operation)], before)
    }

    /** A connection in a transaction that has the prelude, and in it nothing that is in the way. */
    private Connection prepared(List statements) {
        def connection = database.connect()
        connection.autoCommit = false
        PRELUDE.each { run(connection, it) }
        if (statements.any { it.action().text() =~ /plpgsql/ }) {
            run(connection, 'DROP FUNCTION touch CASCADE')
        }
        if (statements.any { it.action().text() =~ /"balance" TYPE/ }) {
            run(connection, 'ALTER TABLE users DROP COLUMN total')
        }
        if (statements.any { it.action().text() =~ /TYPE integer/ }) {
            run(connection, "UPDATE users SET email = '1'")
        }
        connection
    }

    /** In a database of its own where it must be; else in a transaction that is rolled back. */
    private boolean execute(List statements) {
        if (statements.any { !it.transactional() }) {
            executeAlone(statements)
            return true
        }
        def connection = prepared(statements)
        statements.each { run(connection, it.action().text()) }
        connection.rollback()
        connection.close()
        true
    }

    private void executeAlone(List statements) {
        def own = TestDatabase.postgresql()
        def connection = own.connect()
        PRELUDE.each { run(connection, it) }
        statements.each { run(connection, it.action().text()) }
        connection.close()
        own.close()
    }

    private static void run(Connection connection, String sql) {
        try (def statement = connection.createStatement()) {
            statement.execute(sql)
        }
    }

    private static int rows(Connection connection, String sql) {
        try (def statement = connection.createStatement(); def rows = statement.executeQuery(sql)) {
            int count = 0
            while (rows.next()) {
                count++
            }
            return count
        }
    }
}
