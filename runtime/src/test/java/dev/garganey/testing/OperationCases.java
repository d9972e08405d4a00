package dev.garganey.testing;

import static dev.garganey.model.Product.POSTGRESQL;
import static dev.garganey.model.Product.SQLITE;
import static dev.garganey.testing.Things.TEAMS;
import static dev.garganey.testing.Things.USERS;
import static dev.garganey.testing.Things.alter;
import static dev.garganey.testing.Things.cell;
import static dev.garganey.testing.Things.column;
import static dev.garganey.testing.Things.people;
import static dev.garganey.testing.Things.required;
import static dev.garganey.testing.Things.table;

import dev.garganey.model.ColumnRef;
import dev.garganey.model.ColumnType;
import dev.garganey.model.Constraint;
import dev.garganey.model.Domain;
import dev.garganey.model.EnumType;
import dev.garganey.model.Extension;
import dev.garganey.model.Function;
import dev.garganey.model.Generated;
import dev.garganey.model.Identity;
import dev.garganey.model.NativeObject;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Sequence;
import dev.garganey.model.SequenceOptions;
import dev.garganey.model.Table;
import dev.garganey.model.Trigger;
import dev.garganey.model.Value;
import dev.garganey.model.View;
import dev.garganey.operation.AddColumn;
import dev.garganey.operation.AddEnumValue;
import dev.garganey.operation.AlterColumn;
import dev.garganey.operation.AlterDomain;
import dev.garganey.operation.AlterSequence;
import dev.garganey.operation.Backfill;
import dev.garganey.operation.ColumnChange;
import dev.garganey.operation.CommentTarget;
import dev.garganey.operation.CreateDomain;
import dev.garganey.operation.CreateEnum;
import dev.garganey.operation.CreateExtension;
import dev.garganey.operation.CreateFunction;
import dev.garganey.operation.CreateIndex;
import dev.garganey.operation.CreateNative;
import dev.garganey.operation.CreateSchema;
import dev.garganey.operation.CreateSequence;
import dev.garganey.operation.CreateTable;
import dev.garganey.operation.CreateTrigger;
import dev.garganey.operation.CreateView;
import dev.garganey.operation.Delete;
import dev.garganey.operation.DropColumn;
import dev.garganey.operation.DropDomain;
import dev.garganey.operation.DropEnum;
import dev.garganey.operation.DropExtension;
import dev.garganey.operation.DropFunction;
import dev.garganey.operation.DropNative;
import dev.garganey.operation.DropSchema;
import dev.garganey.operation.DropSequence;
import dev.garganey.operation.DropTable;
import dev.garganey.operation.DropTrigger;
import dev.garganey.operation.DropView;
import dev.garganey.operation.Insert;
import dev.garganey.operation.LoadCsv;
import dev.garganey.operation.Operation;
import dev.garganey.operation.RawSql;
import dev.garganey.operation.RefreshView;
import dev.garganey.operation.RenameColumn;
import dev.garganey.operation.RenameEnum;
import dev.garganey.operation.RenameEnumValue;
import dev.garganey.operation.RenameSequence;
import dev.garganey.operation.RenameTable;
import dev.garganey.operation.RenameView;
import dev.garganey.operation.ReplaceView;
import dev.garganey.operation.RunCode;
import dev.garganey.operation.SetComment;
import dev.garganey.operation.SetTableOptions;
import dev.garganey.operation.Update;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** OperationCases is the one table of operations that every dialect has to carry out. */
public final class OperationCases {
  private static final String CSV = "src/test/resources/dev/garganey/testing/teams.csv";
  private static final String CSV_SUM =
      "39af36ca127d5ca7cb81572f211c1e1322c20562e917d82188ad1f8db0f2ec2c";
  private static final ObjectName VIEW = ObjectName.of("names");
  private static final ObjectName MOOD = ObjectName.of("mood");
  private static final ObjectName COUNTER = ObjectName.of("counter");

  private final List<OperationCase> cases = new ArrayList<>();

  private OperationCases() {}

