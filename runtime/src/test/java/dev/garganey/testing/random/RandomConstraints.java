package dev.garganey.testing.random;

import dev.garganey.model.Column;
import dev.garganey.model.ColumnType;
import dev.garganey.model.Constraint;
import dev.garganey.model.ConstraintRef;
import dev.garganey.model.Deferral;
import dev.garganey.model.ReferentialAction;
import dev.garganey.model.Table;
import dev.garganey.operation.AddConstraint;
import dev.garganey.operation.DropConstraint;
import dev.garganey.operation.Operation;
import dev.garganey.operation.RenameConstraint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** RandomConstraints draws keys and checks that the rows keep. */
final class RandomConstraints {
  private final Draw draw;

  RandomConstraints(Draw draw) {
    this.draw = draw;
  }

  Optional<List<Operation>> add(Table table) {
    Optional<? extends Constraint> constraint =
        switch (draw.upTo(4)) {
          case 0 -> unique(table);
          case 1 -> check(table);
          case 2 -> table.primaryKey().isPresent() ? Optional.empty() : key();
          default -> foreignKey(table);
        };
    return constraint.map(c -> List.of(new AddConstraint(table.name(), c)));
  }

  Optional<Constraint> unique(Table table) {
    List<String> columns =
        some(table.columns().stream().filter(Draw::isDistinct).map(Column::name).toList());
    if (columns.isEmpty()) {
      return Optional.empty();
    }
    if (draw.isPostgresql() && draw.once(4)) {
      return Optional.of(
          new Constraint.Unique(
              Optional.of(draw.fresh("u")),
              columns,
              draw.once(2),
              draw.once(2) ? List.of("id") : List.of(),
              draw.pick(List.of(Deferral.values())),
              Optional.empty()));
    }
    return Optional.of(Constraint.Unique.of(draw.fresh("u"), columns));
  }

  private List<String> some(List<String> all) {
    List<String> some = new ArrayList<>();
    for (int i = 1 + draw.upTo(2); i > 0 && !all.isEmpty(); i--) {
      String next = draw.pick(all);
      if (!some.contains(next)) {
        some.add(next);
      }
    }
    return some;
  }

  private Optional<Constraint> key() {
    return Optional.of(Constraint.PrimaryKey.of(draw.fresh("pk"), List.of("id")));
  }

  Optional<Constraint> check(Table table) {
    return draw.pickFrom(table.columns().stream().filter(c -> !Draw.isComputed(c)).toList())
        .flatMap(RandomConstraints::rule)
        .map(rule -> Constraint.Check.of(draw.fresh("ck"), rule));
  }

  private static Optional<String> rule(Column column) {
    String name = Draw.quoted(column.name());
    if (Draw.isInteger(column.type())) {
      return Optional.of(name + " >= 0");
    }
    return column.type() instanceof ColumnType.Text
        ? Optional.of(name + " <> 'it''s \"none\"'")
        : Optional.empty();
  }

  /** To a key of any table, its own too, where columns of the same types have the same values. */
  Optional<Constraint> foreignKey(Table table) {
    if (Draw.grows(table) || draw.schema.tables().isEmpty()) {
      return Optional.empty();
    }
    Table picked = draw.pick(draw.schema.tables());
    Table parent = picked.name().equals(table.name()) ? table : picked;
    List<List<String>> keys =
        parent.constraints().stream()
            .filter(c -> c instanceof Constraint.PrimaryKey || isKey(c))
            .map(Constraint::columns)
            .toList();
    return draw.pickFrom(keys).flatMap(key -> foreignKey(table, parent, key));
  }

  private static boolean isKey(Constraint constraint) {
    return constraint instanceof Constraint.Unique unique
        && unique.deferral() == Deferral.NOT_DEFERRABLE
        && unique.include().isEmpty();
  }

  private Optional<Constraint> foreignKey(Table table, Table parent, List<String> key) {
    List<String> columns = new ArrayList<>();
    for (String name : key) {
      Column wanted = parent.column(name);
      Optional<Column> same =
          draw.pickFrom(
              table.columns().stream()
                  .filter(c -> !columns.contains(c.name()))
                  .filter(c -> c.type().equals(wanted.type()))
                  .filter(c -> Draw.isDistinct(c) || Draw.isKey(c))
                  .filter(c -> c.collation().equals(wanted.collation()))
                  .toList());
      if (same.isEmpty()) {
        return Optional.empty();
      }
      columns.add(same.get().name());
    }
    // The database itself numbers a key, so nothing else may change it.
    List<ReferentialAction> actions =
        columns.contains("id")
            ? List.of(ReferentialAction.NO_ACTION, ReferentialAction.RESTRICT)
            : List.of(ReferentialAction.values());
    return Optional.of(
        Constraint.ForeignKey.of(draw.fresh("fk"), columns, parent.name(), key)
            .withActions(draw.pick(actions), draw.pick(actions))
            .withDeferral(draw.pick(List.of(Deferral.values()))));
  }

  Optional<List<Operation>> change(Table table) {
    Optional<Constraint> picked = draw.pickConstraint(table);
    if (picked.isEmpty()) {
      return Optional.empty();
    }
    String name = picked.get().name().orElseThrow();
    if (draw.once(2)) {
      return Optional.of(List.of(new RenameConstraint(table.name(), name, draw.fresh("k"))));
    }
    boolean needed =
        draw.isReferenced(table.name(), picked.get().columns())
            || (picked.get() instanceof Constraint.PrimaryKey
                && !draw.isPostgresql()
                && (table.options().containsKey("withoutRowid")
                    || table.column("id").identity().isPresent()));
    DropConstraint drop = new DropConstraint(table.name(), ConstraintRef.named(name), false);
    return needed ? Optional.empty() : Optional.of(List.of(drop));
  }
}
