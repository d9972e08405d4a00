package dev.garganey.diff;

import dev.garganey.model.Column;
import dev.garganey.model.ColumnType;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Schema;
import dev.garganey.model.Table;
import dev.garganey.model.Value;
import java.util.Optional;

/**
 * NullDefaults are defaults of NULL. They say no more than having no default does, except where the
 * column's type is a domain, whose own default they replace. A database may keep one that is
 * written and lose it when the type changes, so what is compared by its meaning is compared without
 * them; what is read and written has them.
 */
public final class NullDefaults {
  private NullDefaults() {}

  /** A schema without those that say nothing. */
  public static Schema without(Schema schema) {
    Schema result = schema;
    for (Table table : schema.tables()) {
      if (table.columns().stream().anyMatch(c -> isEmpty(schema, c))) {
        result =
            result.with(
                table.withColumns(
                    table.columns().stream()
                        .map(c -> isEmpty(schema, c) ? c.withDefault(Optional.empty()) : c)
                        .toList()));
      }
    }
    return result;
  }

  private static boolean isEmpty(Schema schema, Column column) {
    return column.defaultValue().filter(Value.Null.class::isInstance).isPresent()
        && !isDomain(schema, column.type());
  }

  /** Whether a type is a domain of the schema. */
  public static boolean isDomain(Schema schema, ColumnType type) {
    return type instanceof ColumnType.Native named
        && schema.domains().stream().anyMatch(d -> isNamed(d.name(), named.sql()));
  }

  private static boolean isNamed(ObjectName domain, String sql) {
    return sql.equals(domain.toString()) || sql.replace("\"", "").equals(domain.toString());
  }
}
