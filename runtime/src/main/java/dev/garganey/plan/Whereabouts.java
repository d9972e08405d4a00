package dev.garganey.plan;

import dev.garganey.dialect.Dialect;
import dev.garganey.model.ObjectName;
import dev.garganey.operation.AddColumn;
import dev.garganey.operation.CreateTable;
import dev.garganey.operation.DropColumn;
import dev.garganey.operation.DropTable;
import dev.garganey.operation.Operation;
import dev.garganey.operation.RawSql;
import dev.garganey.operation.RenameColumn;
import dev.garganey.operation.RenameTable;
import dev.garganey.operation.Step;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Whereabouts follow the names of tables and columns through the renames of some steps. */
final class Whereabouts {
  private Whereabouts() {}

  /** What the table was called before the steps, unless one of them made it. */
  static Optional<ObjectName> before(List<Step> steps, ObjectName table) {
    ObjectName name = table;
    for (int i = steps.size() - 1; i >= 0; i--) {
      Operation operation = steps.get(i).operation();
      if (mayRename(operation)) {
        return Optional.of(name);
      }
      if (operation instanceof CreateTable create && create.table().name().equals(name)) {
        return Optional.empty();
      }
      name = earlier(operation, name);
    }
    return Optional.of(name);
  }

  /** What the column was called before the steps, unless one of them made it or its table. */
  static Optional<String> before(List<Step> steps, ObjectName table, String column) {
    ObjectName owner = table;
    String name = column;
    for (int i = steps.size() - 1; i >= 0; i--) {
      Operation operation = steps.get(i).operation();
      if (mayRename(operation)) {
        return Optional.of(name);
      }
      if (makes(operation, owner, name)) {
        return Optional.empty();
      }
      if (operation instanceof RenameColumn rename
          && rename.table().equals(owner)
          && rename.to().equals(name)) {
        name = rename.from();
      }
      owner = earlier(operation, owner);
    }
    return Optional.of(name);
  }

  /** Whether raw SQL gives something another name; what had that name before is not known then. */
  static boolean mayRename(Operation operation) {
    return operation instanceof RawSql raw && raw.sql().toLowerCase(Locale.ROOT).contains("rename");
  }

  private static ObjectName earlier(Operation operation, ObjectName name) {
    return operation instanceof RenameTable rename
            && rename.from().sibling(rename.to()).equals(name)
        ? rename.from()
        : name;
  }

  private static boolean makes(Operation operation, ObjectName table, String column) {
    return (operation instanceof CreateTable create && create.table().name().equals(table))
        || (operation instanceof AddColumn add
            && add.table().equals(table)
            && add.column().name().equals(column));
  }

  /**
   * What tables ({@code users}) and columns ({@code users.email}) are called after the steps; what
   * is gone by then has no name any more, and something else may get it.
   */
  static Set<String> after(List<Step> steps, Set<String> names, Dialect dialect) {
    Set<String> result = new LinkedHashSet<>();
    for (String name : names) {
      Optional<String> now = Optional.of(name);
      for (Step step : steps) {
        now = now.flatMap(n -> later(step.operation(), n, dialect));
      }
      now.ifPresent(result::add);
    }
    return result;
  }

  private static Optional<String> later(Operation operation, String name, Dialect dialect) {
    boolean gone = false;
    if (operation instanceof DropTable drop) {
      gone = isWithin(name, drop.table().toString());
    } else if (operation instanceof DropColumn drop) {
      gone = name.equals(drop.table() + "." + drop.column());
    } else if (operation instanceof RawSql raw) {
      gone =
          RawLosses.of(raw.sql(), dialect).stream()
              .filter(
                  l -> l.kind() == HazardKind.DROPS_TABLE || l.kind() == HazardKind.DROPS_COLUMN)
              .anyMatch(l -> isWithin(name, l.object()));
    }
    return gone ? Optional.empty() : Optional.of(later(operation, name));
  }

  private static boolean isWithin(String name, String object) {
    return name.equals(object) || name.startsWith(object + ".");
  }

  private static String later(Operation operation, String name) {
    if (operation instanceof RenameTable rename) {
      String from = rename.from().toString();
      String to = rename.from().sibling(rename.to()).toString();
      return isWithin(name, from) ? to + name.substring(from.length()) : name;
    }
    return operation instanceof RenameColumn rename
            && name.equals(rename.table() + "." + rename.from())
        ? rename.table() + "." + rename.to()
        : name;
  }
}
