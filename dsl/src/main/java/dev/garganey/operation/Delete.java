package dev.garganey.operation;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Schema;
import dev.garganey.model.Table;
import dev.garganey.model.Value;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Delete removes rows.
 *
 * @param where an SQL condition
 * @param matching columns and the values that they have, all of them; empty together with {@code
 *     where} means every row
 * @param expected what else these rows hold unless somebody changed them, which a rollback looks
 *     for; empty in what an author wrote
 */
public record Delete(
    ObjectName table,
    Optional<String> where,
    Map<String, Value> matching,
    Map<String, Value> expected)
    implements Operation {
  public Delete {
    matching = Collections.unmodifiableMap(new LinkedHashMap<>(matching));
    expected = Collections.unmodifiableMap(new LinkedHashMap<>(expected));
  }

  /** Without a word about what else the rows hold. */
  public Delete(ObjectName table, Optional<String> where, Map<String, Value> matching) {
    this(table, where, matching, Map.of());
  }

  /** The same, expecting only the values of some columns. */
  public Delete expectingOnly(Predicate<String> columns) {
    Map<String, Value> fewer = new LinkedHashMap<>(expected);
    fewer.keySet().removeIf(columns.negate());
    return new Delete(table, where, matching, fewer);
  }

  /** Whether it empties the table. */
  @JsonIgnore
  public boolean isEverything() {
    return where.isEmpty() && matching.isEmpty();
  }

  @Override
  public Schema applyTo(Schema before) {
    if (before.findView(table).isEmpty()) {
      Table target = before.table(table);
      matching.keySet().forEach(target::column);
      expected.keySet().forEach(target::column);
    }
    return before;
  }

  @Override
  public Inverse inverse(Schema before) {
    applyTo(before);
    return Inverse.none("the rows deleted from " + table + " are not kept");
  }

  @Override
  public <R> R accept(OperationVisitor<R> visitor) {
    return visitor.visit(this);
  }

  @Override
  public String describe() {
    return "delete " + (isEverything() ? "every row" : "rows") + " of " + table;
  }

  @Override
  public boolean isData() {
    return true;
  }
}