  /** All cases. */
  public static List<OperationCase> all() {
    OperationCases all = new OperationCases();
    all.tables();
    all.columns();
    all.alterations();
    all.views();
    all.types();
    all.sequences();
    all.code();
    all.comments();
    all.data();
    all.cases.addAll(ColumnTypeCases.all());
    all.cases.addAll(ConstraintCases.all());
    return List.copyOf(all.cases);
  }

  private void both(String name, Operation operation) {
    cases.add(OperationCase.of(name, operation, people()));
  }

  private OperationCase with(String name, Operation operation, Operation... setup) {
    List<Operation> before = new ArrayList<>(people());
    before.addAll(List.of(setup));
    return OperationCase.of(name, operation, before);
  }

  private void postgresql(String name, Operation operation, Operation... setup) {
    cases.add(with(name, operation, setup).on(POSTGRESQL).rewrittenByServer());
  }

  private void sqlite(String name, Operation operation, Operation... setup) {
    cases.add(with(name, operation, setup).on(SQLITE));
  }

  private void tables() {
    both("create a table", new CreateTable(table("t", required("a", new ColumnType.Int()))));
    cases.add(
        with(
                "create a table with a computed default",
                new CreateTable(
                    table(
                        "t",
                        Things.column("at", new ColumnType.TimestampTz(Optional.empty()))
                            .withDefault(Optional.of(new Value.Expression("current_timestamp"))))))
            .rewrittenByServer());
    both(
        "create a table with names that need quotes",
        new CreateTable(
            table("select", required("a b", new ColumnType.Text()), column("Größe"))
                .plus(Constraint.PrimaryKey.of("the \"key\"", List.of("a b")))));
    both("rename a table", new RenameTable(USERS, "people"));
    both("rename a table that others refer to", new RenameTable(TEAMS, "groups"));
    cases.add(
        with(
            "drop a table",
            new DropTable(ObjectName.of("t"), false),
            new CreateTable(table("t", required("a", new ColumnType.Int()), column("b")))));
    cases.add(with("drop a table with cascade", new DropTable(TEAMS, true)).withoutInverse());
    sqlite(
        "create a strict table",
        new CreateTable(table("t", column("a")).withOptions(Map.of("strict", "true"))));
    sqlite(
        "create a table without rowid",
        new CreateTable(
            table("t", required("a", new ColumnType.Text()))
                .plus(Constraint.PrimaryKey.of("t_pkey", List.of("a")))
                .withOptions(Map.of("withoutRowid", "true"))));
    sqlite("make a table strict", new SetTableOptions(TEAMS, Map.of("strict", "true")));
    postgresql("set options of a table", new SetTableOptions(USERS, Map.of("fillfactor", "70")));
    postgresql(
        "create an unlogged table",
        new CreateTable(table("t", column("a")).withOptions(Map.of("unlogged", "true"))));
    postgresql(
        "create a partitioned table",
        new CreateTable(
            table("logs", required("day", new ColumnType.Date()))
                .withOptions(Map.of("partitionBy", "RANGE (day)"))));
    postgresql(
        "create a partition",
        new CreateTable(
            Table.of(ObjectName.of("logs_1"), List.of())
                .withOptions(
                    Map.of(
                        "partitionOf", "logs FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')"))),
        new CreateTable(
            table("logs", required("day", new ColumnType.Date()))
                .withOptions(Map.of("partitionBy", "RANGE (day)"))));
  }

  private void columns() {
    both("add a column", new AddColumn(USERS, column("c")));
    both(
        "add a required column with a default",
        new AddColumn(
            USERS,
            required("c", new ColumnType.Text()).withDefault(Optional.of(Value.of("it's")))));
    cases.add(
        with(
                "add a column with a computed default",
                new AddColumn(
                    USERS,
                    column("c").withDefault(Optional.of(new Value.Expression("lower('X')")))))
            .rewrittenByServer());
    both("drop a column", new DropColumn(USERS, "note", false));
    cases.add(
        with("drop a column in the middle", new DropColumn(USERS, "age", false))
            .comingBackReordered());
    cases.add(
        with(
                "drop a column with a foreign key and an index",
                new DropColumn(USERS, "team_id", false))
            .comingBackReordered());
    both("rename a column", new RenameColumn(USERS, "note", "remark"));
    both("rename a column that others refer to", new RenameColumn(TEAMS, "id", "team"));
    both("rename a column with an index", new RenameColumn(USERS, "name", "full_name"));
  }

