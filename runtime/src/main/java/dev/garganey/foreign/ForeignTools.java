package dev.garganey.foreign;

import dev.garganey.dialect.Dialect;
import dev.garganey.diff.Excerpt;
import dev.garganey.model.ObjectName;
import dev.garganey.model.ObjectRef;
import dev.garganey.model.Schema;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** ForeignTools is the one list of other tools whose histories are known. */
public final class ForeignTools {
  private static final List<ForeignTool> ALL =
      List.of(
          new Flyway(),
          new Liquibase(),
          new Alembic(),
          new Drizzle(),
          new Rails(),
          new GolangMigrate(),
          new Dbmate(),
          new Prisma());

  private ForeignTools() {}

  /** Where each of them stands that has a history in this schema; one query for each table. */
  public static List<ForeignHistory> read(Schema live, Connection connection, Dialect dialect)
      throws SQLException {
    Rows rows = new Rows(connection, dialect);
    List<ForeignHistory> found = new ArrayList<>();
    for (ForeignTool tool : ALL) {
      for (List<ObjectName> tables : tool.find(live)) {
        found.add(tool.read(tables, rows));
      }
    }
    return found;
  }

  /**
   * A live schema without the histories of other tools and what belongs to them. A table that
   * anything else in the schema needs is the application's as well, and stays.
   *
   * @param wanted the schema that it is compared with: what that has too is no foreign thing
   */
  public static Schema without(Schema live, Schema wanted) {
    Set<ObjectName> tables = new TreeSet<>(tables(live).keySet());
    tables.removeIf(name -> wanted.findTable(name).isPresent());
    return without(live, tables, wanted);
  }

  /** The tables of histories, each with the title of the tool whose it is. */
  static Map<ObjectName, String> tables(Schema live) {
    Map<ObjectName, String> tables = new TreeMap<>();
    for (ForeignTool tool : ALL) {
      tool.find(live).forEach(all -> all.forEach(table -> tables.put(table, tool.title())));
    }
    return tables;
  }

  /** A schema without tables that nothing else needs, and the schemas that were for them alone. */
  static Schema without(Schema live, Set<ObjectName> tables, Schema wanted) {
    Schema rest = Excerpt.without(live, tables);
    for (ObjectName table : tables) {
      Optional<String> home = table.schema();
      if (home.isPresent() && !wanted.schemas().contains(home.get()) && isEmpty(rest, home.get())) {
        rest = rest.withoutPartsOf(ObjectRef.schema(home.get())).withoutSchema(home.get());
      }
    }
    return rest;
  }

  /** Whether nothing is left in a schema, so that it was there for the tool alone. */
  private static boolean isEmpty(Schema schema, String name) {
    List<ObjectName> names = new ArrayList<>();
    schema.tables().forEach(t -> names.add(t.name()));
    schema.views().forEach(v -> names.add(v.name()));
    schema.sequences().forEach(s -> names.add(s.name()));
    schema.enums().forEach(e -> names.add(e.name()));
    schema.domains().forEach(d -> names.add(d.name()));
    schema.functions().forEach(f -> names.add(f.name()));
    return names.stream().noneMatch(n -> n.schema().equals(Optional.of(name)))
        && schema.natives().stream().noneMatch(n -> n.ref().name().startsWith(name + "."));
  }
}
