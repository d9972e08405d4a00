package dev.garganey.dialect.sqlite;

import dev.garganey.model.Column;
import dev.garganey.model.Constraint;
import dev.garganey.model.Domain;
import dev.garganey.model.EnumType;
import dev.garganey.model.Extension;
import dev.garganey.model.Function;
import dev.garganey.model.Schema;
import dev.garganey.model.Sequence;
import dev.garganey.model.Table;
import dev.garganey.model.View;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reconciliation enriches the live schema by what only history knows: where a recorded table or
 * view, lowered, is what is there, the recorded one stands; where it differs, each column and
 * constraint is looked at by itself, so that a change made by hand does not cost the rest its types
 * and comments.
 */
final class Reconciliation {
  private final Schema recorded;
  private final Schema lowered;
  private final Schema live;

  Reconciliation(Schema recorded, Schema live) {
    this.recorded = recorded;
    this.lowered = SqliteLowering.lower(recorded);
    this.live = live;
  }

  Schema schema() {
    Schema result = live;
    for (Table table : live.tables()) {
      Optional<Table> known = recorded.findTable(table.name());
      if (known.isPresent()) {
        result = result.with(table(known.get(), lowered.table(table.name()), table));
      }
    }
    for (View view : live.views()) {
      Optional<View> known = recorded.findView(view.name());
      if (known.isPresent() && lowered.findView(view.name()).equals(Optional.of(view))) {
        result = result.with(known.get());
      }
    }
    return withWhatSqliteHasNot(result);
  }

  private Schema withWhatSqliteHasNot(Schema schema) {
    Schema result = schema;
    for (EnumType type : recorded.enums()) {
      result = result.with(type);
    }
    for (Sequence sequence : recorded.sequences()) {
      result = result.with(sequence);
    }
    for (Domain domain : recorded.domains()) {
      result = result.with(domain);
    }
    for (Function function : recorded.functions()) {
      result = result.with(function);
    }
    for (Extension extension : recorded.extensions()) {
      result = result.with(extension);
    }
    return result;
  }

  private Table table(Table known, Table lower, Table there) {
    if (lower.equals(there)) {
      return known;
    }
    // A check that stands for an enum belongs to the column; it goes where the column is taken.
    Set<Constraint> replaced = new HashSet<>();
    List<Column> columns = new ArrayList<>();
    for (Column column : there.columns()) {
      Optional<Column> same =
          known
              .findColumn(column.name())
              .filter(c -> lower.findColumn(c.name()).equals(Optional.of(column)));
      Optional<Constraint> check = same.flatMap(c -> SqliteLowering.enumCheck(c, recorded));
      boolean kept = check.isEmpty() || there.constraints().contains(check.get());
      columns.add(kept ? same.orElse(column) : column.withComment(same.get().comment()));
      if (kept) {
        check.ifPresent(replaced::add);
      }
    }
    List<Constraint> constraints = new ArrayList<>();
    for (Constraint constraint : there.constraints()) {
      if (!replaced.contains(constraint)) {
        constraints.add(constraint(known, constraint));
      }
    }
    return there.withColumns(columns).withConstraints(constraints).withComment(known.comment());
  }

  private static Constraint constraint(Table known, Constraint there) {
    return known.constraints().stream()
        .filter(c -> SqliteLowering.constraint(c, known.name()).equals(there))
        .findFirst()
        .orElse(there);
  }
}
