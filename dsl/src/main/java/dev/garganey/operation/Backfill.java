package dev.garganey.operation;

import dev.garganey.model.ObjectName;
import dev.garganey.model.Schema;
import dev.garganey.model.SchemaMistake;
import dev.garganey.model.Table;
import dev.garganey.model.Value;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Backfill updates rows in batches of a transaction each, so that no row is locked for long. Where
 * it stands is journalled with every batch.
 *
 * @param where an SQL condition; empty means every row
 * @param batch rows in a batch, 1 or more
 * @param pauseMillis milliseconds to wait between batches, 0 or more
 */
public record Backfill(
    ObjectName table, Map<String, Value> set, Optional<String> where, int batch, long pauseMillis)
    implements Operation {
  public Backfill {
    set = Collections.unmodifiableMap(new LinkedHashMap<>(set));
    if (set.isEmpty()) {
      throw new SchemaMistake("A backfill of `" + table + "` needs set column: value");
    }
    if (batch < 1) {
      throw new SchemaMistake("A batch has at least one row, not " + batch);
    }
    if (pauseMillis < 0) {
      throw new SchemaMistake("A pause is not negative");
    }
  }

  @Override
  public Schema applyTo(Schema before) {
    Table target = before.table(table);
    set.keySet().forEach(target::column);
    return before;
  }

  @Override
  public Inverse inverse(Schema before) {
    applyTo(before);
    return Inverse.none("the values that a backfill of " + table + " replaced are not kept");
  }

  @Override
  public <R> R accept(OperationVisitor<R> visitor) {
    return visitor.visit(this);
  }

  @Override
  public String describe() {
    return "backfill " + table + " in batches of " + batch;
  }

  @Override
  public boolean isData() {
    return true;
  }
}
