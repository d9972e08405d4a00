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
import java.util.stream.Collectors;

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
    List<NativeQuery> queries = new ArrayList<>(NativeTypes.queries(catalogue));
    queries.addAll(NativeServices.queries(catalogue));
    queries.addAll(NativeTables.queries());
    List<NativeQuery> named = new ArrayList<>(NativeTables.named(catalogue));
    named.addAll(NativePrivileges.named(catalogue));
    List<String> worth = worthAsking(queries, named);
    for (NativeQuery query : queries) {
      if (worth.contains(query.sql())) {
        catalogue.query(identified(query.sql()), this::identified);
      }
    }
    for (NativeQuery query : named) {
      if (worth.contains(query.sql())) {
        catalogue.query(query.sql(), row -> natives.add(object(row)));
      }
    }
    return natives;
  }

  /** The queries for which there is something, found out by one query. */
  private List<String> worthAsking(List<NativeQuery> queries, List<NativeQuery> more)
      throws SQLException {
    List<NativeQuery> all = new ArrayList<>(queries);
    all.addAll(more);
    all.removeIf(query -> query.sql().isEmpty());
    List<String> worth = new ArrayList<>();
    catalogue.query(
        "SELECT " + all.stream().map(NativeQuery::when).collect(Collectors.joining(",\n  ")),
        row -> {
          for (int i = 0; i < all.size(); i++) {
            if (row.getBoolean(i + 1)) {
              worth.add(all.get(i).sql());
            }
          }
        });
    return worth;
  }

  /** The query with the server's own name of each object. */
  private static String identified(String query) {
    return "SELECT q.*, 0 AS part_column, (SELECT o.identity FROM pg_identify_object("
        + "coalesce(to_regclass(q.class), to_regclass(q.part_class))::oid,"
        + " CASE WHEN to_regclass(q.class) IS NULL THEN q.part ELSE q.oid END, 0) o)"
        + " AS name FROM ("
        + query
        + ") q ORDER BY name";
  }

  private void identified(ResultSet row) throws SQLException {
    NativeObject object = object(row);
    catalogue.known().add(row.getString("class"), row.getLong("oid"), object.ref());
    natives.add(object);
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
