package dev.garganey.plan;

import dev.garganey.dialect.Dialect;
import dev.garganey.model.Column;
import dev.garganey.model.ColumnType;
import dev.garganey.model.Constraint;
import dev.garganey.model.ObjectName;
import dev.garganey.model.ReferentialAction;
import dev.garganey.model.Table;
import dev.garganey.operation.AlterColumn;
import dev.garganey.operation.ColumnChange;
import dev.garganey.operation.Operation;
import dev.garganey.operation.RawSql;
import dev.garganey.operation.Step;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/** LossGuards look whether what one step of a rollback takes away holds data. */
final class LossGuards {
  private final Dialect dialect;
  private final Sight sight;
  private final BiPredicate<ObjectName, Optional<String>> allowed;
  private final Set<String> names;

  /**
   * Guards for one step.
   *
   * @param allowed whether a table, or a column of it, may go with its data
   * @param names the tables and columns that the user allowed
   */
  LossGuards(
      Dialect dialect,
      Sight sight,
      BiPredicate<ObjectName, Optional<String>> allowed,
      Set<String> names) {
    this.dialect = dialect;
    this.sight = sight;
    this.allowed = allowed;
    this.names = names;
  }

  /** For a table that is dropped, or a column of it. */
  List<Statement> drop(ObjectName table, Optional<String> column) {
    return drop(table, column, false);
  }

  private List<Statement> drop(ObjectName table, Optional<String> column, boolean mayBeGone) {
    Optional<ObjectName> now = sight.table(table);
    if (now.isEmpty() || column.filter(c -> sight.isPutBack(table, c)).isPresent()) {
      // What the same rollback put back a moment ago holds nothing of the user's.
      return List.of();
    }
    Optional<Column> definition = column.map(c -> definition(table, c));
    String shown = column.map(c -> sight.shown(table, c)).orElseGet(() -> sight.shown(table));
    if (definition.flatMap(Column::generated).isPresent()) {
      return List.of();
    }
    return List.of(
        sight.statement(
            new Action.Guard(
                shown,
                holding(now.get(), true),
                hiding(now.get()),
                dialect.holdsData(now.get(), definition),
                mayBeGone,
                allowed.test(table, column)),
            "refuse to drop " + shown + " while it holds data"));
  }

  /**
   * For SQL, as far as its words tell what it takes away.
   *
   * @param earlier the steps of the rollback before it
   */
  List<Statement> raw(String sql, List<Step> earlier) {
    List<Statement> guards = new ArrayList<>();
    for (RawLoss loss : RawLosses.of(sql, dialect)) {
      boolean temporary =
          loss.table().schema().filter(s -> s.matches("(?i)temp|pg_temp.*")).isPresent();
      // What an author says that values become is no loss that anybody could tell.
      boolean changes =
          loss.kind() == HazardKind.UPDATES_EVERY_ROW || loss.kind() == HazardKind.NARROWS_TYPE;
      if (changes || temporary || isMadeBy(earlier, loss.table())) {
        continue;
      }
      if (loss.kind() != HazardKind.DELETES_EVERY_ROW) {
        guards.addAll(drop(loss.table(), loss.column(), true));
      } else {
        guards.addAll(empty(loss.table(), loss.cascades(), true));
      }
    }
    for (String schema : RawLosses.droppedSchemas(sql, dialect)) {
      for (Table table : sight.schema().tables()) {
        if (table.name().schema().orElse("public").equals(schema)) {
          guards.addAll(drop(table.name(), Optional.empty(), true));
        }
      }
    }
    for (RawDrop drop : RawLosses.cascades(sql, dialect)) {
      dialect.goingAlong(drop).map(query -> goingAlong(drop, query)).ifPresent(guards::add);
    }
    return guards;
  }

  /** The server knows what depends on it; its answer has the names of then. */
  private Statement goingAlong(RawDrop drop, String query) {
    String shown = drop.kind() + " " + drop.name();
    return sight.statement(
        new Action.GoingAlong(shown, query, names),
        "refuse to drop " + shown + " while what depends on it holds data");
  }

  private boolean isMadeBy(List<Step> earlier, ObjectName table) {
    boolean made = false;
    for (Step step : earlier) {
      Operation operation = step.operation();
      if (operation instanceof RawSql raw) {
        made |= RawLosses.made(raw.sql(), dialect).equals(Optional.of(table));
        made &= !Whereabouts.mayRename(raw);
      }
    }
    return made;
  }

