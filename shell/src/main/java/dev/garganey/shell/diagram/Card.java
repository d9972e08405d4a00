package dev.garganey.shell.diagram;

import dev.garganey.model.ObjectName;
import dev.garganey.shell.report.Width;
import java.util.List;

/**
 * Card is a table as it is drawn.
 *
 * @param title its name, such that it can be shown
 */
record Card(ObjectName table, String title, List<Field> fields) {
  /**
   * Field is a column.
   *
   * @param column its name as it is
   * @param name such that it can be shown
   * @param key whether it is of the primary key
   * @param refers whether it is of a foreign key
   * @param type empty where types are not shown
   * @param note in parentheses: the table that it refers to, where that is not drawn, or self
   */
  record Field(String column, String name, String type, boolean key, boolean refers, String note) {
    /** Two places: whether it is a key, and whether it refers. */
    String marks() {
      return (key ? "#" : " ") + (refers ? ">" : " ");
    }

    String shownNote() {
      return note.isEmpty() ? "" : " (" + note + ")";
    }
  }

  /** What stands beside a field: a border and a blank at each side, the marks and a blank. */
  private static final int BESIDE_FIELD = 7;

  /** What stands beside a title: corner, line and blank at each side. */
  private static final int BESIDE_TITLE = 6;

  Card {
    fields = List.copyOf(fields);
  }

  /** The places that names and notes take, behind which types are aligned. */
  int nameWidth() {
    return fields.stream()
        .mapToInt(f -> Width.of(f.name()) + Width.of(f.shownNote()))
        .max()
        .orElse(0);
  }

  int typeWidth() {
    return fields.stream().mapToInt(f -> Width.of(f.type())).max().orElse(0);
  }

  /** In places of a terminal, with its borders. */
  int width() {
    int types = typeWidth();
    int inner = nameWidth() + (types == 0 ? 0 : types + 2);
    return Math.max(fields.isEmpty() ? 0 : inner + BESIDE_FIELD, Width.of(title) + BESIDE_TITLE);
  }

  /** In lines, with its borders. */
  int height() {
    return fields.size() + 2;
  }
}
