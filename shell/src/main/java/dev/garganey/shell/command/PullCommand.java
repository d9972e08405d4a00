package dev.garganey.shell.command;

import dev.garganey.Garganey;
import dev.garganey.PullOptions;
import dev.garganey.PullOptions.HistoryTables;
import dev.garganey.Pulled;
import dev.garganey.compare.SchemaSource;
import dev.garganey.shell.command.ModelFolder.FileState;
import dev.garganey.shell.report.PullReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** PullCommand writes the schema of a database as the scripts of a schema model. */
final class PullCommand implements Command {
  @Override
  public String name() {
    return "pull";
  }

  @Override
  public String summary() {
    return "Write the schema of a database as the scripts of a schema model";
  }

  @Override
  public List<String> details() {
    List<String> lines = new ArrayList<>();
    lines.add("One file for each table in the folder schema, and one for all objects of another");
    lines.add("kind. Pulled again, nothing changes. A file that says something else is replaced");
    lines.add("only with --overwrite, and one that pull did not write is never removed.");
    lines.add("The tables in which other tools keep their history (Rails' schema_migrations, say)");
    lines.add("are written like all others, unless the database was adopted without them.");
    lines.add("In GLOB, * stands for any characters and ? for one: 'audit.*', '*_old'.");
    lines.add("");
    lines.addAll(Sources.HELP);
    return lines;
  }

  @Override
  public List<String> examples() {
    return List.of(
        "pull",
        "pull --dry-run",
        "pull --exclude 't_*'",
        "pull --source postgresql://staging.example.org/shop --into staging");
  }

  @Override
  public List<Option> options() {
    return List.of(
        Option.of("--source", "SOURCE", "where the schema is taken from; the database by default"),
        Option.of("--schema", "NAME", "only what is in these schemas of the database"),
        Option.of("--table", "GLOB", "only these tables and views, and what they need"),
        Option.of("--exclude", "GLOB", "without these tables and views"),
        Option.flag("--with-history-tables", "with the history tables of other tools, in any case"),
        Option.flag("--without-history-tables", "without them"),
        Option.of("--into", "DIR", "another folder than schema"),
        Option.flag("--overwrite", "replace files that say something else"),
        Option.flag("--dry-run", "say what would be written and write nothing"));
  }

  @Override
  public Outcome run(Invocation invocation) {
    Workspace workspace = invocation.workspace();
    Path folder =
        invocation.value("--into").map(workspace.project()::resolve).orElseGet(workspace::schema);
    long started = System.nanoTime();
    SchemaSource source =
        new Sources(workspace).read(invocation.value("--source").orElse("database"));
    try (Garganey garganey = workspace.openFor(List.of(source))) {
      Pulled pulled =
          garganey.pull(
              source,
              new PullOptions(
                  invocation.values("--schema"),
                  invocation.values("--table"),
                  invocation.values("--exclude"),
                  historyTables(invocation)));
      ModelFolder model = new ModelFolder(folder);
      Map<String, FileState> states = model.compare(pulled);
      boolean stuck =
          !invocation.has("--overwrite") && states.values().stream().anyMatch(PullCommand::isLost);
      boolean writes = !stuck && !invocation.has("--dry-run");
      if (writes) {
        model.write(pulled, states);
      }
      PullReport report =
          new PullReport(
              pulled,
              folder,
              names(states, FileState.NEW),
              names(states, FileState.CHANGED),
              names(states, FileState.GONE),
              pulled.whole() ? names(states, FileState.OWN) : List.of(),
              writes,
              stuck,
              (System.nanoTime() - started) / 1_000_000);
      boolean refused = stuck && !invocation.has("--dry-run");
      return new Outcome(refused ? ExitCode.REFUSED : ExitCode.DONE, report::write, report::json);
    }
  }

  private static HistoryTables historyTables(Invocation invocation) {
    boolean with = invocation.has("--with-history-tables");
    boolean without = invocation.has("--without-history-tables");
    if (with && without) {
      throw new UsageMistake(
          "--with-history-tables and --without-history-tables do not go together; give one of"
              + " them");
    }
    if (with) {
      return HistoryTables.WITH;
    }
    return without ? HistoryTables.WITHOUT : HistoryTables.AS_RECORDED;
  }

  /** Whether writing would do away with what is in a file. */
  private static boolean isLost(FileState state) {
    return state == FileState.CHANGED || state == FileState.GONE;
  }

  private static List<String> names(Map<String, FileState> states, FileState wanted) {
    return states.entrySet().stream()
        .filter(e -> e.getValue() == wanted)
        .map(Map.Entry::getKey)
        .toList();
  }
}
