package dev.garganey.plan;

import dev.garganey.dialect.Dialect;
import dev.garganey.model.Column;
import dev.garganey.model.Constraint;
import dev.garganey.model.Index;
import dev.garganey.model.IndexKey;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Value;
import dev.garganey.operation.AddColumn;
import dev.garganey.operation.AddConstraint;
import dev.garganey.operation.AlterColumn;
import dev.garganey.operation.ColumnChange;
import dev.garganey.operation.CreateIndex;
import dev.garganey.operation.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * PutBack looks whether the rows that are there can bear what one step of a rollback puts back: a
 * required column, a key, a foreign key.
 */
final class PutBack {
  private final Dialect dialect;
  private final Sight sight;

  PutBack(Dialect dialect, Sight sight) {
    this.dialect = dialect;
    this.sight = sight;
  }

  List<Statement> guards(Operation operation) {
    if (operation instanceof AddColumn add) {
      Column column = add.column();
      boolean filled =
          column.nullable()
              || hasValue(column)
              || column.generated().isPresent()
              || column.identity().isPresent();
      return filled ? List.of() : required(add.table(), column.name(), true);
    }
    if (operation instanceof AlterColumn alter) {
      boolean required =
          alter.changes().stream()
              .anyMatch(c -> c instanceof ColumnChange.Nullable n && !n.nullable());
      return required ? required(alter.table(), alter.column(), false) : List.of();
    }
    if (operation instanceof CreateIndex create) {
      // A materialized view may have no rows that could be asked for, and none that are its own.
      return isPlain(create.index()) && !sight.isView(create.table())
          ? distinct(create.table(), create.index())
          : List.of();
    }
    if (operation instanceof AddConstraint add) {
      return constrained(add.table(), add.constraint());
    }
    return List.of();
  }

  private static boolean hasValue(Column column) {
    return column.defaultValue().filter(v -> !(v instanceof Value.Null)).isPresent();
  }

  private List<Statement> required(ObjectName table, String column, boolean back) {
    Optional<ObjectName> now = sight.table(table);
    Optional<String> there = sight.column(table, column);
    boolean filled =
        there.isEmpty() && sight.definition(table, column).filter(PutBack::hasValue).isPresent();
    if (now.isEmpty() || filled) {
      return List.of();
    }
    String shown = sight.shown(table, column);
    return List.of(
        require(
            "SELECT count(*) FROM "
                + dialect.quote(now.get())
                + (back ? "" : there.map(c -> where(List.of(c), " IS NULL")).orElse(""))
                + " HAVING count(*) > 0",
            shown
                + (back ? ", which it puts back, is required," : " would be required again,")
                + " and %s of the rows of "
                + sight.shown(table)
                + (back ? " have nothing to put into it" : " hold none (NULL)"),
            "refuse to require " + shown + " of rows without a value"));
  }

  private String where(List<String> columns, String condition) {
    return columns.stream()
        .map(c -> dialect.quote(c) + condition)
        .collect(Collectors.joining(" AND ", " WHERE ", ""));
  }

  private static boolean isPlain(Index index) {
    return index.unique()
        && !index.nullsNotDistinct()
        && index.where().isEmpty()
        && index.keys().stream().noneMatch(k -> k.expression() || k.collation().isPresent());
  }

  private List<Statement> distinct(ObjectName table, Index index) {
    List<String> columns = index.keys().stream().map(IndexKey::text).toList();
    return distinct(table, columns, "unique index `" + index.name() + "`");
  }

  private List<Statement> constrained(ObjectName table, Constraint constraint) {
    String title =
        constraint.kind().title() + constraint.name().map(n -> " `" + n + "`").orElse("");
    if (constraint instanceof Constraint.ForeignKey key) {
      return key.validated() ? referring(table, key, title) : List.of();
    }
    boolean distinct =
        constraint instanceof Constraint.PrimaryKey
            || (constraint instanceof Constraint.Unique unique && !unique.nullsNotDistinct());
    return distinct ? distinct(table, constraint.columns(), title) : List.of();
  }

  private List<Statement> distinct(ObjectName table, List<String> names, String title) {
    Optional<ObjectName> now = sight.table(table);
    if (now.isEmpty()) {
      return List.of();
    }
    List<String> columns = new ArrayList<>();
    for (String name : names) {
      Optional<String> there = sight.column(table, name);
      if (there.isPresent()) {
        columns.add(there.get());
      } else if (sight.definition(table, name).filter(PutBack::isConstant).isEmpty()) {
        // NULL equals no other, and nobody knows yet what an expression will yield.
        return List.of();
      }
    }
    String alike = columns.isEmpty() ? "" : where(columns, " IS NOT NULL") + groups(columns);
    return List.of(
        require(
            "SELECT count(*) FROM "
                + dialect.quote(now.get())
                + alike
                + " HAVING count(*) > 1 LIMIT 1",
            title
                + ", which it puts back, wants distinct values, and %s rows of "
                + sight.shown(table)
                + " have the same ones in "
                + names.stream().map(n -> "`" + n + "`").collect(Collectors.joining(", ")),
            "refuse to put " + title + " back onto rows that are alike"));
  }

  private String groups(List<String> columns) {
    return columns.stream().map(dialect::quote).collect(Collectors.joining(", ", " GROUP BY ", ""));
  }

  private static boolean isConstant(Column column) {
    return hasValue(column)
        && !(column.defaultValue().orElseThrow() instanceof Value.Expression)
        && column.generated().isEmpty()
        && column.identity().isEmpty();
  }

  /** A parent that the rollback puts back is empty, so that every reference to it is broken. */
  private List<Statement> referring(ObjectName table, Constraint.ForeignKey key, String title) {
    Optional<ObjectName> child = sight.table(table);
    Optional<ObjectName> parent = sight.table(key.references());
    List<String> columns =
        key.columns().stream().flatMap(c -> sight.column(table, c).stream()).toList();
    List<String> referenced =
        key.referencedColumns().stream()
            .flatMap(c -> sight.column(key.references(), c).stream())
            .toList();
    boolean known =
        columns.size() == key.columns().size()
            && (parent.isEmpty() || referenced.size() == columns.size())
            && key.match().isEmpty();
    if (child.isEmpty() || !known) {
      return List.of();
    }
    return List.of(
        require(
            "SELECT count(*) FROM "
                + dialect.quote(child.get())
                + " child"
                + columns.stream()
                    .map(c -> "child." + dialect.quote(c) + " IS NOT NULL")
                    .collect(Collectors.joining(" AND ", " WHERE ", ""))
                + parent.map(p -> " AND NOT EXISTS (" + found(p, columns, referenced)).orElse("")
                + " HAVING count(*) > 0",
            title
                + ", which it puts back, wants rows of "
                + sight.shown(key.references())
                + " that %s of the rows of "
                + sight.shown(table)
                + " refer to in vain",
            "refuse to put " + title + " back onto rows that refer to none"));
  }

  private String found(ObjectName parent, List<String> columns, List<String> referenced) {
    StringBuilder equal = new StringBuilder();
    for (int i = 0; i < columns.size(); i++) {
      equal
          .append(i == 0 ? " WHERE " : " AND ")
          .append("parent." + dialect.quote(referenced.get(i)))
          .append(" = child." + dialect.quote(columns.get(i)));
    }
    return "SELECT 1 FROM " + dialect.quote(parent) + " parent" + equal + ")";
  }

  private Statement require(String query, String why, String reason) {
    return sight.statement(new Action.Require(query, why), reason);
  }
}
