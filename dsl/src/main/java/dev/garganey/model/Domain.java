package dev.garganey.model;

import java.util.List;
import java.util.Optional;

/** Domain is a type with its own default and checks. */
public record Domain(
    ObjectName name,
    ColumnType type,
    boolean nullable,
    Optional<Value> defaultValue,
    Optional<String> collation,
    List<Constraint.Check> checks,
    Optional<String> comment) {
  public Domain {
    checks = List.copyOf(checks);
  }

  public Domain withComment(Optional<String> newComment) {
    return new Domain(name, type, nullable, defaultValue, collation, checks, newComment);
  }
}
