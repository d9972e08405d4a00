package dev.garganey.explore;

import dev.garganey.model.ObjectName;
import dev.garganey.model.Schema;
import dev.garganey.model.SchemaMistake;
import dev.garganey.model.Suggestion;
import dev.garganey.model.Table;
import dev.garganey.model.View;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Names finds what a person means by a name: as it is written, in another case, in any schema. */
public final class Names {
  private Names() {}

  /**
   * The table or view that is meant.
   *
   * @throws IllegalArgumentException if there is none, or more than one; the message suggests one
   */
  public static ObjectName relation(String text, Schema schema) {
    return find("table or view", text, relations(schema));
  }

  /**
   * The table that is meant.
   *
   * @throws IllegalArgumentException if there is none, or more than one; the message suggests one
   */
  public static ObjectName table(String text, Schema schema) {
    return find("table", text, schema.tables().stream().map(Table::name).toList());
  }

  /** The names of all tables and views. */
  public static List<ObjectName> relations(Schema schema) {
    return Stream.concat(
            schema.tables().stream().map(Table::name), schema.views().stream().map(View::name))
        .toList();
  }

  /**
   * The one of some names that is meant.
   *
   * @param kind what it names, for the message
   * @throws IllegalArgumentException if there is none, or more than one; the message suggests one
   */
  public static ObjectName find(String kind, String text, Collection<ObjectName> all) {
    List<ObjectName> meant = meant(text, all);
    if (meant.size() == 1) {
      return meant.get(0);
    }
    if (meant.isEmpty()) {
      List<String> known = new ArrayList<>(all.stream().map(ObjectName::toString).toList());
      all.stream().filter(n -> n.schema().isPresent()).forEach(n -> known.add(n.name()));
      throw new IllegalArgumentException(
          "There is no " + kind + " `" + text + "`" + Suggestion.clause(text, known));
    }
    throw new IllegalArgumentException(
        "`"
            + text
            + "` is more than one "
            + kind
            + ": "
            + String.join(", ", meant.stream().map(ObjectName::toString).toList()));
  }

  private static List<ObjectName> meant(String text, Collection<ObjectName> all) {
    ObjectName said;
    try {
      said = ObjectName.parse(text);
    } catch (SchemaMistake noName) {
      return List.of();
    }
    if (all.contains(said)) {
      return List.of(said);
    }
    List<ObjectName> alike =
        all.stream().filter(n -> n.toString().equalsIgnoreCase(said.toString())).toList();
    if (!alike.isEmpty() || said.schema().isPresent()) {
      return alike;
    }
    List<ObjectName> elsewhere = all.stream().filter(n -> n.name().equals(said.name())).toList();
    return elsewhere.isEmpty()
        ? all.stream().filter(n -> n.name().equalsIgnoreCase(said.name())).toList()
        : elsewhere;
  }
}
