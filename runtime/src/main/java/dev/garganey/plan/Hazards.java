package dev.garganey.plan;

import dev.garganey.dialect.Dialect;
import dev.garganey.model.Column;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Schema;
import dev.garganey.operation.AlterColumn;
import dev.garganey.operation.ColumnChange;
import dev.garganey.operation.Delete;
import dev.garganey.operation.DropColumn;
import dev.garganey.operation.DropTable;
import dev.garganey.operation.Operation;
import dev.garganey.operation.RawSql;
import dev.garganey.operation.RunCode;
import dev.garganey.operation.Update;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Hazards finds the risks that an operation bears, the same for every product. */
public final class Hazards {
  private Hazards() {}

  /**
   * The risks of one operation.
   *
   * @param before the schema that it is applied to
   */
  public static List<Hazard> of(Operation operation, Schema before) {
    if (operation instanceof DropTable drop) {
      return one(
          HazardKind.DROPS_TABLE,
          drop.table().toString(),
          "drops table " + drop.table() + " with all its rows");
    }
    if (operation instanceof DropColumn drop) {
      String column = column(drop.table(), drop.column());
      return one(HazardKind.DROPS_COLUMN, column, "drops column " + column + " with its values");
    }
    if (operation instanceof AlterColumn alter) {
      return alter.convertsValues() ? conversion(alter) : narrowing(alter, before);
    }
    if (operation instanceof Delete delete && delete.isEverything()) {
      return one(
          HazardKind.DELETES_EVERY_ROW,
          delete.table().toString(),
          "deletes every row of " + delete.table() + "; a condition is missing");
    }
    if (operation instanceof Update update && update.where().isEmpty()) {
      return one(
          HazardKind.UPDATES_EVERY_ROW,
          update.table().toString(),
          "changes every row of " + update.table() + "; a condition is missing");
    }
    if (operation instanceof RawSql || operation instanceof RunCode) {
      return one(
          HazardKind.OPAQUE, operation.describe(), "what this does cannot be known before it runs");
    }
    return List.of();
  }

  /** What the words of raw SQL say that it takes away. */
  public static List<Hazard> read(RawSql raw, Dialect dialect) {
    List<Hazard> found = new ArrayList<>();
    RawLosses.of(raw.sql(), dialect).forEach(l -> found.add(l.hazard()));
    for (String schema : RawLosses.droppedSchemas(raw.sql(), dialect)) {
      found.add(
          new Hazard(
              HazardKind.DROPS_TABLE,
              schema,
              "drops schema " + schema + " with all tables in it and their rows"));
    }
    RawLosses.cascades(raw.sql(), dialect).stream()
        .filter(d -> !d.kind().equals("schema") && !d.kind().equals("table"))
        .forEach(d -> found.add(d.hazard()));
    Set<String> words = RawLosses.wordsOfCode(raw.sql(), dialect);
    if (!words.isEmpty()) {
      found.add(
          new Hazard(
              HazardKind.UNSEEN,
              raw.describe(),
              "runs code that says "
                  + String.join(", ", words)
                  + "; what data it takes away cannot be known before it runs"));
    }
    return found;
  }

  private static List<Hazard> conversion(AlterColumn alter) {
    String column = column(alter.table(), alter.column());
    return one(
        HazardKind.CHANGES_VALUES,
        column,
        "using replaces every value of " + column + ", and what they were is not kept");
  }

  private static List<Hazard> narrowing(AlterColumn alter, Schema before) {
    List<Hazard> found = new ArrayList<>();
    before
        .findTable(alter.table())
        .flatMap(t -> t.findColumn(alter.column()))
        .map(Column::type)
        .ifPresent(
            old -> {
              for (ColumnChange change : alter.changes()) {
                if (change instanceof ColumnChange.Type type
                    && Narrowing.between(old, type.type())) {
                  String column = column(alter.table(), alter.column());
                  found.add(
                      new Hazard(
                          HazardKind.NARROWS_TYPE,
                          column,
                          "not every value of "
                              + column
                              + " fits its new type; undoing this brings back the type, not the"
                              + " values"));
                }
              }
            });
    return found;
  }

  private static String column(ObjectName table, String column) {
    return table + "." + column;
  }

  private static List<Hazard> one(HazardKind kind, String object, String message) {
    return List.of(new Hazard(kind, object, message));
  }
}
