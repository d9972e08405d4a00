package dev.garganey.dialect.postgresql;

import dev.garganey.model.Constraint;
import dev.garganey.model.Index;
import dev.garganey.model.Table;
import dev.garganey.model.Trigger;
import dev.garganey.model.View;
import java.util.Comparator;
import java.util.List;

/**
 * Order puts the parts of a table that have no order of their own into that of their names, so that
 * equal tables are equal values. Columns stay as they are.
 */
final class Order {
  private static final Comparator<Constraint> CONSTRAINTS =
      Comparator.comparing(Constraint::kind).thenComparing(c -> c.name().orElse(""));

  private Order() {}

  static Table of(Table table) {
    return new Table(
        table.name(),
        table.columns(),
        table.constraints().stream().sorted(CONSTRAINTS).toList(),
        indexes(table.indexes()),
        triggers(table.triggers()),
        table.options(),
        table.comment());
  }

  static View of(View view) {
    return view.withIndexes(indexes(view.indexes())).withTriggers(triggers(view.triggers()));
  }

  private static List<Index> indexes(List<Index> indexes) {
    return indexes.stream().sorted(Comparator.comparing(Index::name)).toList();
  }

  /** The server fires triggers in the order of their names. */
  private static List<Trigger> triggers(List<Trigger> triggers) {
    return triggers.stream().sorted(Comparator.comparing(Trigger::name)).toList();
  }
}