  private void alterations() {
    both("allow null", alter(USERS, "name", new ColumnChange.Nullable(true)));
    both("forbid null", alter(USERS, "age", new ColumnChange.Nullable(false)));
    both("set a default", alter(USERS, "age", new ColumnChange.Default(Optional.of(Value.of(7)))));
    both("drop a default", alter(USERS, "balance", new ColumnChange.Default(Optional.empty())));
    both(
        "change a default",
        alter(USERS, "balance", new ColumnChange.Default(Optional.of(Value.of(5)))));
    both(
        "widen a type",
        alter(USERS, "age", new ColumnChange.Type(new ColumnType.BigInt(), Optional.empty())));
    cases.add(
        with(
                "change a type by an expression",
                alter(
                    USERS,
                    "age",
                    new ColumnChange.Type(new ColumnType.Text(), Optional.of("CAST(age AS text)"))))
            .withoutInverse());
    both(
        "change type, null and default at once",
        new AlterColumn(
            USERS,
            "balance",
            List.of(
                new ColumnChange.Type(
                    new ColumnType.Decimal(Optional.of(14), Optional.of(2)), Optional.empty()),
                new ColumnChange.Nullable(true),
                new ColumnChange.Default(Optional.of(Value.of(1))))));
    postgresql(
        "make a column an identity",
        alter(USERS, "code", new ColumnChange.ChangeIdentity(Optional.of(Identity.BY_DEFAULT))));
    postgresql(
        "make an identity a column",
        alter(USERS, "id", new ColumnChange.ChangeIdentity(Optional.empty())));
    cases.add(
        with(
                "store a generated column",
                alter(
                    ObjectName.of("g"),
                    "twice",
                    new ColumnChange.ChangeGenerated(Optional.empty())),
                new CreateTable(
                    table(
                        "g",
                        Things.column("a", new ColumnType.Int()),
                        Things.column("twice", new ColumnType.Int())
                            .withGenerated(Optional.of(new Generated("a * 2", true))))),
                new Insert(ObjectName.of("g"), List.of(Map.of("a", Value.of(4)))))
            .withoutInverse()
            .rewrittenByServer());
    cases.add(
        with(
                "add a generated column",
                new AddColumn(
                    USERS,
                    Things.column("twice", new ColumnType.Int())
                        .withGenerated(Optional.of(new Generated("age * 2", true)))))
            .rewrittenByServer());
    sqlite(
        "add a virtual column",
        new AddColumn(
            USERS,
            Things.column("twice", new ColumnType.Int())
                .withGenerated(Optional.of(new Generated("age * 2", false)))));
    sqlite(
        "change a collation",
        alter(USERS, "note", new ColumnChange.Collation(Optional.of("NOCASE"))));
    postgresql(
        "change a collation", alter(USERS, "note", new ColumnChange.Collation(Optional.of("C"))));
    postgresql(
        "comment by altering", alter(USERS, "note", new ColumnChange.Comment(Optional.of("!"))));
  }

