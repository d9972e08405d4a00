package dev.garganey.script;

import dev.garganey.model.SchemaMistake;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Units makes durations of numbers: {@code 100.ms}, {@code 10.s}, {@code 5.min}. */
public final class Units {
  private static final Map<String, Long> MILLIS = millis();

  private Units() {}

  private static Map<String, Long> millis() {
    Map<String, Long> millis = new LinkedHashMap<>();
    millis.put("ms", 1L);
    millis.put("s", 1_000L);
    millis.put("min", 60_000L);
    millis.put("h", 3_600_000L);
    millis.put("millis", 1L);
    millis.put("seconds", 1_000L);
    millis.put("minutes", 60_000L);
    millis.put("hours", 3_600_000L);
    return java.util.Collections.unmodifiableMap(millis);
  }

  /**
   * That many of a unit.
   *
   * @throws SchemaMistake if the unit is unknown
   */
  public static Duration of(Number amount, String unit) {
    Long millis = MILLIS.get(unit);
    if (millis == null) {
      throw new SchemaMistake(
          "Unknown unit `"
              + amount
              + "."
              + unit
              + "`; a duration is written 100.ms, 10.s or 5.min");
    }
    return Duration.ofMillis(
        new BigDecimal(amount.toString()).multiply(BigDecimal.valueOf(millis)).longValueExact());
  }
}
