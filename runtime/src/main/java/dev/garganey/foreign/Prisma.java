package dev.garganey.foreign;

import dev.garganey.model.ObjectName;
import dev.garganey.model.Schema;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Prisma keeps one row for each attempt: begun, and then finished or rolled back. */
final class Prisma implements ForeignTool {
  @Override
  public String title() {
    return "Prisma";
  }

  @Override
  public List<List<ObjectName>> find(Schema schema) {
    return Shapes.exactly(
            schema,
            "_prisma_migrations",
            "id",
            "checksum",
            "finished_at",
            "migration_name",
            "logs",
            "rolled_back_at",
            "started_at",
            "applied_steps_count")
        .stream()
        .map(List::of)
        .toList();
  }

  @Override
  public ForeignHistory read(List<ObjectName> tables, Rows rows) throws SQLException {
    List<Rows.Row> all =
        rows.of(tables.get(0), "migration_name, finished_at, rolled_back_at", "started_at");
    List<Rows.Row> finished =
        all.stream().filter(r -> r.get(1).isPresent() && r.get(2).isEmpty()).toList();
    Set<String> done = finished.stream().map(r -> r.text(0)).collect(Collectors.toSet());
    List<String> obstacles = new ArrayList<>();
    for (Rows.Row row : all) {
      String name = row.text(0);
      if (row.get(2).isPresent() && !done.contains(name)) {
        obstacles.add(
            name
                + " was rolled back and not applied again, so it is pending: prisma migrate"
                + " deploy");
      } else if (row.get(1).isEmpty() && row.get(2).isEmpty()) {
        obstacles.add(
            name
                + " was begun and not finished; put the database right, then prisma migrate resolve"
                + " --applied or --rolled-back");
      }
    }
    return ForeignHistory.of(
            this,
            tables,
            Optional.of((long) finished.size()),
            Rows.last(finished).map(r -> r.text(0)))
        .withObstacles(obstacles.stream().distinct().toList());
  }
}
