package dev.garganey.dialect.sqlite;

import dev.garganey.dialect.sqlite.SqliteRebuild.Check;
import dev.garganey.model.Constraint;
import dev.garganey.model.Table;
import dev.garganey.plan.Action;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * RebuildInspection compares a table with what the plan takes it for, at the last moment: where
 * code or SQL that nobody can read runs before a rebuild, the plan can only guess.
 */
final class RebuildInspection {
  private final SqliteSql sql;
  private final Table planned;

  RebuildInspection(SqliteSql sql, Table planned) {
    this.sql = sql;
    this.planned = planned;
  }

  Check check() {
    String name = planned.name().toString();
    return new Check(
        new Action.Inspect(
            "the definition of " + name + " is the one that this plan knows",
            this::difference,
            "What runs before changed `"
                + name
                + "`, and the rebuild that was planned would lose that; put the rest into a"
                + " migration of its own, which is planned after it"),
        "look whether " + name + " is what it was");
  }

  private Optional<String> difference(Connection connection) throws SQLException {
    Optional<Table> found = SqliteInspector.inspect(connection, Set.of()).findTable(planned.name());
    if (found.isEmpty()) {
      return Optional.of("the table is gone");
    }
    Table live = found.get();
    if (live.equals(planned)) {
      return Optional.empty();
    }
    List<String> parts = new ArrayList<>();
    live.columns().stream()
        .filter(c -> !planned.columns().contains(c))
        .forEach(c -> parts.add("column " + c.name()));
    live.constraints().stream()
        .filter(c -> !planned.constraints().contains(c))
        .forEach(c -> parts.add(described(c)));
    live.indexes().stream()
        .filter(i -> !planned.indexes().contains(i))
        .forEach(i -> parts.add("index " + i.name()));
    live.triggers().stream()
        .filter(t -> !planned.triggers().contains(t))
        .forEach(t -> parts.add("trigger " + t.name()));
    return Optional.of(parts.isEmpty() ? "something of it is gone" : String.join(", ", parts));
  }

  private String described(Constraint constraint) {
    return sql.constraint(constraint).strip();
  }
}
