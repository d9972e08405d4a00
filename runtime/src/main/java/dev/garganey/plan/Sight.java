package dev.garganey.plan;

import dev.garganey.model.Column;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Schema;
import dev.garganey.operation.Step;
import java.util.List;
import java.util.Optional;

/**
 * Sight is one step of a rollback, seen from before it: what things are called there, and whether
 * they are there already.
 */
final class Sight {
  private final Step step;
  private final Schema schema;
  private final List<Step> earlier;
  private final List<Step> between;

  /**
   * The step of number {@code i} of some, seen from before the one of another number.
   *
   * @param schema the schema before the step itself
   */
  Sight(List<Step> steps, Schema schema, int i, int from) {
    this.step = steps.get(i);
    this.schema = schema;
    this.earlier = steps.subList(0, i);
    this.between = steps.subList(from, i);
  }

  /** The table's name from here; empty where the rollback makes it. */
  Optional<ObjectName> table(ObjectName table) {
    return Whereabouts.before(earlier, table).flatMap(t -> Whereabouts.before(between, table));
  }

  /** The column's name from here; empty where it is made in between. */
  Optional<String> column(ObjectName table, String column) {
    return Whereabouts.before(between, table, column);
  }

  /** Whether the rollback itself puts the column back. */
  boolean isPutBack(ObjectName table, String column) {
    return Whereabouts.before(earlier, table, column).isEmpty();
  }

  /** Whether it is a view when the step's turn comes. */
  boolean isView(ObjectName table) {
    return schema.findView(table).isPresent();
  }

  /** What the user calls a table now. */
  String shown(ObjectName table) {
    return Whereabouts.before(earlier, table).orElse(table).toString();
  }

  /** What the user calls a column now. */
  String shown(ObjectName table, String column) {
    return shown(table) + "." + Whereabouts.before(earlier, table, column).orElse(column);
  }

  /** The column as it is when the step's turn comes. */
  Optional<Column> definition(ObjectName table, String column) {
    return schema.findTable(table).flatMap(t -> t.findColumn(column));
  }

  /** The schema when the step's turn comes. */
  Schema schema() {
    return schema;
  }

  /** A statement that looks, at the step's place. */
  Statement statement(Action action, String reason) {
    return Statement.of(action, reason, step.at(), Lock.NONE);
  }
}
