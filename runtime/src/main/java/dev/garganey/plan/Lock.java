package dev.garganey.plan;

import dev.garganey.model.ObjectName;
import java.util.Optional;

/**
 * Lock is the strongest lock that a statement takes.
 *
 * @param on the table that is locked, where it is one
 */
public record Lock(LockLevel level, Optional<ObjectName> on) {
  public static final Lock NONE = new Lock(LockLevel.NONE, Optional.empty());
  public static final Lock DATABASE = new Lock(LockLevel.DATABASE, Optional.empty());

  public static Lock rows(ObjectName table) {
    return new Lock(LockLevel.ROWS, Optional.of(table));
  }

  public static Lock writes(ObjectName table) {
    return new Lock(LockLevel.WRITES, Optional.of(table));
  }

  public static Lock everything(ObjectName table) {
    return new Lock(LockLevel.EVERYTHING, Optional.of(table));
  }
}
