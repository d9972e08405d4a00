package dev.garganey.foreign;

import dev.garganey.model.ObjectName;
import dev.garganey.model.Schema;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Alembic keeps nothing but the revision that the database is at, one for each branch. */
final class Alembic implements ForeignTool {
  @Override
  public String title() {
    return "Alembic";
  }

  @Override
  public List<List<ObjectName>> find(Schema schema) {
    return Shapes.exactly(schema, "alembic_version", "version_num").stream().map(List::of).toList();
  }

  @Override
  public ForeignHistory read(List<ObjectName> tables, Rows rows) throws SQLException {
    List<Rows.Row> heads = rows.of(tables.get(0), "version_num", "version_num");
    String last = heads.stream().map(r -> r.text(0)).collect(Collectors.joining(", "));
    return ForeignHistory.of(
            this, tables, Optional.empty(), Optional.of(last).filter(l -> !l.isEmpty()))
        .withNotes(
            heads.size() > 1
                ? List.of("it is at " + heads.size() + " branches, which were not merged")
                : List.of());
  }
}
