package dev.garganey.dialect.postgresql;

import dev.garganey.model.Constraint;
import dev.garganey.model.Deferral;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Schema;
import dev.garganey.model.Table;
import dev.garganey.operation.DropColumn;
import dev.garganey.operation.DropTable;
import dev.garganey.operation.Operation;
import dev.garganey.operation.Step;
import dev.garganey.plan.Action;
import dev.garganey.plan.Lock;
import dev.garganey.plan.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * PendingChecks has deferred constraints checked where rows change before a table does: PostgreSQL
 * alters and drops no table that still has checks before it in the same transaction.
 */
final class PendingChecks {
  private final PostgresqlSql sql;
  private boolean pending;

  PendingChecks(PostgresqlSql sql) {
    this.sql = sql;
  }

  /**
   * The statements that have to come before a step.
   *
   * @param first whether nothing is known of what ran before it, as after the look of a rollback at
   *     what it drops
   */
  List<Statement> before(Step step, Schema schema, boolean first) {
    Operation operation = step.operation();
    if (operation.isData()) {
      pending = true;
      return List.of();
    }
    boolean drops = operation instanceof DropTable || operation instanceof DropColumn;
    if (!pending && !(first && drops)) {
      return List.of();
    }
    pending = false;
    List<String> names = deferred(schema);
    if (names.isEmpty()) {
      return List.of();
    }
    String list = String.join(", ", names);
    return List.of(
        statement(step, "SET CONSTRAINTS " + list + " IMMEDIATE"),
        statement(step, "SET CONSTRAINTS " + list + " DEFERRED"));
  }

  private static Statement statement(Step step, String text) {
    return Statement.of(new Action.Sql(text), "check what was deferred", step.at(), Lock.NONE);
  }

  private List<String> deferred(Schema schema) {
    List<String> names = new ArrayList<>();
    for (Table table : schema.tables()) {
      for (Constraint constraint : table.constraints()) {
        if (isDeferred(constraint) && constraint.name().isPresent()) {
          ObjectName name = table.name().sibling(constraint.name().get());
          names.add(sql.quote(name));
        }
      }
    }
    return names;
  }

  private static boolean isDeferred(Constraint constraint) {
    Deferral deferral = Deferral.NOT_DEFERRABLE;
    if (constraint instanceof Constraint.ForeignKey key) {
      deferral = key.deferral();
    } else if (constraint instanceof Constraint.Unique key) {
      deferral = key.deferral();
    } else if (constraint instanceof Constraint.PrimaryKey key) {
      deferral = key.deferral();
    }
    return deferral == Deferral.INITIALLY_DEFERRED;
  }
}
