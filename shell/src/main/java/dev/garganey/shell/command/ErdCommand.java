package dev.garganey.shell.command;

import dev.garganey.Garganey;
import dev.garganey.explore.TableSelection;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Schema;
import dev.garganey.model.Table;
import dev.garganey.script.Unreadable;
import dev.garganey.shell.diagram.Chart;
import dev.garganey.shell.diagram.ChartJson;
import dev.garganey.shell.diagram.Detail;
import dev.garganey.shell.diagram.DotDrawing;
import dev.garganey.shell.diagram.MermaidDrawing;
import dev.garganey.shell.diagram.SvgDrawing;
import dev.garganey.shell.diagram.TextDrawing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** ErdCommand draws tables and the foreign keys between them. */
final class ErdCommand implements Command {
  /** More boxes than these nobody follows on a terminal. */
  private static final int READABLE = 30;

  private static final List<String> FORMATS = List.of("--svg", "--mermaid", "--dot");

  @Override
  public String name() {
    return "erd";
  }

  @Override
  public String summary() {
    return "Draw tables and foreign keys: on the terminal, as SVG, Mermaid or DOT";
  }

  @Override
  public List<String> details() {
    return List.of(
        "TABLES are names, or globs with * and ?; without them all tables are drawn. A table stands",
        "below those that it refers to. On the terminal are drawn up to "
            + READABLE
            + " tables, with their keys;",
        "SVG, Mermaid and DOT have all columns, unless --columns says otherwise.");
  }

  @Override
  public List<String> examples() {
    return List.of(
        "erd",
        "erd 'user*' teams",
        "erd --near users --depth 2",
        "erd --svg schema.svg",
        "erd --mermaid --columns keys");
  }

  @Override
  public List<Option> options() {
    return List.of(
        Option.of(
            "--near", "TABLE", "only this table and those that a foreign key connects with it"),
        Option.of("--depth", "N", "with --near: up to so many foreign keys away; default: 1"),
        Option.of("--columns", "none|keys|all", "which columns are shown"),
        Option.of(
            "--svg",
            "FILE",
            "as a picture that stands alone, in a file of the project; - prints it"),
        Option.flag("--mermaid", "as an erDiagram for Markdown"),
        Option.flag("--dot", "as a graph for Graphviz"),
        Option.flag("--ascii", "on the terminal with nothing but ASCII"));
  }

  @Override
  public List<String> arguments() {
    return List.of("[TABLES…]");
  }

  @Override
  public Outcome run(Invocation invocation) {
    Optional<String> format = format(invocation);
    Optional<Detail> detail = invocation.value("--columns").map(ErdCommand::detail);
    try (Garganey garganey = invocation.workspace().open()) {
      Schema schema = garganey.explore(Set.of()).schema();
      List<Table> tables = tables(invocation, new TableSelection(schema));
      if (format.isPresent()) {
        Chart chart = Chart.of(schema, tables, detail.orElse(Detail.ALL));
        return delivered(text(format.get(), chart), chart, invocation);
      }
      Chart chart = Chart.of(schema, tables, detail.orElse(Detail.KEYS));
      requireReadable(isChosen(invocation) ? chart : chart.linked());
      return Outcome.done(
          new TextDrawing(chart, isChosen(invocation), invocation.has("--ascii"))::write,
          new ChartJson(chart)::json);
    }
  }

  /** Whether somebody said which tables. */
  private static boolean isChosen(Invocation invocation) {
    return !invocation.arguments().isEmpty() || invocation.has("--near");
  }

  private static Optional<String> format(Invocation invocation) {
    List<String> given = FORMATS.stream().filter(invocation::has).toList();
    if (given.size() > 1) {
      throw new UsageMistake(String.join(" and ", given) + " do not go together; give one of them");
    }
    return given.stream().findFirst();
  }

  private static Detail detail(String word) {
    return Detail.named(word)
        .orElseThrow(() -> new UsageMistake("--columns is none, keys or all, not `" + word + "`"));
  }

  private static List<Table> tables(Invocation invocation, TableSelection selection) {
    Optional<String> near = invocation.value("--near");
    int depth = invocation.value("--depth").map(ErdCommand::depth).orElse(1);
    if (near.isEmpty() && invocation.has("--depth")) {
      throw new UsageMistake("--depth goes with --near TABLE");
    }
    if (near.isPresent() && !invocation.arguments().isEmpty()) {
      throw new UsageMistake("--near and names of tables do not go together; give one of them");
    }
    return near.isPresent()
        ? selection.near(near.get(), depth)
        : invocation.arguments().isEmpty()
            ? selection.all()
            : selection.named(invocation.arguments());
  }

  private static int depth(String text) {
    if (!text.matches("[0-9]{1,3}")) {
      throw new UsageMistake("--depth wants a whole number, not `" + text + "`");
    }
    return Integer.parseInt(text);
  }

  private static String text(String format, Chart chart) {
    return switch (format) {
      case "--svg" -> new SvgDrawing(chart).text();
      case "--mermaid" -> new MermaidDrawing(chart).text();
      default -> new DotDrawing(chart).text();
    };
  }

  private static Outcome delivered(String text, Chart chart, Invocation invocation) {
    Optional<String> output = invocation.value("--svg").filter(f -> !f.equals("-"));
    if (output.isEmpty()) {
      return Outcome.done(page -> text.lines().forEach(page::line), () -> Map.of("drawing", text));
    }
    Path file = invocation.workspace().project().resolve(output.get());
    try {
      Files.writeString(file, text);
    } catch (IOException failure) {
      throw new UsageMistake("`" + file + "` cannot be written: " + Unreadable.reason(failure));
    }
    String told =
        file
            + ": "
            + counted(chart.tables().size(), "table")
            + ", "
            + counted(chart.references(), "foreign key")
            + " between them";
    return Outcome.done(page -> page.line(told), () -> Map.of("file", file.toString()));
  }

  private static String counted(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }

  /** Says how to see less where there is more than one can follow. */
  private static void requireReadable(Chart chart) {
    if (chart.tables().size() <= READABLE) {
      return;
    }
    String most =
        chart.mostConnected(3).stream().map(ObjectName::toString).collect(Collectors.joining(", "));
    throw new UsageMistake(
        chart.tables().size()
            + " tables are more than can be followed on a terminal. Draw some of"
            + " them, erd 'user*', or what is around one, erd --near TABLE [--depth 2]; most"
            + " connected are "
            + most
            + ". A picture of all: erd --svg schema.svg");
  }
}
