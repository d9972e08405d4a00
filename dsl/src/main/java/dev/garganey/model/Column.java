package dev.garganey.model;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Column is one column of a table.
 *
 * @param nullable whether NULL may be stored
 * @param defaultValue what an insert without a value stores
 * @param options what only one product knows, verbatim
 */
public record Column(
    String name,
    ColumnType type,
    boolean nullable,
    Optional<Value> defaultValue,
    Optional<Identity> identity,
    Optional<Generated> generated,
    Optional<String> collation,
    Optional<String> comment,
    Map<String, String> options) {
  public Column {
    if (name.isBlank()) {
      throw new SchemaMistake("A column needs a name");
    }
    if (identity.isPresent() && (defaultValue.isPresent() || generated.isPresent())) {
      throw new SchemaMistake(
          "Column `" + name + "` is an identity, so it has no default and no expression");
    }
    if (generated.isPresent() && defaultValue.isPresent()) {
      throw new SchemaMistake("Column `" + name + "` is generated, so it has no default");
    }
    options = java.util.Collections.unmodifiableMap(new TreeMap<>(options));
  }

  /** A nullable column without anything else. */
  public static Column of(String name, ColumnType type) {
    return new Column(
        name,
        type,
        true,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Map.of());
  }

  public Column withName(String newName) {
    return new Column(
        newName, type, nullable, defaultValue, identity, generated, collation, comment, options);
  }

  public Column withType(ColumnType newType) {
    return new Column(
        name, newType, nullable, defaultValue, identity, generated, collation, comment, options);
  }

  public Column withNullable(boolean newNullable) {
    return new Column(
        name, type, newNullable, defaultValue, identity, generated, collation, comment, options);
  }

  public Column withDefault(Optional<Value> newDefault) {
    return new Column(
        name, type, nullable, newDefault, identity, generated, collation, comment, options);
  }

  public Column withIdentity(Optional<Identity> newIdentity) {
    return new Column(
        name, type, nullable, defaultValue, newIdentity, generated, collation, comment, options);
  }

  public Column withGenerated(Optional<Generated> newGenerated) {
    return new Column(
        name, type, nullable, defaultValue, identity, newGenerated, collation, comment, options);
  }

  public Column withCollation(Optional<String> newCollation) {
    return new Column(
        name, type, nullable, defaultValue, identity, generated, newCollation, comment, options);
  }

  public Column withComment(Optional<String> newComment) {
    return new Column(
        name, type, nullable, defaultValue, identity, generated, collation, newComment, options);
  }

  public Column withOptions(Map<String, String> newOptions) {
    return new Column(
        name, type, nullable, defaultValue, identity, generated, collation, comment, newOptions);
  }
}
