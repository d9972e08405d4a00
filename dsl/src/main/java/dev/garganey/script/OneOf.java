package dev.garganey.script;

import dev.garganey.model.Constraint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** OneOf is the check of a column that holds one of a few texts. */
final class OneOf {
  private OneOf() {}

  /** The condition in SQL. */
  static String check(String column, List<String> values) {
    return values.stream()
        .map(value -> "'" + value.replace("'", "''") + "'")
        .collect(Collectors.joining(", ", Identifiers.sql(column) + " in (", ")"));
  }

  /** The values, where the check is exactly that of such a column. */
  static Optional<List<String>> values(String column, Constraint.Check check) {
    String head = Identifiers.sql(column) + " in (";
    String text = check.expression();
    if (!text.startsWith(head) || !text.endsWith(")")) {
      return Optional.empty();
    }
    List<String> values = new ArrayList<>();
    for (String part : text.substring(head.length(), text.length() - 1).split(", ", -1)) {
      if (!part.matches("(?s)'[^']*'")) {
        return Optional.empty();
      }
      values.add(part.substring(1, part.length() - 1));
    }
    return check(column, values).equals(text) ? Optional.of(values) : Optional.empty();
  }
}
