package dev.garganey.shell.report;

import dev.garganey.model.Column;
import dev.garganey.script.ColumnRenderer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** ColumnWords says what a column is. */
final class ColumnWords {
  private ColumnWords() {}

  static String type(Column column) {
    return ColumnRenderer.type(column.type())
        + column.collation().map(c -> " collate " + Visible.line(c)).orElse("");
  }

  /** Where its values come from when none is given. */
  static String value(Column column) {
    List<String> words = new ArrayList<>();
    column
        .identity()
        .ifPresent(i -> words.add(i.always() ? "numbered always" : "numbered by itself"));
    column
        .defaultValue()
        .ifPresent(v -> words.add("default " + Visible.line(ColumnRenderer.value(v))));
    column
        .generated()
        .ifPresent(
            g ->
                words.add(
                    "generated as "
                        + Visible.line(g.expression())
                        + (g.stored() ? "" : " when read")));
    return String.join(" ", words);
  }

  static Map<String, Object> json(Column column) {
    return Values.of(
        "name", column.name(),
        "type", ColumnRenderer.type(column.type()),
        "nullable", column.nullable(),
        "default", column.defaultValue().map(ColumnRenderer::value),
        "identity", column.identity().map(i -> i.always() ? "always" : "by default"),
        "generated", column.generated().map(g -> g.expression()),
        "stored", column.generated().map(g -> g.stored()),
        "collation", column.collation(),
        "comment", column.comment());
  }
}
