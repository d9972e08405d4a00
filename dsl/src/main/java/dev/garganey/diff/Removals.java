package dev.garganey.diff;

import dev.garganey.model.Column;
import dev.garganey.model.ColumnRef;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Schema;
import dev.garganey.model.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Removals asks about tables and columns that hold rows and are not wanted any more. What nobody
 * said may go is put back among what is wanted, so that nothing is ever guessed away.
 */
final class Removals {
  private final Schema current;
  private final Schema target;
  private final Hints hints;
  private final List<Question> questions = new ArrayList<>();

  Removals(Schema current, Schema target, Hints hints) {
    this.current = current;
    this.target = target;
    this.hints = hints;
  }

  List<Question> questions() {
    return questions;
  }

  /** What is wanted, and what nobody said may go. */
  Schema kept() {
    Schema result = target;
    List<Table> fresh =
        target.tables().stream().filter(t -> current.findTable(t.name()).isEmpty()).toList();
    List<Table> back = new ArrayList<>();
    for (Table table : current.tables()) {
      Optional<Table> wanted = target.findTable(table.name());
      if (wanted.isPresent()) {
        result = keptColumns(result, table, wanted.get());
      } else if (!hints.isDropped(table.name())) {
        questions.add(
            new Question.ObjectGone(
                "table", table.name(), names(fresh, table), suggestion(table, fresh)));
        back.add(table);
      }
    }
    for (Table table : back) {
      boolean free =
          target.findView(table.name()).isEmpty()
              && table.indexes().stream()
                  .noneMatch(i -> target.ownerOfIndex(table.name().sibling(i.name())).isPresent());
      if (free) {
        result = result.with(table);
      }
    }
    return result;
  }

  private static List<ObjectName> names(List<Table> fresh, Table gone) {
    return fresh.stream()
        .map(Table::name)
        .filter(n -> n.schema().equals(gone.name().schema()))
        .toList();
  }

  private Schema keptColumns(Schema schema, Table now, Table wanted) {
    List<Column> fresh =
        wanted.columns().stream().filter(c -> now.findColumn(c.name()).isEmpty()).toList();
    Table result = wanted;
    for (Column column : now.columns()) {
      boolean gone = wanted.findColumn(column.name()).isEmpty();
      if (gone && column.generated().isEmpty() && !hints.isDropped(now.name(), column.name())) {
        questions.add(
            new Question.ColumnGone(
                new ColumnRef(now.name(), column.name()),
                fresh.stream().map(Column::name).toList(),
                suggestion(now, column, fresh)));
        result = result.plus(column);
      }
    }
    return result.equals(wanted) ? schema : schema.with(result);
  }

  private static Optional<Question.Suggested> suggestion(Table gone, List<Table> fresh) {
    Set<Column> columns = new HashSet<>(gone.columns());
    Question.Suggested best = null;
    int most = 0;
    for (Table table : fresh) {
      int common = (int) table.columns().stream().filter(columns::contains).count();
      boolean near = 2 * common >= Math.max(table.columns().size(), columns.size());
      if (near && common > most && table.name().schema().equals(gone.name().schema())) {
        most = common;
        best =
            new Question.Suggested(
                table.name().toString(),
                "a new table with " + common + " of its " + columns.size() + " columns");
      }
    }
    return Optional.ofNullable(best);
  }

  private static Optional<Question.Suggested> suggestion(
      Table table, Column gone, Collection<Column> fresh) {
    List<Column> alike = fresh.stream().filter(c -> c.withName(gone.name()).equals(gone)).toList();
    if (alike.size() == 1) {
      return Optional.of(
          new Question.Suggested(
              alike.get(0).name(), "the only new column that is the same but for its name"));
    }
    List<Column> typed = fresh.stream().filter(c -> c.type().equals(gone.type())).toList();
    return typed.size() == 1 && table.columns().size() > 1
        ? Optional.of(
            new Question.Suggested(typed.get(0).name(), "the only new column of the same type"))
        : Optional.empty();
  }
}
