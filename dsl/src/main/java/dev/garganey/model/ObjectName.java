package dev.garganey.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;

/**
 * ObjectName names a table, view, index or other object, with its schema unless that is the
 * connection's default one. Names are kept exactly as written; rendering always quotes them.
 *
 * @param schema the schema, empty for the default one
 * @param name the object's own name, never blank
 */
public record ObjectName(Optional<String> schema, String name) implements Comparable<ObjectName> {
  public ObjectName {
    requireName(name);
    schema.ifPresent(ObjectName::requireName);
  }

  private static void requireName(String text) {
    if (text.isBlank()) {
      throw new SchemaMistake("A name must not be empty");
    }
    if (text.indexOf('\0') >= 0) {
      throw new SchemaMistake("A name must not contain a NUL character");
    }
  }

  /** The object {@code name} in the default schema; dots in it are part of the name. */
  public static ObjectName of(String name) {
    return new ObjectName(Optional.empty(), name);
  }

  /** The object {@code name} in {@code schema}. */
  public static ObjectName of(String schema, String name) {
    return new ObjectName(Optional.of(schema), name);
  }

  /**
   * Reads {@code name} or {@code schema.name}; a part in double quotes may contain dots, and a
   * doubled quote stands for one.
   *
   * @throws SchemaMistake if the text has more than two parts or an open quote
   */
  @JsonCreator
  public static ObjectName parse(String text) {
    if (text.indexOf('.') < 0 && text.indexOf('"') < 0) {
      return of(text);
    }
    StringBuilder part = new StringBuilder();
    String first = null;
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' && quoted && i + 1 < text.length() && text.charAt(i + 1) == '"') {
        part.append('"');
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == '.' && !quoted) {
        if (first != null) {
          throw new SchemaMistake("`" + text + "` has more than two parts; write schema.name");
        }
        first = part.toString();
        part.setLength(0);
      } else {
        part.append(c);
      }
    }
    if (quoted) {
      throw new SchemaMistake("`" + text + "` has an open double quote");
    }
    return first == null ? of(part.toString()) : of(first, part.toString());
  }

  /** Another object's name in the same schema. */
  public ObjectName sibling(String otherName) {
    return new ObjectName(schema, otherName);
  }

  @Override
  public int compareTo(ObjectName other) {
    int bySchema = schema.orElse("").compareTo(other.schema.orElse(""));
    return bySchema != 0 ? bySchema : name.compareTo(other.name);
  }

  /** The form that {@link #parse} reads back. */
  @JsonValue
  @Override
  public String toString() {
    return schema.map(s -> part(s) + ".").orElse("") + part(name);
  }

  private static String part(String text) {
    return text.indexOf('.') < 0 && text.indexOf('"') < 0
        ? text
        : '"' + text.replace("\"", "\"\"") + '"';
  }
}
