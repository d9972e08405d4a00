package dev.garganey.shell.report;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Values makes maps in the order of their arguments, leaving out what is empty. */
public final class Values {
  private Values() {}

  /** Names and values in turn; a value may be optional. */
  public static Map<String, Object> of(Object... namesAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      Object value = namesAndValues[i + 1];
      if (value instanceof Optional<?> optional) {
        if (optional.isEmpty()) {
          continue;
        }
        value = optional.get();
      }
      map.put((String) namesAndValues[i], value);
    }
    return map;
  }

  /** The number, where there is one. */
  static Optional<Long> optional(OptionalLong number) {
    return number.isEmpty() ? Optional.empty() : Optional.of(number.getAsLong());
  }
}