  private void views() {
    View view = View.of(VIEW, "SELECT id, name FROM users");
    cases.add(with("create a view", new CreateView(view)).rewrittenByServer());
    cases.add(
        with(
                "create a view with named columns",
                new CreateView(
                    new View(
                        VIEW,
                        "SELECT id, name FROM users",
                        false,
                        List.of("a", "b"),
                        Map.of(),
                        List.of(),
                        List.of(),
                        Optional.empty())))
            .rewrittenByServer());
    cases.add(
        with("drop a view", new DropView(VIEW, false), new CreateView(view)).rewrittenByServer());
    cases.add(
        with("drop a view with cascade", new DropView(VIEW, true), new CreateView(view))
            .rewrittenByServer()
            .withoutInverse());
    cases.add(
        with("rename a view", new RenameView(VIEW, "titles"), new CreateView(view))
            .rewrittenByServer());
    cases.add(
        with(
                "replace a view",
                new ReplaceView(View.of(VIEW, "SELECT id, name FROM users WHERE id > 1")),
                new CreateView(view))
            .rewrittenByServer());
    cases.add(with("make a view by replacing", new ReplaceView(view)).rewrittenByServer());
    View stored =
        new View(
            VIEW,
            "SELECT id, name FROM users",
            true,
            List.of(),
            Map.of(),
            List.of(),
            List.of(),
            Optional.empty());
    postgresql("create a materialized view", new CreateView(stored));
    postgresql("drop a materialized view", new DropView(VIEW, false), new CreateView(stored));
    cases.add(
        with("refresh a view", new RefreshView(VIEW, false), new CreateView(stored))
            .on(POSTGRESQL)
            .rewrittenByServer()
            .withoutInverse());
    cases.add(
        with(
                "refresh a view concurrently",
                new RefreshView(VIEW, true),
                new CreateView(stored),
                new CreateIndex(VIEW, Things.index("names_id", true, "id"), false))
            .on(POSTGRESQL)
            .rewrittenByServer()
            .withoutInverse());
    postgresql(
        "index a materialized view",
        new CreateIndex(VIEW, Things.index("names_id", true, "id"), false),
        new CreateView(stored));
  }

  private void types() {
    EnumType mood = new EnumType(MOOD, List.of("sad", "o'k"), Optional.of("moods"));
    postgresql("create an enum", new CreateEnum(mood));
    postgresql("drop an enum", new DropEnum(MOOD), new CreateEnum(mood));
    postgresql("rename an enum", new RenameEnum(MOOD, "feeling"), new CreateEnum(mood));
    postgresql(
        "rename a value of an enum",
        new RenameEnumValue(MOOD, "sad", "glum"),
        new CreateEnum(mood));
    cases.add(
        with(
                "add a value to an enum",
                new AddEnumValue(MOOD, "glad", Optional.empty(), Optional.empty()),
                new CreateEnum(mood))
            .on(POSTGRESQL)
            .withoutInverse());
    cases.add(
        with(
                "add a value before another",
                new AddEnumValue(MOOD, "glad", Optional.of("sad"), Optional.empty()),
                new CreateEnum(mood))
            .on(POSTGRESQL)
            .withoutInverse());
    Domain percent =
        new Domain(
            ObjectName.of("percent"),
            new ColumnType.Int(),
            false,
            Optional.of(Value.of(1)),
            Optional.empty(),
            List.of(Constraint.Check.of("at_most", "VALUE <= 100")),
            Optional.of("parts of a hundred"));
    postgresql("create a domain", new CreateDomain(percent));
    postgresql("drop a domain", new DropDomain(percent.name()), new CreateDomain(percent));
    postgresql(
        "alter a domain",
        new AlterDomain(
            new Domain(
                percent.name(),
                new ColumnType.Int(),
                true,
                Optional.empty(),
                Optional.empty(),
                List.of(Constraint.Check.of("at_least", "VALUE >= 0")),
                Optional.empty())),
        new CreateDomain(percent));
    postgresql("create a schema", new CreateSchema("app"));
    postgresql("drop a schema", new DropSchema("app"), new CreateSchema("app"));
    postgresql(
        "create a table in a schema",
        new CreateTable(
            Table.of(ObjectName.of("app", "t"), List.of(required("a", new ColumnType.Int())))
                .plus(Constraint.ForeignKey.of("t_a_fkey", List.of("a"), TEAMS, List.of("id")))),
        new CreateSchema("app"));
    Extension extension = new Extension("citext", Optional.empty(), Optional.empty());
    postgresql("create an extension", new CreateExtension(extension));
    NativeObject pair =
        NativeObject.of(
            "compositeType", "pair", "CREATE TYPE pair AS (a integer, b text)", "DROP TYPE pair");
    cases.add(with("create a native object", new CreateNative(pair)).on(POSTGRESQL));
    cases.add(
        with(
                "drop a native object",
                new DropNative(pair.kind(), pair.name()),
                new CreateNative(pair))
            .on(POSTGRESQL));
    postgresql("drop an extension", new DropExtension("citext"), new CreateExtension(extension));
  }

