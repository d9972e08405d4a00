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
 * Update changes rows.
 *
 * @param where an SQL condition; empty changes every row
 */
public record Update(ObjectName table, Map<String, Value> set, Optional<String> where)
    implements Operation {
  public Update {
    set = Collections.unmodifiableMap(new LinkedHashMap<>(set));
    if (set.isEmpty()) {
      throw new SchemaMistake("An update of `" + table + "` needs set: [column: value]");
    }
  }

  @Override
  public Schema applyTo(Schema before) {
    if (before.findView(table).isEmpty()) {
      Table target = before.table(table);
      set.keySet().forEach(target::column);
    }
    return before;
  }

  @Override
  public Inverse inverse(Schema before) {
    applyTo(before);
    return Inverse.none("the values that an update of " + table + " replaced are not kept");
  }

  @Override
  public <R> R accept(OperationVisitor<R> visitor) {
    return visitor.visit(this);
  }

  @Override
  public String describe() {
    return "update " + table;
  }

  @Override
  public boolean isData() {
    return true;
  }
}
