package dev.garganey.dialect.sqlite;

import dev.garganey.model.Constraint;
import dev.garganey.model.Index;
import dev.garganey.model.Table;
import dev.garganey.model.Trigger;
import dev.garganey.model.View;
import java.util.Comparator;
import java.util.List;

/**
 * Order puts the parts of a table that have no order of their own into a fixed one, so that equal
 * tables are equal values: ALTER TABLE adds clauses elsewhere than CREATE TABLE has them.
 */
final class Order {
  private static final Comparator<Constraint> CONSTRAINTS =
      Comparator.comparing(Constraint::kind)
          .thenComparing(c -> c.name().orElse(""))
          .thenComparing(c -> String.join(",", c.columns()))
          .thenComparing(Constraint::toString);

  private Order() {}

  static Table of(Table table) {
    return new Table(
        table.name(),
        table.columns(),
        table.constraints().stream().sorted(CONSTRAINTS).toList(),
        table.indexes().stream().sorted(Comparator.comparing(Index::name)).toList(),
        triggers(table.triggers()),
        table.options(),
        table.comment());
  }

  static View of(View view) {
    return view.withTriggers(triggers(view.triggers()));
  }

  private static List<Trigger> triggers(List<Trigger> triggers) {
    return triggers.stream().sorted(Comparator.comparing(Trigger::name)).toList();
  }
}
