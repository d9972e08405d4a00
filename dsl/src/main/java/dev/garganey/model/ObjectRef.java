package dev.garganey.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Comparator;

/**
 * ObjectRef names any object of a schema by its kind and its name: {@code table users}.
 *
 * @param kind one word: table, view, function… or the kind of a {@link NativeObject}
 * @param name what tells it apart from others of its kind; of a function its signature, of a column
 *     {@code table.column}
 */
public record ObjectRef(String kind, String name) implements Comparable<ObjectRef> {
  private static final Comparator<ObjectRef> ORDER =
      Comparator.comparing(ObjectRef::kind).thenComparing(ObjectRef::name);

  public ObjectRef {
    if (kind.isBlank() || kind.indexOf(' ') >= 0 || name.isBlank()) {
      throw new SchemaMistake(
          "`" + kind + " " + name + "` names no object; write its kind, one word, and its name");
    }
  }

  /**
   * Reads {@code kind name}.
   *
   * @throws SchemaMistake if there are no two words
   */
  @JsonCreator
  public static ObjectRef parse(String text) {
    int space = text.indexOf(' ');
    if (space < 0) {
      throw new SchemaMistake(
          "`" + text + "` names no object; write its kind and its name, such as `table users`");
    }
    return new ObjectRef(text.substring(0, space), text.substring(space + 1));
  }

  public static ObjectRef schema(String name) {
    return new ObjectRef("schema", name);
  }

  public static ObjectRef extension(String name) {
    return new ObjectRef("extension", name);
  }

  public static ObjectRef table(ObjectName name) {
    return new ObjectRef("table", name.toString());
  }

  public static ObjectRef column(ObjectName table, String column) {
    return new ObjectRef("column", new ColumnRef(table, column).toString());
  }

  public static ObjectRef view(ObjectName name) {
    return new ObjectRef("view", name.toString());
  }

  public static ObjectRef index(ObjectName name) {
    return new ObjectRef("index", name.toString());
  }

  public static ObjectRef sequence(ObjectName name) {
    return new ObjectRef("sequence", name.toString());
  }

  /** An enum or a domain: types share one name space. */
  public static ObjectRef type(ObjectName name) {
    return new ObjectRef("type", name.toString());
  }

  /** The function of that signature; see {@link Function#signature()}. */
  public static ObjectRef function(String signature) {
    return new ObjectRef("function", signature);
  }

  @Override
  public int compareTo(ObjectRef other) {
    return ORDER.compare(this, other);
  }

  /** The form that {@link #parse} reads back. */
  @JsonValue
  @Override
  public String toString() {
    return kind + " " + name;
  }
}
