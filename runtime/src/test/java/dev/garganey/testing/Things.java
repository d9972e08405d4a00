package dev.garganey.testing;

import dev.garganey.model.Column;
import dev.garganey.model.ColumnType;
import dev.garganey.model.Constraint;
import dev.garganey.model.Identity;
import dev.garganey.model.Index;
import dev.garganey.model.IndexKey;
import dev.garganey.model.ObjectName;
import dev.garganey.model.ReferentialAction;
import dev.garganey.model.Table;
import dev.garganey.model.Value;
import dev.garganey.operation.AlterColumn;
import dev.garganey.operation.ColumnChange;
import dev.garganey.operation.CreateTable;
import dev.garganey.operation.Insert;
import dev.garganey.operation.Operation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Things are the tables, columns and rows that specs are about, said in few words. */
public final class Things {
  public static final ObjectName USERS = ObjectName.of("users");
  public static final ObjectName TEAMS = ObjectName.of("teams");

  private Things() {}

  /** A nullable text. */
  public static Column column(String name) {
    return Column.of(name, new ColumnType.Text());
  }

  public static Column column(String name, ColumnType type) {
    return Column.of(name, type);
  }

  /** A column that is not null. */
  public static Column required(String name, ColumnType type) {
    return Column.of(name, type).withNullable(false);
  }

  public static Table table(String name, Column... columns) {
    return Table.of(ObjectName.of(name), List.of(columns));
  }

  public static Index index(String name, boolean unique, String... columns) {
    return Index.of(name, unique, List.of(columns).stream().map(IndexKey::column).toList());
  }

  public static AlterColumn alter(ObjectName table, String column, ColumnChange change) {
    return new AlterColumn(table, column, List.of(change));
  }

  /** A row, in this order. */
  public static Map<String, Value> cell(Object... namesAndValues) {
    Map<String, Value> row = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      row.put((String) namesAndValues[i], (Value) namesAndValues[i + 1]);
    }
    return row;
  }

  /** An identity column {@code id} and its key. */
  public static Table keyed(Table table) {
    List<Column> columns = new ArrayList<>();
    columns.add(
        required("id", new ColumnType.BigInt()).withIdentity(Optional.of(Identity.BY_DEFAULT)));
    columns.addAll(table.columns());
    return table
        .withColumns(columns)
        .plus(Constraint.PrimaryKey.of(table.name().name() + "_pkey", List.of("id")));
  }

  /** Teams, and users who belong to them and vanish with them, each with three rows. */
  public static List<Operation> people() {
    Table teams = keyed(table("teams", column("name")));
    Table users =
        keyed(
                table(
                    "users",
                    required("name", new ColumnType.VarChar(Optional.of(40))),
                    column("age", new ColumnType.Int()),
                    required("balance", new ColumnType.Decimal(Optional.of(12), Optional.of(2)))
                        .withDefault(Optional.of(Value.of(0))),
                    column("team_id", new ColumnType.BigInt()),
                    required("code", new ColumnType.Int()).withDefault(Optional.empty()),
                    column("note")))
            .plus(
                Constraint.ForeignKey.of(
                        "users_team_id_fkey", List.of("team_id"), TEAMS, List.of("id"))
                    .withActions(ReferentialAction.CASCADE, ReferentialAction.NO_ACTION))
            .plus(index("users_name_idx", false, "name"))
            .plus(index("users_team_id_idx", false, "team_id"));
    return List.of(
        new CreateTable(teams),
        new CreateTable(users),
        new Insert(TEAMS, List.of(team(1), team(2), team(3))),
        new Insert(USERS, List.of(user(1), user(2), user(3))));
  }

  private static Map<String, Value> team(int id) {
    return cell("id", Value.of(id), "name", Value.of("team " + id));
  }

  private static Map<String, Value> user(int id) {
    return cell(
        "id",
        Value.of(id),
        "name",
        Value.of("USER " + id),
        "age",
        Value.of(20 + id),
        "team_id",
        Value.of(id),
        "code",
        Value.of(id));
  }
}