  /** For a table all of whose rows go, and for those that go or change with them. */
  List<Statement> empty(ObjectName table, boolean truncates, boolean mayBeGone) {
    List<Statement> guards = new ArrayList<>();
    Optional<ObjectName> now = sight.table(table);
    if (now.isPresent()) {
      guards.add(look(table, now.get(), dialect.holdsData(now.get(), Optional.empty()), mayBeGone));
      referrers(table, truncates, new HashSet<>(Set.of(table)), guards);
    }
    return guards;
  }

  private void referrers(
      ObjectName table, boolean truncates, Set<ObjectName> seen, List<Statement> guards) {
    for (ObjectName child : sight.schema().referrersOf(table)) {
      for (Constraint.ForeignKey key : sight.schema().table(child).foreignKeys()) {
        Optional<ObjectName> now = sight.table(child);
        boolean meant = key.references().equals(table) && (truncates || acts(key));
        if (meant && now.isPresent() && !seen.contains(child)) {
          String set =
              key.columns().stream()
                  .map(c -> dialect.quote(sight.column(child, c).orElse(c)) + " IS NOT NULL")
                  .collect(Collectors.joining(" AND "));
          String condition = truncates ? "" : " WHERE " + set;
          guards.add(
              look(
                  child,
                  now.get(),
                  "SELECT 1 FROM " + dialect.quote(now.get()) + condition + " LIMIT 1",
                  false));
          if (truncates || key.onDelete() == ReferentialAction.CASCADE) {
            seen.add(child);
            referrers(child, truncates, seen, guards);
          }
        }
      }
    }
  }

  /** Whether rows that refer to a deleted one are deleted or changed. */
  static boolean acts(Constraint.ForeignKey key) {
    return key.onDelete() != ReferentialAction.NO_ACTION
        && key.onDelete() != ReferentialAction.RESTRICT;
  }

  /**
   * For a column that gets another type; what an expression makes of its values is its author's.
   */
  List<Statement> alter(AlterColumn alter) {
    Optional<Column> held = sight.definition(alter.table(), alter.column());
    Optional<ObjectName> now = sight.table(alter.table());
    Optional<String> there = sight.column(alter.table(), alter.column());
    boolean none = held.isEmpty() || now.isEmpty() || there.isEmpty() || alter.convertsValues();
    if (none || held.get().generated().isPresent()) {
      return List.of();
    }
    Column back = held.get().withName(there.get());
    for (ColumnChange change : alter.changes()) {
      back = change instanceof ColumnChange.Type type ? type.applyTo(back) : back;
    }
    if (back.type().equals(held.get().type())) {
      return List.of();
    }
    Optional<String> query = dialect.losesValues(now.get(), held.get().withName(there.get()), back);
    String shown = sight.shown(alter.table(), alter.column());
    boolean permitted = allowed.test(alter.table(), Optional.of(alter.column()));
    return query.stream()
        .map(
            q ->
                sight.statement(
                    new Action.Guard(
                        shown, holding(now.get(), true), hiding(now.get()), q, false, permitted),
                    "refuse to give " + shown + " a type that does not hold its values"))
        .toList();
  }

  /** A look for rows of a table that would be lost; the query names it as it is from here. */
  Statement look(ObjectName table, ObjectName now, String query, boolean mayBeGone) {
    String shown = sight.shown(table);
    return sight.statement(
        new Action.Guard(
            shown,
            holding(now, false),
            hiding(now),
            query,
            mayBeGone,
            allowed.test(table, Optional.empty())),
        "refuse to lose rows of " + shown);
  }

  private List<String> holding(ObjectName now, boolean drops) {
    return dialect.holding(now, drops).stream().toList();
  }

  private List<String> hiding(ObjectName now) {
    return dialect.hidesRows(now).stream().toList();
  }

  /** The column by its name of now; of one that raw SQL made, nothing but the name is known. */
  private Column definition(ObjectName table, String column) {
    return sight
        .definition(table, column)
        .orElseGet(() -> Column.of(column, new ColumnType.Text()))
        .withName(sight.column(table, column).orElse(column));
  }
}
