package dev.garganey.foreign;

import dev.garganey.model.ObjectName;
import dev.garganey.model.Schema;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Liquibase keeps one row for each change set, and beside it a table of its lock. */
final class Liquibase implements ForeignTool {
  private static final Set<String> COLUMNS =
      Set.of(
          "id",
          "author",
          "filename",
          "dateexecuted",
          "orderexecuted",
          "exectype",
          "md5sum",
          "description",
          "comments",
          "tag",
          "liquibase");

  /** Of version 3 and after. */
  private static final Set<String> LATER_COLUMNS = Set.of("contexts", "labels", "deployment_id");

  private static final String[] LOCK = {"id", "locked", "lockgranted", "lockedby"};

  @Override
  public String title() {
    return "Liquibase";
  }

  @Override
  public List<List<ObjectName>> find(Schema schema) {
    List<List<ObjectName>> found = new ArrayList<>();
    for (ObjectName log : Shapes.within(schema, "databasechangelog", COLUMNS, LATER_COLUMNS)) {
      List<ObjectName> tables = new ArrayList<>(List.of(log));
      Shapes.beside(schema, log, "databasechangeloglock", LOCK).ifPresent(tables::add);
      found.add(tables);
    }
    return found;
  }

  @Override
  public ForeignHistory read(List<ObjectName> tables, Rows rows) throws SQLException {
    List<Rows.Row> all =
        rows.of(tables.get(0), "id, author, filename, exectype", "dateexecuted, orderexecuted");
    List<String> obstacles = new ArrayList<>();
    all.stream()
        .filter(r -> r.text(3).equals("FAILED"))
        .forEach(r -> obstacles.add("the change set " + name(r) + " failed"));
    if (tables.size() > 1) {
      rows.of(tables.get(1), "locked, lockedby, lockgranted", "id").stream()
          .filter(r -> r.isTrue(0))
          .forEach(
              r ->
                  obstacles.add(
                      "it is locked by "
                          + r.get(1).orElse("somebody")
                          + " since "
                          + r.get(2).orElse("some time")
                          + "; wait until that is done, or liquibase release-locks when nobody is"
                          + " at work"));
    }
    long applied = all.stream().filter(r -> !r.text(3).equals("FAILED")).count();
    return ForeignHistory.of(
            this, tables, Optional.of(applied), Rows.last(all).map(Liquibase::name))
        .withObstacles(obstacles);
  }

  private static String name(Rows.Row row) {
    return row.text(2) + "::" + row.text(0) + "::" + row.text(1);
  }
}
