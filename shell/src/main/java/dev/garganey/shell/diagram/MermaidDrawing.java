package dev.garganey.shell.diagram;

import dev.garganey.explore.Reference;
import dev.garganey.model.Column;
import dev.garganey.model.Constraint.ForeignKey;
import dev.garganey.model.Table;
import dev.garganey.shell.diagram.Chart.Link;
import dev.garganey.shell.report.Visible;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** MermaidDrawing writes a chart as an erDiagram of Mermaid. */
public final class MermaidDrawing {
  /** What an attribute can be called, by the grammar of Mermaid 11. */
  private static final Pattern WORD =
      Pattern.compile("[A-Za-z_\\u00C0-\\uFFFF][A-Za-z0-9_\\u00C0-\\uFFFF]*");

  private static final Set<String> KEYS = Set.of("PK", "FK", "UK");

  private final Chart chart;
  private final StringBuilder out = new StringBuilder();

  public MermaidDrawing(Chart chart) {
    this.chart = chart;
  }

  /** The text. */
  public String text() {
    out.setLength(0);
    out.append("erDiagram\n");
    for (int i = 0; i < chart.tables().size(); i++) {
      entity(chart.tables().get(i), chart.cards().get(i));
    }
    for (Table table : chart.tables()) {
      table.foreignKeys().stream()
          .filter(k -> k.references().equals(table.name()))
          .forEach(k -> relation(table, k));
    }
    for (Link link : chart.links()) {
      link.keys().forEach(k -> relation(chart.tables().get(link.child()), k.key()));
    }
    return out.toString();
  }

  private void entity(Table table, Card card) {
    Set<String> used = new HashSet<>();
    out.append("    ").append(name(table.name().toString())).append(" {\n");
    int field = 0;
    for (Column column : table.columns()) {
      // Fields are columns in their order, some of them left out.
      if (field < card.fields().size() && isShown(column, card.fields().get(field))) {
        attribute(column, card.fields().get(field), used);
        field++;
      }
    }
    out.append("    }\n");
  }

  private static boolean isShown(Column column, Card.Field field) {
    return column.name().equals(field.column());
  }

  private void attribute(Column column, Card.Field field, Set<String> used) {
    String word = word(column.name());
    while (!used.add(word)) {
      word += "_";
    }
    List<String> keys = new ArrayList<>();
    if (field.key()) {
      keys.add("PK");
    }
    if (field.refers()) {
      keys.add("FK");
    }
    out.append("        ")
        .append(type(Chart.type(column.type())))
        .append(' ')
        .append(word)
        .append(keys.isEmpty() ? "" : " " + String.join(", ", keys))
        .append(word.equals(column.name()) ? "" : " " + name(column.name()))
        .append('\n');
  }

  private static String word(String name) {
    if (WORD.matcher(name).matches() && !KEYS.contains(name)) {
      return name;
    }
    String word = name.replaceAll("[^A-Za-z0-9_\\u00C0-\\uFFFF]", "_");
    return WORD.matcher(word).matches() && !KEYS.contains(word) ? word : "_" + word;
  }

  /** {@code varchar(320)} is a word for Mermaid, {@code decimal(12, 2)} is none. */
  private static String type(String type) {
    String word = type.replaceAll("\\s+", "").replaceAll("[^A-Za-z0-9_()\\[\\]-]+", "_");
    return word.isEmpty() || !Character.isLetter(word.charAt(0)) ? "_" + word : word;
  }

  /** A name between quotes, in which some characters cannot be: others stand for them. */
  private static String name(String name) {
    return '"'
        + Visible.line(name).replace('"', '\u201D').replace('%', '\uFF05').replace('\\', '\uFF3C')
        + '"';
  }

  private void relation(Table child, ForeignKey key) {
    Link link = new Link(0, 0, List.of(new Reference(child.name(), key)));
    out.append("    ")
        .append(name(key.references().toString()))
        .append(link.isMandatory(child) ? " ||" : " |o")
        .append("--")
        .append(link.isSingle(child) ? "o| " : "o{ ")
        .append(name(child.name().toString()))
        .append(" : ")
        .append(name(String.join(", ", key.columns())))
        .append('\n');
  }
}
