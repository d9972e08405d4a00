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
import java.util.stream.Stream;

/**
 * NativesReader reads what the model has no words for, each kind by one query. It comes after all
 * other readers, for it names what an object is part of as they do.
 */
final class NativesReader {
  private final Catalogue catalogue;
  private final List<NativeQuery> queries = new ArrayList<>();
  private final List<NativeQuery> named = new ArrayList<>();
  private final Answer worth;
  private final List<Answer> identified = new ArrayList<>();
  private final List<Answer> others = new ArrayList<>();
  private final List<NativeObject> natives = new ArrayList<>();

  NativesReader(Catalogue catalogue) {
    this.catalogue = catalogue;
    queries.addAll(NativeTypes.queries(catalogue));
    queries.addAll(NativeServices.queries(catalogue));
    queries.addAll(NativeTables.queries());
    named.addAll(NativeTables.named(catalogue));
    named.addAll(NativePrivileges.named(catalogue));
    queries.removeIf(query -> query.sql().isEmpty());
    named.removeIf(query -> query.sql().isEmpty());
    this.worth =
        catalogue.ask(
            "SELECT "
                + Stream.concat(queries.stream(), named.stream())
                    .map(NativeQuery::when)
                    .collect(Collectors.joining(",\n  ")));
  }

  /** Asks for the kinds of which there is something, as one query has found out. */
  void ask() throws SQLException {
    worth.each(
        row -> {
          for (int i = 0; i < queries.size(); i++) {
            if (row.getBoolean(i + 1)) {
              identified.add(catalogue.ask(identified(queries.get(i).sql())));
            }
          }
          for (int i = 0; i < named.size(); i++) {
            if (row.getBoolean(queries.size() + i + 1)) {
              others.add(catalogue.ask(named.get(i).sql()));
            }
          }
        });
  }

  /**
   * All native objects, without what they depend on; after {@link #ask}.
   *
   * @param columns the columns of tables, by the table's number
   */
  List<NativeObject> read(
      Map<Long, List<ColumnsReader.Found>> columns, DependenciesReader dependencies)
      throws SQLException {
    for (Answer answer : identified) {
      answer.each(
          row -> {
            NativeObject object = object(row, columns, dependencies);
            catalogue.known().add(row.getString("class"), row.getLong("oid"), object.ref());
            natives.add(object);
          });
    }
    for (Answer answer : others) {
      answer.each(row -> natives.add(object(row, columns, dependencies)));
    }
    return natives;
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

  private NativeObject object(
      ResultSet row, Map<Long, List<ColumnsReader.Found>> columns, DependenciesReader dependencies)
      throws SQLException {
    return new NativeObject(
        row.getString("kind"),
        catalogue.relative(row.getString("name")),
        row.getString("create"),
        row.getString("drop"),
        owner(row, columns, dependencies),
        Set.of());
  }

  private static Optional<ObjectRef> owner(
      ResultSet row, Map<Long, List<ColumnsReader.Found>> columns, DependenciesReader dependencies)
      throws SQLException {
    String part = row.getString("part_class");
    if (part == null) {
      return Optional.empty();
    }
    long oid = row.getLong("part");
    int number = row.getInt("part_column");
    Optional<ObjectRef> owner = dependencies.owner(new Known.Row(part, oid));
    return owner
        .filter(o -> o.kind().equals("table"))
        .flatMap(
            o ->
                column(columns.getOrDefault(oid, List.of()), number)
                    .map(c -> new ObjectRef("column", o.name() + "." + c)))
        .or(() -> owner);
  }

  private static Optional<String> column(List<ColumnsReader.Found> columns, int number) {
    return columns.stream()
        .filter(found -> found.number() == number)
        .map(found -> found.column().name())
        .findFirst();
  }
}