  private void sequences() {
    SequenceOptions options =
        new SequenceOptions(
            Optional.of(10L),
            Optional.of(2L),
            Optional.of(5L),
            Optional.of(99L),
            Optional.of(3L),
            true);
    Sequence counter =
        new Sequence(
            COUNTER,
            Optional.of(new ColumnType.Int()),
            options,
            Optional.empty(),
            Optional.of("n"));
    postgresql("create a sequence", new CreateSequence(counter));
    postgresql(
        "create a sequence of a column",
        new CreateSequence(
            new Sequence(
                COUNTER,
                Optional.empty(),
                SequenceOptions.DEFAULT,
                Optional.of(new ColumnRef(USERS, "code")),
                Optional.empty())));
    CreateSequence owned =
        new CreateSequence(
            new Sequence(
                COUNTER,
                Optional.empty(),
                options,
                Optional.of(new ColumnRef(USERS, "note")),
                Optional.of("n")));
    postgresql("drop a column with its sequence", new DropColumn(USERS, "note", false), owned);
    postgresql(
        "rename a column that has a sequence", new RenameColumn(USERS, "note", "remark"), owned);
    postgresql("rename a table that has a sequence", new RenameTable(USERS, "people"), owned);
    postgresql("drop a sequence", new DropSequence(COUNTER), new CreateSequence(counter));
    postgresql(
        "rename a sequence", new RenameSequence(COUNTER, "numbers"), new CreateSequence(counter));
    postgresql(
        "alter a sequence",
        new AlterSequence(COUNTER, SequenceOptions.DEFAULT, Optional.empty()),
        new CreateSequence(counter));
    postgresql(
        "give a sequence another type",
        new AlterSequence(
            COUNTER,
            SequenceOptions.DEFAULT,
            Optional.empty(),
            Optional.of(new ColumnType.SmallInt())),
        new CreateSequence(counter));
    postgresql(
        "drop a column that owns a sequence",
        new DropColumn(USERS, "note", false),
        new CreateSequence(counter),
        new AlterSequence(COUNTER, counter.options(), Optional.of(new ColumnRef(USERS, "note"))));
    postgresql(
        "change the options of a column",
        alter(
            USERS,
            "note",
            new ColumnChange.Options(Map.of("storage", "external", "statistics", "500"))));
  }

  private void code() {
    Function touch =
        new Function(
            ObjectName.of("touch"),
            "FUNCTION",
            "",
            "RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN new; END$$",
            Optional.empty());
    Function other =
        new Function(
            ObjectName.of("touch"),
            "FUNCTION",
            "",
            "RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN old; END$$",
            Optional.empty());
    postgresql("create a function", new CreateFunction(touch, false));
    postgresql(
        "replace a function", new CreateFunction(other, true), new CreateFunction(touch, false));
    postgresql(
        "drop a function",
        new DropFunction(touch.name(), "FUNCTION", ""),
        new CreateFunction(touch, false));
    Trigger calls =
        Trigger.of("users_touch", "BEFORE UPDATE ON users FOR EACH ROW EXECUTE FUNCTION touch()");
    postgresql(
        "create a trigger", new CreateTrigger(USERS, calls), new CreateFunction(touch, false));
    postgresql(
        "drop a trigger",
        new DropTrigger(USERS, "users_touch"),
        new CreateFunction(touch, false),
        new CreateTrigger(USERS, calls));
    Trigger writes =
        Trigger.of(
            "users_touch",
            "AFTER UPDATE ON users BEGIN UPDATE teams SET name = name; DELETE FROM teams WHERE 0;"
                + " END");
    sqlite("create a trigger", new CreateTrigger(USERS, writes));
    sqlite(
        "drop a trigger", new DropTrigger(USERS, "users_touch"), new CreateTrigger(USERS, writes));
    sqlite(
        "rebuild a table with a trigger and a view",
        alter(USERS, "age", new ColumnChange.Nullable(false)),
        new CreateTrigger(USERS, writes),
        new CreateView(View.of(VIEW, "SELECT id, name FROM users")));
    sqlite(
        "create an INSTEAD OF trigger",
        new CreateTrigger(
            VIEW,
            Trigger.of(
                "names_insert",
                "INSTEAD OF INSERT ON names BEGIN INSERT INTO users (id, name, age) VALUES (new.id,"
                    + " new.name, 1); END")),
        new CreateView(View.of(VIEW, "SELECT id, name FROM users")));
  }

