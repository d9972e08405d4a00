package dev.garganey.dialect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Result is what came of a {@link Command}.
 *
 * @param changed how many rows it changed; 0 of a question
 * @param rows what a question yields; none of others
 */
public record Result(long changed, List<Row> rows) {
  public Result {
    rows = List.copyOf(rows);
  }

  /** Row is one row of an answer; columns are counted from 1, as by JDBC. */
  public static final class Row {
    private final @Nullable String[] fields;

    /** A row of these texts; null stands for NULL. */
    public Row(@Nullable String[] fields) {
      this.fields = fields.clone();
    }

    /**
     * The text of a column that is never NULL.
     *
     * @throws IllegalStateException if it is
     */
    public String text(int column) {
      return optional(column)
          .orElseThrow(() -> new IllegalStateException("Column " + column + " is NULL"));
    }

    /** The text of a column, nothing for NULL. */
    public Optional<String> optional(int column) {
      return Optional.ofNullable(fields[column - 1]);
    }

    /** The whole number in a column. */
    public long number(int column) {
      return Long.parseLong(text(column));
    }

    @Override
    public String toString() {
      return new ArrayList<>(Arrays.asList(fields)).toString();
    }
  }
}
