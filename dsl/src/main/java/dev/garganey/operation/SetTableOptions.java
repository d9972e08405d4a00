package dev.garganey.operation;

import dev.garganey.model.ObjectName;
import dev.garganey.model.Schema;
import dev.garganey.model.SchemaMistake;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * SetTableOptions changes what only one product knows of a table: strict, withoutRowid, fillfactor.
 *
 * @param options new values; an empty text removes an option
 */
public record SetTableOptions(ObjectName table, Map<String, String> options) implements Operation {
  public SetTableOptions {
    options = Collections.unmodifiableMap(new TreeMap<>(options));
    if (options.isEmpty()) {
      throw new SchemaMistake("The options of table `" + table + "` are left as they are");
    }
  }

  @Override
  public Schema applyTo(Schema before) {
    return before.changing(
        table,
        t -> {
          Map<String, String> merged = new TreeMap<>(t.options());
          options.forEach(
              (key, value) -> {
                if (value.isEmpty()) {
                  merged.remove(key);
                } else {
                  merged.put(key, value);
                }
              });
          return t.withOptions(merged);
        });
  }

  @Override
  public Inverse inverse(Schema before) {
    Map<String, String> old = before.table(table).options();
    Map<String, String> back = new TreeMap<>();
    options.keySet().forEach(key -> back.put(key, old.getOrDefault(key, "")));
    return Inverse.of(new SetTableOptions(table, back));
  }

  @Override
  public <R> R accept(OperationVisitor<R> visitor) {
    return visitor.visit(this);
  }

  @Override
  public String describe() {
    return "set options of table " + table;
  }
}
