package dev.garganey.model;

import java.util.List;
import java.util.Optional;

/**
 * ConstraintRef points at a constraint of a table: by name, or by kind and columns where it has
 * none or the user does not know it. A check without a name is found by its expression.
 *
 * @param kind what it must be, empty when the name alone decides
 */
public record ConstraintRef(
    Optional<ConstraintKind> kind,
    Optional<String> name,
    List<String> columns,
    Optional<String> expression) {
  public ConstraintRef {
    columns = List.copyOf(columns);
    if (name.isEmpty() && kind.isEmpty()) {
      throw new SchemaMistake("A constraint is found by its name, or by its kind and columns");
    }
  }

  /** By anything but an expression. */
  public ConstraintRef(Optional<ConstraintKind> kind, Optional<String> name, List<String> columns) {
    this(kind, name, columns, Optional.empty());
  }

  public static ConstraintRef named(String name) {
    return new ConstraintRef(Optional.empty(), Optional.of(name), List.of());
  }

  public static ConstraintRef of(ConstraintKind kind, List<String> columns) {
    return new ConstraintRef(Optional.of(kind), Optional.empty(), columns);
  }

  /** The reference that finds {@code constraint} again. */
  public static ConstraintRef to(Constraint constraint) {
    return new ConstraintRef(
        Optional.of(constraint.kind()),
        constraint.name(),
        constraint.name().isPresent() ? List.of() : constraint.columns(),
        constraint.name().isEmpty() && constraint instanceof Constraint.Check check
            ? Optional.of(check.expression())
            : Optional.empty());
  }

  /** Whether {@code constraint} is meant. */
  public boolean matches(Constraint constraint) {
    if (kind.isPresent() && kind.get() != constraint.kind()) {
      return false;
    }
    if (name.isPresent()) {
      return name.equals(constraint.name());
    }
    if (kind.get() == ConstraintKind.PRIMARY_KEY) {
      return true;
    }
    if (expression.isPresent()) {
      return constraint.name().isEmpty()
          && constraint instanceof Constraint.Check check
          && expression.get().equals(check.expression());
    }
    // Where there are no columns to go by, one that has a name is called by it.
    return columns.equals(constraint.columns())
        && (!columns.isEmpty() || constraint.name().isEmpty());
  }

  /** In words, for messages. */
  public String title() {
    String what = kind.map(ConstraintKind::title).orElse("constraint");
    return name.map(n -> what + " `" + n + "`")
        .orElseGet(
            () -> what + " (" + expression.orElseGet(() -> String.join(", ", columns)) + ")");
  }
}
