package dev.garganey.model;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** EnumType is a named, ordered list of the values that a column may hold. */
public record EnumType(ObjectName name, List<String> values, Optional<String> comment) {
  public EnumType {
    values = List.copyOf(values);
    if (new HashSet<>(values).size() != values.size()) {
      throw new SchemaMistake("Enum `" + name + "` lists a value twice");
    }
  }

  public EnumType withName(ObjectName newName) {
    return new EnumType(newName, values, comment);
  }

  public EnumType withValues(List<String> newValues) {
    return new EnumType(name, newValues, comment);
  }

  public EnumType withComment(Optional<String> newComment) {
    return new EnumType(name, values, newComment);
  }
}
