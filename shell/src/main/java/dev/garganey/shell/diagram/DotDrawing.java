package dev.garganey.shell.diagram;

import dev.garganey.explore.Reference;
import dev.garganey.model.Constraint.ForeignKey;
import dev.garganey.model.Table;
import dev.garganey.shell.diagram.Chart.Link;
import dev.garganey.shell.report.Visible;
import java.util.List;

/** DotDrawing writes a chart in the DOT language of Graphviz. */
public final class DotDrawing {
  private final Chart chart;
  private final StringBuilder out = new StringBuilder();

  public DotDrawing(Chart chart) {
    this.chart = chart;
  }

  /** The text. */
  public String text() {
    out.setLength(0);
    out.append(
        """
        digraph schema {
          rankdir=BT
          node [shape=plain, fontname="Helvetica", fontsize=11]
          edge [dir=both, fontname="Helvetica", fontsize=9]
        """);
    chart.cards().forEach(this::node);
    for (Table table : chart.tables()) {
      table.foreignKeys().stream()
          .filter(k -> k.references().equals(table.name()))
          .forEach(k -> edge(table, k));
    }
    for (Link link : chart.links()) {
      link.keys().forEach(k -> edge(chart.tables().get(link.child()), k.key()));
    }
    return out.append("}\n").toString();
  }

  private void node(Card card) {
    out.append("  ")
        .append(id(card.table().toString()))
        .append(
            " [label=<<table border=\"0\" cellborder=\"1\" cellspacing=\"0\" cellpadding=\"3\">\n")
        .append("    <tr><td bgcolor=\"#dde3ea\"><b>")
        .append(Markup.text(card.title()))
        .append("</b></td></tr>\n");
    for (Card.Field field : card.fields()) {
      String marks = (field.key() ? "PK " : "") + (field.refers() ? "FK " : "");
      out.append("    <tr><td align=\"left\">")
          .append(marks)
          .append(Markup.text(field.name() + (field.type().isEmpty() ? "" : "  " + field.type())))
          .append("</td></tr>\n");
    }
    out.append("  </table>>]\n");
  }

  private void edge(Table child, ForeignKey key) {
    Link link = new Link(0, 0, List.of(new Reference(child.name(), key)));
    out.append("  ")
        .append(id(child.name().toString()))
        .append(" -> ")
        .append(id(key.references().toString()))
        .append(" [arrowtail=")
        .append(link.isSingle(child) ? "tee" : "crow")
        .append(", arrowhead=")
        .append(link.isMandatory(child) ? "tee" : "odottee")
        .append(", label=")
        .append(id(String.join(", ", key.columns())))
        .append("]\n");
  }

  /** Between quotes; a backslash would begin an escape in a label. */
  private static String id(String text) {
    return '"' + Visible.line(text).replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
