package dev.garganey.foreign;

import dev.garganey.model.ObjectName;
import dev.garganey.model.Schema;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Drizzle keeps the hash of each migration's file, and the time at which that was generated. */
final class Drizzle implements ForeignTool {
  private static final Set<String> COLUMNS = Set.of("id", "hash", "created_at");

  /** Of version 1. */
  private static final Set<String> LATER_COLUMNS = Set.of("name", "applied_at");

  @Override
  public String title() {
    return "Drizzle";
  }

  @Override
  public List<List<ObjectName>> find(Schema schema) {
    return Shapes.within(schema, "__drizzle_migrations", COLUMNS, LATER_COLUMNS).stream()
        .map(List::of)
        .toList();
  }

  @Override
  public ForeignHistory read(List<ObjectName> tables, Rows rows) throws SQLException {
    List<Rows.Row> all = rows.of(tables.get(0), "created_at, hash", "created_at");
    return ForeignHistory.of(
        this,
        tables,
        Optional.of((long) all.size()),
        Rows.last(all).map(r -> r.text(0) + " (" + r.text(1) + ")"));
  }
}
