package dev.garganey.operation;

import dev.garganey.model.Column;
import dev.garganey.model.Constraint;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Schema;
import dev.garganey.model.SchemaMistake;
import dev.garganey.model.Table;
import dev.garganey.model.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Insert adds rows.
 *
 * @param rows each a map from column to value, in the order of the script
 */
public record Insert(ObjectName table, List<Map<String, Value>> rows) implements Operation {
  public Insert {
    rows = rows.stream().map(r -> Collections.unmodifiableMap(new LinkedHashMap<>(r))).toList();
    if (rows.isEmpty() || rows.stream().anyMatch(Map::isEmpty)) {
      throw new SchemaMistake("An insert into `" + table + "` needs at least one column and value");
    }
  }

  @Override
  public Schema applyTo(Schema before) {
    if (before.findView(table).isEmpty()) {
      Table target = before.table(table);
      rows.forEach(row -> row.keySet().forEach(target::column));
    }
    return before;
  }

  @Override
  public Inverse inverse(Schema before) {
    applyTo(before);
    List<Operation> back = new ArrayList<>();
    Optional<Constraint.PrimaryKey> key = before.findTable(table).flatMap(Table::primaryKey);
    for (Map<String, Value> row : rows) {
      Map<String, Value> known = new LinkedHashMap<>();
      row.forEach(
          (column, value) -> {
            if (!(value instanceof Value.Expression)) {
              known.put(column, value);
            }
          });
      Map<String, Value> expected = expected(before, row, known);
      if (key.isPresent() && known.keySet().containsAll(key.get().columns())) {
        known.keySet().retainAll(key.get().columns());
      } else if (known.size() < row.size()) {
        return Inverse.none(
            "a row inserted into " + table + " cannot be found again by its expressions alone");
      }
      expected.keySet().removeAll(known.keySet());
      back.add(0, new Delete(table, Optional.empty(), known, expected));
    }
    return new Inverse(back, Optional.empty());
  }

  /** What the row holds once it is there, as far as no trigger has a say in it. */
  private Map<String, Value> expected(
      Schema before, Map<String, Value> row, Map<String, Value> known) {
    Map<String, Value> expected = new LinkedHashMap<>();
    Optional<Table> target = before.findTable(table).filter(t -> t.triggers().isEmpty());
    if (target.isEmpty()) {
      return expected;
    }
    for (Column column : target.get().columns()) {
      boolean computed = column.generated().isPresent() || column.identity().isPresent();
      Value value =
          row.containsKey(column.name())
              ? known.get(column.name())
              : column.defaultValue().orElseGet(Value.Null::new);
      if (value != null && !computed && !(value instanceof Value.Expression)) {
        expected.put(column.name(), value);
      }
    }
    return expected;
  }

  @Override
  public <R> R accept(OperationVisitor<R> visitor) {
    return visitor.visit(this);
  }

  @Override
  public String describe() {
    return "insert " + (rows.size() == 1 ? "a row" : rows.size() + " rows") + " into " + table;
  }

  @Override
  public boolean isData() {
    return true;
  }
}
