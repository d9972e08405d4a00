package dev.garganey.operation;

import dev.garganey.model.EnumType;
import dev.garganey.model.MissingObject;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Schema;

/** RenameEnumValue gives a value of an enum another name; the rows that have it follow. */
public record RenameEnumValue(ObjectName name, String from, String to) implements Operation {
  @Override
  public Schema applyTo(Schema before) {
    EnumType old = before.enumType(name);
    if (!old.values().contains(from)) {
      throw new MissingObject("value of " + name, from, old.values());
    }
    return before.with(
        old.withValues(old.values().stream().map(v -> v.equals(from) ? to : v).toList()));
  }

  @Override
  public Inverse inverse(Schema before) {
    return Inverse.of(new RenameEnumValue(name, to, from));
  }

  @Override
  public <R> R accept(OperationVisitor<R> visitor) {
    return visitor.visit(this);
  }

  @Override
  public String describe() {
    return "rename value " + from + " of enum " + name + " to " + to;
  }
}
