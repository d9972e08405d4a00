package dev.garganey.foreign;

import dev.garganey.model.ObjectName;
import dev.garganey.model.Schema;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Rails keeps the version of each migration, and beside them the name of its environment. */
final class Rails implements ForeignTool {
  private static final String[] METADATA = {"key", "value", "created_at", "updated_at"};

  @Override
  public String title() {
    return "Rails";
  }

  @Override
  public List<List<ObjectName>> find(Schema schema) {
    List<List<ObjectName>> found = new ArrayList<>();
    for (ObjectName versions : Shapes.exactly(schema, "schema_migrations", "version")) {
      metadata(schema, versions).ifPresent(metadata -> found.add(List.of(versions, metadata)));
    }
    return found;
  }

  /**
   * The table of the environment's name, by which Rails' versions are told from those of others.
   */
  static Optional<ObjectName> metadata(Schema schema, ObjectName versions) {
    return Shapes.beside(schema, versions, "ar_internal_metadata", METADATA);
  }

  @Override
  public ForeignHistory read(List<ObjectName> tables, Rows rows) throws SQLException {
    List<Rows.Row> all = rows.of(tables.get(0), "version", "version");
    // Versions are kept as text and meant as numbers: 9 comes before 20240101000000.
    Optional<String> last =
        all.stream()
            .map(r -> r.text(0))
            .max(Comparator.comparing(Rails::digits).thenComparing(Comparator.naturalOrder()));
    List<String> environment =
        rows.of(tables.get(1), "key, value", "key").stream()
            .filter(r -> r.text(0).equals("environment"))
            .map(r -> "its environment is " + r.text(1))
            .toList();
    return ForeignHistory.of(this, tables, Optional.of((long) all.size()), last)
        .withNotes(environment);
  }

  private static int digits(String version) {
    return version.replaceFirst("^0+", "").length();
  }
}
