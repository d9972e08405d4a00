package dev.garganey.shell.command;

import dev.garganey.Garganey;
import dev.garganey.explore.Aspect;
import dev.garganey.explore.NamePattern;
import dev.garganey.shell.report.TablesReport;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** TablesCommand lists the tables and views of the database. */
final class TablesCommand implements Command {
  @Override
  public String name() {
    return "tables";
  }

  @Override
  public String summary() {
    return "List tables and views: columns, rows, size, comment";
  }

  @Override
  public List<String> details() {
    return List.of(
        "GLOB is a name with * for any letters and ? for one, in any case; with a dot in it, it is",
        "compared with schema.name. An estimate of rows has ≈ before it; garganey count counts.",
        "Partitions are told with their table, unless GLOB asks for them.");
  }

  @Override
  public List<String> examples() {
    return List.of("tables", "tables 'user*'", "tables --format json");
  }

  @Override
  public List<Option> options() {
    return List.of();
  }

  @Override
  public List<String> arguments() {
    return List.of("[GLOB]");
  }

  @Override
  public Outcome run(Invocation invocation) {
    Optional<NamePattern> pattern =
        invocation.arguments().stream().findFirst().map(NamePattern::new);
    try (Garganey garganey = invocation.workspace().open()) {
      TablesReport report =
          new TablesReport(garganey.explore(Set.of(Aspect.EXTENTS, Aspect.VIEW_COLUMNS)), pattern);
      return Outcome.done(report::write, report::json);
    }
  }
}