  private void comments() {
    Optional<String> text = Optional.of("it's \"this\"");
    Optional<String> none = Optional.empty();
    postgresql("comment on a table", new SetComment(CommentTarget.TABLE, USERS, none, text));
    postgresql(
        "comment on a column",
        new SetComment(CommentTarget.COLUMN, USERS, Optional.of("name"), text));
    postgresql(
        "comment on a view",
        new SetComment(CommentTarget.VIEW, VIEW, none, text),
        new CreateView(View.of(VIEW, "SELECT 1 AS one")));
    postgresql(
        "comment on an index",
        new SetComment(CommentTarget.INDEX, ObjectName.of("users_name_idx"), none, text));
    postgresql(
        "comment on a sequence",
        new SetComment(CommentTarget.SEQUENCE, COUNTER, none, text),
        new CreateSequence(
            new Sequence(
                COUNTER,
                Optional.empty(),
                SequenceOptions.DEFAULT,
                Optional.empty(),
                Optional.of("before"))));
    postgresql(
        "comment on an enum",
        new SetComment(CommentTarget.ENUM, MOOD, none, text),
        new CreateEnum(new EnumType(MOOD, List.of("a"), Optional.empty())));
    postgresql(
        "comment on a domain",
        new SetComment(CommentTarget.DOMAIN, ObjectName.of("d"), none, text),
        new CreateDomain(
            new Domain(
                ObjectName.of("d"),
                new ColumnType.Text(),
                true,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty())));
  }

  private void data() {
    both(
        "insert rows",
        new Insert(
            TEAMS,
            List.of(
                cell("id", Value.of(7), "name", Value.of("O'Hara")),
                cell("id", Value.of(8), "name", Value.of(null)),
                cell("id", Value.of(9), "name", new Value.Expression("lower('X')")))));
    cases.add(
        with(
                "insert a row that is not found again",
                new Insert(TEAMS, List.of(cell("id", new Value.Expression("4 + 5")))))
            .withoutInverse());
    cases.add(
        with("update rows", new Update(USERS, Map.of("age", Value.of(3)), Optional.of("id = 1")))
            .withoutInverse());
    cases.add(
        with("delete rows", new Delete(USERS, Optional.of("id = 1 OR id = 2"), Map.of()))
            .withoutInverse());
    cases.add(
        with("delete one row", new Delete(USERS, Optional.empty(), Map.of("id", Value.of(1))))
            .withoutInverse());
    cases.add(
        with(
                "backfill",
                new Backfill(
                    USERS,
                    Map.of("note", new Value.Expression("lower(name)")),
                    Optional.of("age > 0 OR age IS NULL"),
                    2,
                    0))
            .withoutInverse());
    cases.add(
        with(
                "load a file",
                new LoadCsv(
                    TEAMS,
                    Path.of(CSV).toAbsolutePath().toString(),
                    CSV_SUM,
                    List.of("id", "name"),
                    ",",
                    ""))
            .withoutInverse());
    cases.add(with("run code", new RunCode("UPDATE users SET age = 5")).withoutInverse());
    cases.add(
        with(
            "run raw SQL with its own inverse",
            new RawSql(
                "CREATE TABLE raw (a integer)", Optional.of(List.of("DROP TABLE raw")), true)));
    cases.add(
        with("run raw SQL", new RawSql("UPDATE users SET age = 6", Optional.empty(), false))
            .withoutInverse());
  }
}
