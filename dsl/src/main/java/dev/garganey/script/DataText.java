package dev.garganey.script;

import dev.garganey.model.Product;
import dev.garganey.model.Value;
import dev.garganey.operation.Backfill;
import dev.garganey.operation.Delete;
import dev.garganey.operation.Insert;
import dev.garganey.operation.LoadCsv;
import dev.garganey.operation.RawSql;
import dev.garganey.operation.RunCode;
import dev.garganey.operation.Update;
import dev.garganey.sql.SqlMistake;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** DataText writes the operations on rows, and raw SQL. */
final class DataText {
  private static final int USUAL_BATCH = 1000;

  private DataText() {}

  static String insert(Insert operation) {
    String table = Literals.name(operation.table());
    if (operation.rows().size() == 1 && !operation.rows().get(0).isEmpty()) {
      return "insert(" + table + ", " + Literals.values(operation.rows().get(0)) + ")";
    }
    return operation.rows().stream()
        .map(row -> "    " + map(row))
        .collect(Collectors.joining(",\n", "insert(" + table + ", [\n", "\n])"));
  }

  static String update(Update operation) {
    return "update("
        + Literals.name(operation.table())
        + ", set: "
        + map(operation.set())
        + Literals.named("where", operation.where())
        + ")";
  }

  static String delete(Delete operation) {
    return "delete("
        + Literals.name(operation.table())
        + Literals.named("where", operation.where())
        + (operation.matching().isEmpty() ? "" : ", matching: " + map(operation.matching()))
        + (operation.expected().isEmpty() ? "" : ", expecting: " + map(operation.expected()))
        + ")";
  }

  static String loadCsv(LoadCsv operation) {
    return "loadCsv("
        + Literals.name(operation.table())
        + ", "
        + Literals.text(operation.file())
        + (operation.delimiter().equals(",")
            ? ""
            : ", delimiter: " + Literals.text(operation.delimiter()))
        + (operation.nullText().isEmpty()
            ? ""
            : ", nullText: " + Literals.text(operation.nullText()))
        + ")";
  }

  static String backfill(Backfill operation) {
    List<String> lines = new ArrayList<>();
    lines.add("set(" + Literals.values(operation.set()) + ")");
    operation.where().ifPresent(where -> lines.add("where(" + Literals.text(where) + ")"));
    if (operation.batch() != USUAL_BATCH) {
      lines.add("batch(" + operation.batch() + ")");
    }
    if (operation.pauseMillis() > 0) {
      lines.add("pause(" + operation.pauseMillis() + ".ms)");
    }
    return Layout.brief("backfill(" + Literals.name(operation.table()) + ")", lines);
  }

  /** The block as it stands in history; its lines are not moved, as some may be in a text. */
  static String data(RunCode operation) {
    String source = operation.source().replace('\n', Literals.LINE_IN_TEXT);
    return source.startsWith("{") ? "data " + source : "data { " + source + " }";
  }

  static String sql(RawSql operation) {
    String down =
        operation
            .down()
            .map(
                statements ->
                    ", down: "
                        + (statements.size() == 1
                            ? Literals.text(statements.get(0))
                            : Literals.list(statements)))
            .orElse("");
    boolean evident =
        Stream.of(Product.values()).allMatch(product -> isEvident(operation, product));
    String touches = evident ? "" : ", touchesSchema: " + operation.touchesSchema();
    return "sql(" + Literals.text(operation.sql()) + down + touches + ")";
  }

  /** Whether a reader of this product's SQL judges the statement by itself as it is recorded. */
  private static boolean isEvident(RawSql operation, Product product) {
    try {
      return SqlStatements.touchesSchema(operation.sql(), product.syntax())
          == operation.touchesSchema();
    } catch (SqlMistake otherProductsSql) {
      return false;
    }
  }

  private static String map(Map<String, Value> values) {
    return Literals.map(Literals.values(values));
  }
}
