package dev.garganey.explore;

import dev.garganey.model.Column;
import dev.garganey.model.Value;
import dev.garganey.operation.ColumnChange;
import dev.garganey.script.ColumnRenderer;
import java.util.Optional;

/** ColumnChanges says how a column was altered. */
final class ColumnChanges {
  private ColumnChanges() {}

  /**
   * One change, in words.
   *
   * @param old the column before, where it is known
   */
  static String text(ColumnChange change, Optional<Column> old) {
    if (change instanceof ColumnChange.Type type) {
      String now = ColumnRenderer.type(type.type());
      return old.map(c -> "type " + ColumnRenderer.type(c.type()) + " → " + now)
          .orElse("type " + now);
    }
    if (change instanceof ColumnChange.Nullable nullable) {
      return nullable.nullable() ? "nullable" : "not null";
    }
    if (change instanceof ColumnChange.Default given) {
      return defaults(given, old.flatMap(Column::defaultValue));
    }
    if (change instanceof ColumnChange.ChangeIdentity identity) {
      return identity.identity().isPresent()
          ? "numbered by itself"
          : "no longer numbered by itself";
    }
    if (change instanceof ColumnChange.ChangeGenerated generated) {
      return generated
          .generated()
          .map(g -> "generated as " + g.expression())
          .orElse("no longer generated");
    }
    if (change instanceof ColumnChange.Collation collation) {
      return collation.collation().map(c -> "collation " + c).orElse("default collation");
    }
    if (change instanceof ColumnChange.Comment comment) {
      return comment.comment().map(c -> "comment “" + c + "”").orElse("comment removed");
    }
    return "options changed";
  }

  private static String defaults(ColumnChange.Default change, Optional<Value> old) {
    String now = change.value().map(ColumnRenderer::value).orElse("none");
    return "default " + old.map(v -> ColumnRenderer.value(v) + " → ").orElse("") + now;
  }
}
