package dev.garganey.dialect.postgresql;

import dev.garganey.model.NativeObject;
import dev.garganey.model.ObjectRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * NativesReader reads what the model has no words for, each kind by one query. It comes after all
 * other readers, for it names what an object is part of as they do.
 */
final class NativesReader {
  private final Catalogue catalogue;
  private final Map<Long, List<ColumnsReader.Found>> columns;
  private final DependenciesReader dependencies;
  private final List<NativeObject> natives = new ArrayList<>();

  /**
   * @param columns the columns of tables, by the table's number
   */
  NativesReader(
      Catalogue catalogue,
      Map<Long, List<ColumnsReader.Found>> columns,
      DependenciesReader dependencies) {
    this.catalogue = catalogue;
    this.columns = columns;
    this.dependencies = dependencies;
  }

  /** All native objects, without what they depend on. */
  List<NativeObject> read() throws SQLException {
    List<String> queries = new ArrayList<>(NativeTypes.queries(catalogue));
    queries.addAll(NativeServices.queries(catalogue));
    queries.addAll(NativeTables.queries());
    for (String query : queries) {
      if (!query.isEmpty()) {
        catalogue.query(
            "SELECT q.*, 0 AS part_column, (SELECT o.identity FROM pg_identify_object("
                + "coalesce(to_regclass(q.class), to_regclass(q.part_class))::oid,"
                + " CASE WHEN to_regclass(q.class) IS NULL THEN q.part ELSE q.oid END, 0) o)"
                + " AS name FROM ("
                + query
                + ") q ORDER BY name",
            row -> {
              NativeObject object = object(row);
              catalogue.known().add(row.getString("class"), row.getLong("oid"), object.ref());
              natives.add(object);
            });
      }
    }
    List<String> named = new ArrayList<>(NativeTables.named(catalogue));
    named.addAll(NativePrivileges.named(catalogue));
    for (String query : named) {
      catalogue.query(query, row -> natives.add(object(row)));
    }
    return natives;
  }

  private NativeObject object(ResultSet row) throws SQLException {
    return new NativeObject(
        row.getString("kind"),
        catalogue.relative(row.getString("name")),
        row.getString("create"),
        row.getString("drop"),
        owner(row),
        Set.of());
  }

  private Optional<ObjectRef> owner(ResultSet row) throws SQLException {
    String part = row.getString("part_class");
    if (part == null) {
      return Optional.empty();
    }
    long oid = row.getLong("part");
    int number = row.getInt("part_column");
    Optional<ObjectRef> owner = dependencies.owner(new Known.Row(part, oid));
    return owner
        .filter(o -> o.kind().equals("table"))
        .flatMap(o -> column(oid, number).map(c -> new ObjectRef("column", o.name() + "." + c)))
        .or(() -> owner);
  }

  private Optional<String> column(long table, int number) {
    return columns.getOrDefault(table, List.of()).stream()
        .filter(found -> found.number() == number)
        .map(found -> found.column().name())
        .findFirst();
  }
}
