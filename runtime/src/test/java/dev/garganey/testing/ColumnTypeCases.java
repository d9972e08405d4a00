package dev.garganey.testing;

import static dev.garganey.testing.Things.column;
import static dev.garganey.testing.Things.required;
import static dev.garganey.testing.Things.table;

import dev.garganey.model.Column;
import dev.garganey.model.ColumnType;
import dev.garganey.model.EnumType;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Product;
import dev.garganey.model.Table;
import dev.garganey.model.Value;
import dev.garganey.operation.AddColumn;
import dev.garganey.operation.AlterColumn;
import dev.garganey.operation.ColumnChange;
import dev.garganey.operation.CreateEnum;
import dev.garganey.operation.CreateTable;
import dev.garganey.operation.Insert;
import dev.garganey.operation.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** ColumnTypeCases put a column of every type into a table, add one, and change a text into one. */
final class ColumnTypeCases {
  private static final ObjectName T = ObjectName.of("typed");
  private static final Optional<Integer> NONE = Optional.empty();

  private final List<OperationCase> cases = new ArrayList<>();

  private ColumnTypeCases() {}

  static List<OperationCase> all() {
    ColumnTypeCases all = new ColumnTypeCases();
    all.portable();
    all.postgresql();
    all.sqlite();
    return all.cases;
  }

  private void portable() {
    type("smallint", new ColumnType.SmallInt(), Value.of(7));
    type("integer", new ColumnType.Int(), Value.of(-7));
    type("bigint", new ColumnType.BigInt(), Value.of(9_007_199_254_740_993L));
    type("decimal", new ColumnType.Decimal(NONE, NONE), Value.of(new java.math.BigDecimal("1.5")));
    type(
        "decimal(12,2)",
        new ColumnType.Decimal(Optional.of(12), Optional.of(2)),
        Value.of(new java.math.BigDecimal("12.25")));
    type("decimal(5)", new ColumnType.Decimal(Optional.of(5), NONE), Value.of(12));
    type("real", new ColumnType.Real(), Value.of(1.5));
    type("double", new ColumnType.DoublePrecision(), Value.of(0.1));
    type("bool", new ColumnType.Bool(), Value.of(true));
    type("char(3)", new ColumnType.Char(3), Value.of("abc"));
    type("varchar", new ColumnType.VarChar(NONE), Value.of("x"));
    type("varchar(20)", new ColumnType.VarChar(Optional.of(20)), Value.of("it's"));
    type("text", new ColumnType.Text(), Value.of("12"));
    type("binary", new ColumnType.Binary(), new Value.Binary("00ff"));
    type("date", new ColumnType.Date(), Value.of("2024-02-29"));
    type("time", new ColumnType.Time(NONE), Value.of("23:59:59"));
    type("time(3)", new ColumnType.Time(Optional.of(3)), Value.of("23:59:59"));
    type("timestamp", new ColumnType.Timestamp(NONE), Value.of("2024-02-29 12:00:00"));
    type("timestamp(0)", new ColumnType.Timestamp(Optional.of(0)), Value.of("2024-02-29 12:00:00"));
    type("timestamptz", new ColumnType.TimestampTz(NONE), Value.of("2024-02-29 12:00:00+00"));
    type(
        "timestamptz(6)",
        new ColumnType.TimestampTz(Optional.of(6)),
        Value.of("2024-02-29 12:00:00+00"));
    type("interval", new ColumnType.Interval(), Value.of("01:00:00"));
    type("uuid", new ColumnType.Uuid(), Value.of("123e4567-e89b-12d3-a456-426614174000"));
    type("json", new ColumnType.Json(), Value.of("{\"a\": 1}"));
  }

  private void type(String name, ColumnType type, Value value) {
    cases.addAll(cases(name, type, value));
  }

  private List<OperationCase> cases(String name, ColumnType type, Value value, Operation... setup) {
    Column plain = column("c", type);
    Table with = table("typed", required("id", new ColumnType.Int()), plain);
    Table withDefault =
        table(
            "typed",
            required("id", new ColumnType.Int()),
            required("c", type).withDefault(Optional.of(value)));
    List<Operation> before = new ArrayList<>(List.of(setup));
    List<Operation> rows = new ArrayList<>(before);
    rows.add(new CreateTable(table("typed", required("id", new ColumnType.Int()))));
    rows.add(new Insert(T, List.of(Map.of("id", Value.of(1)))));
    List<Operation> text = new ArrayList<>(before);
    text.add(new CreateTable(table("typed", required("id", new ColumnType.Int()), column("c"))));
    return List.of(
        OperationCase.of("create a column of type " + name, new CreateTable(with), before),
        OperationCase.of(
            "create a column of type " + name + " with a default",
            new CreateTable(withDefault),
            before),
        OperationCase.of("add a column of type " + name, new AddColumn(T, plain), rows),
        OperationCase.of(
            "change a text to type " + name,
            new AlterColumn(T, "c", List.of(new ColumnChange.Type(type, Optional.empty()))),
            text));
  }

  private void postgresql() {
    ObjectName mood = ObjectName.of("mood");
    Operation create = new CreateEnum(new EnumType(mood, List.of("sad", "ok"), Optional.empty()));
    List<OperationCase> found = new ArrayList<>();
    found.addAll(cases("an enum", new ColumnType.OfEnum(mood), Value.of("ok"), create));
    found.addAll(
        cases("array of integer", new ColumnType.ArrayOf(new ColumnType.Int()), Value.of("{1,2}")));
    found.addAll(
        cases("array of text", new ColumnType.ArrayOf(new ColumnType.Text()), Value.of("{a}")));
    found.addAll(
        cases(
            "array of an enum",
            new ColumnType.ArrayOf(new ColumnType.OfEnum(mood)),
            Value.of("{ok}"),
            create));
    found.addAll(cases("tsvector", new ColumnType.Native("tsvector"), Value.of("a")));
    found.addAll(cases("inet", new ColumnType.Native("inet"), Value.of("10.0.0.1")));
    found.forEach(c -> cases.add(c.on(Product.POSTGRESQL).rewrittenByServer()));
  }

  private void sqlite() {
    cases("a type of its own", new ColumnType.Native("MONEY(3)"), Value.of(1))
        .forEach(c -> cases.add(c.on(Product.SQLITE)));
  }
}
