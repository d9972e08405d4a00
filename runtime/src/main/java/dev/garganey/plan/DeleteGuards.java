package dev.garganey.plan;

import dev.garganey.dialect.Dialect;
import dev.garganey.model.Column;
import dev.garganey.model.Constraint;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Value;
import dev.garganey.operation.Delete;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * DeleteGuards look before a rollback deletes rows: those that it takes back may have been joined
 * by others alike, have been changed, and be referred to.
 */
final class DeleteGuards {
  private final Dialect dialect;
  private final LossGuards losses;
  private final Sight sight;

  DeleteGuards(Dialect dialect, LossGuards losses, Sight sight) {
    this.dialect = dialect;
    this.losses = losses;
    this.sight = sight;
  }

  /**
   * The looks before a delete.
   *
   * @param same how many deletes like this the rollback has
   */
  List<Statement> guards(Delete delete, long same) {
    if (delete.isEverything()) {
      return losses.empty(delete.table(), false, false);
    }
    Optional<ObjectName> now = sight.table(delete.table());
    Optional<String> condition = now.flatMap(n -> condition(delete));
    if (condition.isEmpty()) {
      return List.of();
    }
    String rows = " FROM " + dialect.quote(now.get()) + " WHERE " + condition.get();
    List<Statement> guards = new ArrayList<>();
    if (delete.where().isEmpty()) {
      guards.add(
          losses.look(
              delete.table(),
              now.get(),
              "SELECT count(*)" + rows + " HAVING count(*) > " + same,
              false));
      changed(delete)
          .map(
              c ->
                  losses.look(
                      delete.table(),
                      now.get(),
                      "SELECT 1" + rows + " AND (" + c + ") LIMIT 1",
                      false))
          .ifPresent(guards::add);
    }
    for (ObjectName child : sight.schema().referrersOf(delete.table())) {
      for (Constraint.ForeignKey key : sight.schema().table(child).foreignKeys()) {
        if (key.references().equals(delete.table()) && LossGuards.acts(key)) {
          referring(child, key, rows).ifPresent(guards::add);
        }
      }
    }
    return guards;
  }

  private Optional<String> condition(Delete delete) {
    List<String> conditions = new ArrayList<>();
    delete.where().ifPresent(where -> conditions.add("(" + where + ")"));
    for (Map.Entry<String, Value> known : delete.matching().entrySet()) {
      Optional<String> column = sight.column(delete.table(), known.getKey());
      if (column.isEmpty()) {
        return Optional.empty();
      }
      conditions.add(
          dialect.quote(column.get())
              + (known.getValue() instanceof Value.Null
                  ? " IS NULL"
                  : " = " + dialect.literal(known.getValue())));
    }
    return Optional.of(String.join(" AND ", conditions));
  }

  /** The condition that somebody changed what a row held when it came. */
  private Optional<String> changed(Delete delete) {
    List<String> conditions = new ArrayList<>();
    delete
        .expected()
        .forEach(
            (name, value) -> {
              Optional<String> there = sight.column(delete.table(), name);
              Optional<Column> definition =
                  sight.definition(delete.table(), name).filter(c -> c.generated().isEmpty());
              if (there.isPresent() && definition.isPresent()) {
                Column column = definition.get().withName(there.get());
                conditions.add(
                    value instanceof Value.Null
                        ? dialect.quote(there.get()) + " IS NOT NULL"
                        : dialect.differs(
                            column, dialect.quote(there.get()), dialect.comparable(column, value)));
              }
            });
    return conditions.isEmpty() ? Optional.empty() : Optional.of(String.join(" OR ", conditions));
  }

  private Optional<Statement> referring(ObjectName child, Constraint.ForeignKey key, String rows) {
    List<String> columns = names(child, key.columns());
    List<String> referenced = names(key.references(), referenced(key));
    return sight
        .table(child)
        .filter(now -> columns.size() == referenced.size() && !columns.isEmpty())
        .map(
            now ->
                losses.look(
                    child,
                    now,
                    "SELECT 1 FROM "
                        + dialect.quote(now)
                        + " WHERE ("
                        + String.join(", ", columns)
                        + ") IN (SELECT "
                        + String.join(", ", referenced)
                        + rows
                        + ") LIMIT 1",
                    false));
  }

  /** Where a foreign key names no columns, it means the primary key. */
  private List<String> referenced(Constraint.ForeignKey key) {
    return key.referencedColumns().isEmpty()
        ? sight
            .schema()
            .findTable(key.references())
            .flatMap(t -> t.primaryKey())
            .map(Constraint.PrimaryKey::columns)
            .orElse(List.of())
        : key.referencedColumns();
  }

  private List<String> names(ObjectName table, List<String> columns) {
    return columns.stream().map(c -> dialect.quote(sight.column(table, c).orElse(c))).toList();
  }
}
