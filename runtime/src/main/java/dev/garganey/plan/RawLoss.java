package dev.garganey.plan;

import dev.garganey.model.ObjectName;
import java.util.Optional;

/**
 * RawLoss is rows or values that an SQL statement takes away, as its words say.
 *
 * @param column the column that is dropped or altered; empty where all rows of the table go
 * @param cascades whether it says CASCADE
 */
public record RawLoss(
    HazardKind kind, ObjectName table, Optional<String> column, boolean cascades) {
  /** What is lost: {@code users}, {@code users.email}. */
  public String object() {
    return table + column.map(c -> "." + c).orElse("");
  }

  /** The risk, in words. */
  Hazard hazard() {
    String what =
        switch (kind) {
          case DROPS_COLUMN -> "drops column " + object() + " with its values";
          case DROPS_TABLE -> "drops table " + object() + " with all its rows";
          case NARROWS_TYPE -> "gives " + object() + " another type, which may not hold its values";
          case UPDATES_EVERY_ROW -> "changes every row of " + object() + "; a condition is missing";
          default -> "deletes every row of " + object() + "; a condition is missing";
        };
    return new Hazard(kind, object(), what);
  }
}
