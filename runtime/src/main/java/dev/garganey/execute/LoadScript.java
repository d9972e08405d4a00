package dev.garganey.execute;

import dev.garganey.plan.Action;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** LoadScript writes out the lines of a CSV file, for a client that does not have the file. */
public final class LoadScript {
  /** Rows in one INSERT. */
  private static final int ROWS = 500;

  private final Path migrations;
  private final Action.Load load;

  /**
   * A script.
   *
   * @param migrations the folder that the file's name is relative to
   */
  public LoadScript(Path migrations, Action.Load load) {
    this.migrations = migrations;
    this.load = load;
  }

  /**
   * Gives out the INSERT statements, line by line; nothing where the file has no rows.
   *
   * @throws Refused if the file cannot be read
   */
  public void write(Consumer<String> script) {
    try (CsvLines lines = CsvLines.open(migrations, load.csv())) {
      List<String> rows = new ArrayList<>();
      for (Optional<List<String>> line = lines.next(); line.isPresent(); line = lines.next()) {
        rows.add(row(line.get()));
        if (rows.size() == ROWS) {
          insert(rows, script);
        }
      }
      insert(rows, script);
    } catch (CheckFailed wrong) {
      throw new Refused(wrong.getMessage());
    } catch (IOException unreadable) {
      throw new Refused("`" + load.csv().file() + "` cannot be read: " + unreadable.getMessage());
    }
  }

  private void insert(List<String> rows, Consumer<String> script) {
    if (!rows.isEmpty()) {
      script.accept(load.into() + " VALUES");
      for (int i = 0; i < rows.size(); i++) {
        script.accept("  " + rows.get(i) + (i + 1 < rows.size() ? "," : ";"));
      }
      rows.clear();
    }
  }

  private String row(List<String> fields) {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < fields.size(); i++) {
      values.add(load.parameters().get(i).replace("?", literal(fields.get(i))));
    }
    return "(" + String.join(", ", values) + ")";
  }

  /** Without a type, as when it is bound: the database reads it as the column's. */
  private String literal(String field) {
    return field.equals(load.csv().nullText()) ? "NULL" : "'" + field.replace("'", "''") + "'";
  }
}
