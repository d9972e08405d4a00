package dev.garganey.script;

import dev.garganey.diff.Seed;
import dev.garganey.diff.Seed.Cell;
import dev.garganey.model.ColumnRef;
import dev.garganey.model.Constraint;
import dev.garganey.model.Constraint.ForeignKey;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Schema;
import dev.garganey.model.SchemaMistake;
import dev.garganey.model.Suggestion;
import dev.garganey.model.Table;
import dev.garganey.model.Value;
import dev.garganey.script.ModelParts.SeedPart;
import dev.garganey.script.SeedBuilder.RawRow;
import dev.garganey.script.SeedBuilder.RowReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** SeedResolver finds the keys of seeds and what their references refer to. */
final class SeedResolver {
  private final Schema schema;
  private final Set<ObjectName> wrong;

  /**
   * @param wrong the tables of which it was told already that they are wrong
   */
  SeedResolver(Schema schema, Set<ObjectName> wrong) {
    this.schema = schema;
    this.wrong = wrong;
  }

  /** The seeds; what is wrong with one was noted. */
  List<Seed> resolve(List<SeedPart> parts) {
    List<Seed> seeds = new ArrayList<>();
    for (SeedPart part : parts) {
      if (wrong.contains(part.table())) {
        continue;
      }
      try {
        seeds.add(resolve(part));
      } catch (SchemaMistake mistake) {
        part.place().note(mistake.getMessage());
      }
    }
    return seeds;
  }

  private Seed resolve(SeedPart part) {
    Table table = table(part.table());
    List<String> key = part.key().isEmpty() ? defaultKey(table) : part.key();
    if (key.isEmpty()) {
      throw new SchemaMistake(
          "`"
              + table.name()
              + "` has neither a primary nor a unique key, so a row is not found again; say by what:"
              + " seed('"
              + table.name()
              + "', key: 'name') { … }");
    }
    key.forEach(column -> requireColumn(table, column));
    List<Seed.Row> rows = new ArrayList<>();
    Map<List<Cell>, RawRow> known = new HashMap<>();
    for (RawRow raw : part.builder().rows()) {
      Place place = part.place().at(raw.at());
      try {
        Map<String, Cell> cells = cells(table, raw.values());
        RawRow other = known.putIfAbsent(keyOf(table, key, cells), raw);
        if (other != null) {
          throw new SchemaMistake(
              "Two rows have the same key, the other is in line " + other.at().line());
        }
        rows.add(new Seed.Row(cells, raw.at()));
      } catch (SchemaMistake mistake) {
        place.note(mistake.getMessage());
      }
    }
    return new Seed(table.name(), key, rows, part.builder().isExact(), part.place().at());
  }

  private static List<Cell> keyOf(Table table, List<String> key, Map<String, Cell> cells) {
    List<Cell> values = new ArrayList<>();
    for (String column : key) {
      Cell cell = cells.get(column);
      if (cell == null) {
        throw new SchemaMistake(
            "This row says nothing of `"
                + column
                + "`, by which rows of `"
                + table.name()
                + "` are found again; say it, or name another key: seed('"
                + table.name()
                + "', key: '…')");
      }
      requireFindable(column, cell);
      values.add(cell);
    }
    return values;
  }

  private static void requireFindable(String column, Cell cell) {
    if (cell instanceof Cell.Literal literal
        && (literal.value() instanceof Value.Null || literal.value() instanceof Value.Expression)) {
      throw new SchemaMistake(
          "By "
              + (literal.value() instanceof Value.Null ? "NULL" : "an SQL expression")
              + " in `"
              + column
              + "` no row is found again; give a value, or name another key");
    }
  }

  /** The columns by which a row is found where nothing else is said. */
  static List<String> defaultKey(Table table) {
    return table
        .primaryKey()
        .map(k -> k.columns())
        .or(
            () ->
                table.constraints().stream()
                    .filter(Constraint.Unique.class::isInstance)
                    .map(Constraint::columns)
                    .findFirst())
        .orElse(List.of());
  }

  private Map<String, Cell> cells(Table table, Map<String, ?> values) {
    if (values.isEmpty()) {
      throw new SchemaMistake("A row needs at least one column and value");
    }
    Map<String, Cell> cells = new LinkedHashMap<>();
    values.forEach(
        (column, value) -> {
          requireColumn(table, column);
          cells.put(column, cell(table, column, value));
        });
    return cells;
  }

  private Cell cell(Table table, String column, Object value) {
    if (!(value instanceof RowReference reference)) {
      return new Cell.Literal(Value.of(value));
    }
    Table target = table(reference.table());
    return new Cell.Reference(
        new ColumnRef(target.name(), referenced(table, column, target)),
        cells(target, reference.key()));
  }

  /** The column that a foreign key of this one refers to, else the other table's key. */
  private static String referenced(Table table, String column, Table target) {
    for (ForeignKey key : table.foreignKeys()) {
      int at = key.columns().indexOf(column);
      if (at >= 0 && key.references().equals(target.name())) {
        return key.referencedColumns().isEmpty()
            ? target.primaryKey().orElseThrow().columns().get(at)
            : key.referencedColumns().get(at);
      }
    }
    return target
        .primaryKey()
        .filter(k -> k.columns().size() == 1)
        .map(k -> k.columns().get(0))
        .orElseThrow(
            () ->
                new SchemaMistake(
                    "`"
                        + column
                        + "` is no foreign key to `"
                        + target.name()
                        + "`, and that has no key of one column, so it is not known which value is"
                        + " meant"));
  }

  private Table table(ObjectName name) {
    Optional<Table> table = schema.findTable(name);
    return table.orElseThrow(
        () ->
            new SchemaMistake(
                "There is no table `"
                    + name
                    + "`"
                    + Suggestion.clause(
                        name.toString(),
                        schema.tables().stream().map(t -> t.name().toString()).toList())));
  }

  private static void requireColumn(Table table, String column) {
    if (table.findColumn(column).isEmpty() && !table.takesColumns()) {
      throw new SchemaMistake(
          "Table `"
              + table.name()
              + "` has no column `"
              + column
              + "`"
              + Suggestion.clause(column, table.columns().stream().map(c -> c.name()).toList()));
    }
  }
}
