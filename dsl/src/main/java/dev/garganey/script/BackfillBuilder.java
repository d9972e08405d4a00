package dev.garganey.script;

import dev.garganey.model.ObjectName;
import dev.garganey.model.Value;
import dev.garganey.operation.Backfill;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** BackfillBuilder is the body of {@code backfill('t') { … }}. */
public final class BackfillBuilder extends Block {
  private static final int DEFAULT_BATCH = 1000;

  private final ObjectName table;
  private final Map<String, Value> set = new LinkedHashMap<>();
  private Optional<String> where = Optional.empty();
  private int batch = DEFAULT_BATCH;
  private Duration pause = Duration.ZERO;

  BackfillBuilder(Evaluation evaluation, ObjectName table) {
    super(evaluation);
    this.table = table;
  }

  /** The new values: {@code set email: sql('lower(email)')}. */
  public void set(Map<String, ?> values) {
    set.putAll(DataWords.values(values));
  }

  /** The rows that are changed; without it, all. */
  public void where(String condition) {
    where = Optional.of(condition);
  }

  /** How many rows a transaction changes; 1000 unless it is said. */
  public void batch(int rows) {
    batch = rows;
  }

  /** How long to wait between two batches: {@code pause 100.ms}. */
  public void pause(Duration duration) {
    pause = duration;
  }

  Backfill build() {
    return new Backfill(table, set, where, batch, pause.toMillis());
  }

  @Override
  String placeTitle() {
    return " in backfill";
  }
}
