package dev.garganey.foreign;

import dev.garganey.model.ObjectName;
import dev.garganey.model.Schema;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Dbmate keeps the version of each migration, and nothing beside them. */
final class Dbmate implements ForeignTool {
  @Override
  public String title() {
    return "dbmate";
  }

  @Override
  public List<List<ObjectName>> find(Schema schema) {
    return Shapes.exactly(schema, "schema_migrations", "version").stream()
        .filter(versions -> Rails.metadata(schema, versions).isEmpty())
        .map(List::of)
        .toList();
  }

  @Override
  public ForeignHistory read(List<ObjectName> tables, Rows rows) throws SQLException {
    List<Rows.Row> all = rows.of(tables.get(0), "version", "version");
    return ForeignHistory.of(
        this, tables, Optional.of((long) all.size()), Rows.last(all).map(r -> r.text(0)));
  }
}
