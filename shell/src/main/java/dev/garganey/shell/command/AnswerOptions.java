package dev.garganey.shell.command;

import dev.garganey.diff.Answers;
import dev.garganey.diff.Hints;
import dev.garganey.model.ColumnRef;
import dev.garganey.model.ObjectName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * AnswerOptions reads what --rename, --drop and --fill answer; whose data may be lost may also go.
 */
final class AnswerOptions {
  static final List<Option> OPTIONS =
      List.of(
          Option.of("--rename", "OLD=NEW", "a table, or TABLE.COLUMN, has another name now"),
          Option.of("--drop", "NAME", "a table, or TABLE.COLUMN, may go with all that it holds"),
          Option.of(
              "--fill",
              "TABLE.COLUMN=SQL",
              "what rows get that are there already; empty: no rows"));

  private final Invocation invocation;
  private final Map<ObjectName, ObjectName> tables = new HashMap<>();
  private final Map<ColumnRef, String> columns = new HashMap<>();
  private final Set<ObjectName> dropped = new HashSet<>();
  private final Set<ColumnRef> droppedColumns = new HashSet<>();

  AnswerOptions(Invocation invocation) {
    this.invocation = invocation;
  }

  /**
   * The answers.
   *
   * @throws UsageMistake if one of them makes no sense
   */
  Answers read() {
    invocation.options().getOrDefault("--rename", List.of()).forEach(this::rename);
    invocation.options().getOrDefault("--drop", List.of()).forEach(this::drop);
    invocation.allowedDataLoss().forEach(this::drop);
    Answers answers =
        Answers.NONE.plus(new Hints(tables, columns, Map.of(), Map.of(), droppedColumns, dropped));
    for (String fill : invocation.options().getOrDefault("--fill", List.of())) {
      String[] parts = halves("--fill", fill);
      ColumnRef column = column("--fill", parts[0]);
      answers =
          parts[1].isBlank() ? answers.withoutRows(column) : answers.filling(column, parts[1]);
    }
    return answers;
  }

  private void rename(String text) {
    String[] parts = halves("--rename", text);
    List<String> old = names(parts[0]);
    List<String> now = names(parts[1]);
    if (now.isEmpty() || old.isEmpty()) {
      throw new UsageMistake("--rename wants OLD=NEW, such as users.name=users.full_name");
    }
    // users.name=full_name is plain enough; a.b=c.d where a and c are schemas is a table's.
    boolean column = old.size() == 2 && invocationMeansColumn(old, now);
    if (column) {
      ObjectName table = ObjectName.of(now.size() == 2 ? now.get(0) : old.get(0));
      columns.put(new ColumnRef(table, now.get(now.size() - 1)), old.get(1));
    } else if (old.size() == 3) {
      ObjectName table = ObjectName.of(old.get(0), old.get(1));
      columns.put(new ColumnRef(table, now.get(now.size() - 1)), old.get(2));
    } else {
      tables.put(ObjectName.parse(parts[1]), ObjectName.parse(parts[0]));
    }
  }

  /** With one name on either side it is a table; with two, a column of a table. */
  private static boolean invocationMeansColumn(List<String> old, List<String> now) {
    return now.size() <= 2 && old.size() == 2;
  }

  private void drop(String text) {
    List<String> names = names(text);
    if (names.size() == 1) {
      dropped.add(ObjectName.parse(text));
    } else {
      // Either reading is harmless where there is no such thing.
      dropped.add(ObjectName.of(names.get(0), names.get(1)));
      droppedColumns.add(column("--drop", text));
    }
  }

  private static ColumnRef column(String option, String text) {
    List<String> names = names(text);
    return switch (names.size()) {
      case 2 -> new ColumnRef(ObjectName.of(names.get(0)), names.get(1));
      case 3 -> new ColumnRef(ObjectName.of(names.get(0), names.get(1)), names.get(2));
      default -> throw new UsageMistake(option + " wants TABLE.COLUMN, not `" + text + "`");
    };
  }

  private static String[] halves(String option, String text) {
    int equals = text.indexOf('=');
    if (equals <= 0) {
      throw new UsageMistake(
          option + " wants something on both sides of an equals sign, not `" + text + "`");
    }
    return new String[] {text.substring(0, equals).strip(), text.substring(equals + 1).strip()};
  }

  /** The parts of a name with dots between; a part in double quotes may contain dots. */
  private static List<String> names(String text) {
    List<String> names = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == '.' && !quoted) {
        names.add(part.toString());
        part.setLength(0);
      } else {
        part.append(c);
      }
    }
    names.add(part.toString());
    if (names.stream().anyMatch(String::isBlank) || quoted) {
      throw new UsageMistake("`" + text + "` is no name");
    }
    return names;
  }
}
