package dev.garganey.operation;

import dev.garganey.model.EnumType;
import dev.garganey.model.MissingObject;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Schema;
import dev.garganey.model.SchemaMistake;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * AddEnumValue adds a value to an enum.
 *
 * @param before the value that it comes before
 * @param after the value that it comes after; with neither it comes last
 */
public record AddEnumValue(
    ObjectName name, String value, Optional<String> before, Optional<String> after)
    implements Operation {
  public AddEnumValue {
    if (before.isPresent() && after.isPresent()) {
      throw new SchemaMistake("A new value comes before one value or after one, not both");
    }
  }

  @Override
  public Schema applyTo(Schema schema) {
    EnumType old = schema.enumType(name);
    List<String> values = new ArrayList<>(old.values());
    if (values.contains(value)) {
      throw new SchemaMistake("Enum `" + name + "` has a value `" + value + "` already");
    }
    int at = values.size();
    if (before.isPresent()) {
      at = position(values, before.get());
    } else if (after.isPresent()) {
      at = position(values, after.get()) + 1;
    }
    values.add(at, value);
    return schema.with(old.withValues(values));
  }

  private int position(List<String> values, String neighbour) {
    int at = values.indexOf(neighbour);
    if (at < 0) {
      throw new MissingObject("value of " + name, neighbour, values);
    }
    return at;
  }

  @Override
  public Inverse inverse(Schema schema) {
    return Inverse.none("a value cannot be taken out of enum " + name + " again");
  }

  @Override
  public <R> R accept(OperationVisitor<R> visitor) {
    return visitor.visit(this);
  }

  @Override
  public String describe() {
    return "add value " + value + " to enum " + name;
  }
}
