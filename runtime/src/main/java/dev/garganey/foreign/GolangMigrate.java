package dev.garganey.foreign;

import dev.garganey.model.ObjectName;
import dev.garganey.model.Schema;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** golang-migrate keeps one row: the version that it is at, and whether that failed half way. */
final class GolangMigrate implements ForeignTool {
  @Override
  public String title() {
    return "golang-migrate";
  }

  @Override
  public List<List<ObjectName>> find(Schema schema) {
    return Shapes.exactly(schema, "schema_migrations", "version", "dirty").stream()
        .map(List::of)
        .toList();
  }

  @Override
  public ForeignHistory read(List<ObjectName> tables, Rows rows) throws SQLException {
    List<Rows.Row> all = rows.of(tables.get(0), "version, dirty", "version");
    return ForeignHistory.of(this, tables, Optional.empty(), Rows.last(all).map(r -> r.text(0)))
        .withObstacles(
            all.stream()
                .filter(r -> r.isTrue(1))
                .map(
                    r ->
                        "version "
                            + r.text(0)
                            + " failed and left the database dirty; put it right, then migrate"
                            + " force VERSION")
                .toList());
  }
}
