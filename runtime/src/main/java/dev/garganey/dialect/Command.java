package dev.garganey.dialect;

import java.util.List;

/**
 * Command is one SQL statement for {@link Dialect#send}.
 *
 * @param sql with a question mark for each value; of a {@link Kind#VERBATIM} one what its author
 *     wrote, question marks and all
 * @param values of the parameters, in order: texts and whole numbers, none of them NULL
 */
public record Command(Kind kind, String sql, List<Object> values) {
  /** Kind is what a command is for. */
  public enum Kind {
    /** SQL that an author wrote or a plan shows; rows that it yields are of no interest. */
    VERBATIM,
    /** Garganey's own word, which changes rows or ends the transaction. */
    CHANGE,
    /** Garganey's own question. */
    QUERY
  }

  public Command {
    values = List.copyOf(values);
    for (Object value : values) {
      if (!(value instanceof String || value instanceof Long)) {
        throw new IllegalArgumentException("A value is a text or a whole number: " + value);
      }
    }
  }

  /** SQL as it is. */
  public static Command verbatim(String sql) {
    return new Command(Kind.VERBATIM, sql, List.of());
  }

  /** A change of rows. */
  public static Command change(String sql, List<Object> values) {
    return new Command(Kind.CHANGE, sql, values);
  }

  /** A question. */
  public static Command query(String sql, List<Object> values) {
    return new Command(Kind.QUERY, sql, values);
  }

  /** About how many bytes are sent for it; not fewer than that. */
  public int size() {
    return bytes(sql) + values.stream().mapToInt(v -> bytes(v.toString())).sum();
  }

  /** In UTF-8 no character of the language's is more than three. */
  private static int bytes(String text) {
    int bytes = text.length();
    for (int i = 0; i < text.length(); i++) {
      bytes += text.charAt(i) < 0x80 ? 0 : 2;
    }
    return bytes;
  }
}
