package dev.garganey.diff;

import dev.garganey.model.Column;
import dev.garganey.operation.ColumnChange;
import java.util.ArrayList;
import java.util.List;

/** ColumnDifference lists what makes a column of the same name into another. */
final class ColumnDifference {
  private ColumnDifference() {}

  /**
   * The changes, in an order in which each is possible: what stands in the way of a new type goes
   * before it, and what needs the type comes after it. An identity is no part of them, for it
   * depends on the table's key.
   */
  static List<ColumnChange> of(Column now, Column wanted, DiffRules rules) {
    List<ColumnChange> changes = new ArrayList<>();
    boolean generatedGoes = now.generated().isPresent() && wanted.generated().isEmpty();
    if (generatedGoes) {
      changes.add(new ColumnChange.ChangeGenerated(wanted.generated()));
    }
    if (!now.type().equals(wanted.type())) {
      changes.add(
          new ColumnChange.Type(
              wanted.type(), rules.conversion(now.name(), now.type(), wanted.type())));
    }
    if (!now.collation().equals(wanted.collation())) {
      changes.add(new ColumnChange.Collation(wanted.collation()));
    }
    if (!now.defaultValue().equals(wanted.defaultValue())) {
      changes.add(new ColumnChange.Default(wanted.defaultValue()));
    }
    if (now.nullable() != wanted.nullable()) {
      changes.add(new ColumnChange.Nullable(wanted.nullable()));
    }
    if (!generatedGoes && !now.generated().equals(wanted.generated())) {
      changes.add(new ColumnChange.ChangeGenerated(wanted.generated()));
    }
    if (!now.comment().equals(wanted.comment())) {
      changes.add(new ColumnChange.Comment(wanted.comment()));
    }
    if (!now.options().equals(wanted.options())) {
      changes.add(new ColumnChange.Options(wanted.options()));
    }
    return changes;
  }

  /** Whether one can only become the other by going and coming back. */
  static boolean isReplaced(Column now, Column wanted, DiffRules rules) {
    boolean computed = now.generated().isEmpty() && wanted.generated().isPresent();
    boolean both = now.generated().isPresent() && wanted.generated().isPresent();
    boolean elsewhere = both && now.generated().get().stored() != wanted.generated().get().stored();
    boolean otherwise = both && !now.generated().equals(wanted.generated());
    return computed || elsewhere || (otherwise && rules.bindsExpressions());
  }
}
