package dev.garganey.foreign;

import dev.garganey.model.ObjectName;
import dev.garganey.model.Schema;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Flyway keeps one row for each attempt, by its rank; a failed one stays until it is repaired. */
final class Flyway implements ForeignTool {
  /** Rows that are no migration: the making of the schema itself, and of what was forgotten. */
  private static final Set<String> OTHER_TYPES = Set.of("SCHEMA", "DELETE");

  private static final Set<String> COLUMNS =
      Set.of(
          "installed_rank",
          "version",
          "description",
          "type",
          "script",
          "checksum",
          "installed_by",
          "installed_on",
          "execution_time",
          "success");

  /** Of version 3. */
  private static final Set<String> EARLIER_COLUMNS = Set.of("version_rank");

  @Override
  public String title() {
    return "Flyway";
  }

  @Override
  public List<List<ObjectName>> find(Schema schema) {
    // Before version 5 the table was called schema_version.
    return Stream.of("flyway_schema_history", "schema_version")
        .flatMap(name -> Shapes.within(schema, name, COLUMNS, EARLIER_COLUMNS).stream())
        .map(List::of)
        .toList();
  }

  @Override
  public ForeignHistory read(List<ObjectName> tables, Rows rows) throws SQLException {
    List<Rows.Row> all =
        rows.of(tables.get(0), "version, description, script, type, success", "installed_rank");
    List<Rows.Row> migrations =
        all.stream().filter(r -> !OTHER_TYPES.contains(r.text(3)) && r.isTrue(4)).toList();
    Optional<String> last =
        Rows.last(migrations.stream().filter(r -> r.get(0).isPresent()).toList())
            .map(r -> r.text(0) + " " + r.text(1));
    return ForeignHistory.of(this, tables, Optional.of((long) migrations.size()), last)
        .withObstacles(
            all.stream()
                .filter(r -> !r.isTrue(4))
                .map(
                    r ->
                        r.text(2)
                            + " failed; put the database right, then flyway repair and flyway"
                            + " migrate")
                .toList());
  }
}
