package dev.garganey.shell.command;

import dev.garganey.Garganey;
import dev.garganey.explore.Aspect;
import dev.garganey.explore.Exploration;
import dev.garganey.explore.Inventory;
import dev.garganey.explore.Item;
import dev.garganey.explore.Search;
import dev.garganey.explore.SearchText;
import dev.garganey.shell.report.FindReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** FindCommand finds what has a name, by a part of it. */
final class FindCommand implements Command {
  @Override
  public String name() {
    return "find";
  }

  @Override
  public String summary() {
    return "Find tables, columns, indexes, functions, migrations… by a part of the name";
  }

  @Override
  public List<String> details() {
    return List.of(
        "TEXT is a part of a name, in any case; with * for any letters or ? for one it is the whole",
        "name. With a dot in it, it is looked for in table.column and schema.name as well.",
        "Migrations are found by the names of their files and by their descriptions. Whoever finds",
        "nothing gets the exit code 1.");
  }

  @Override
  public List<String> examples() {
    return List.of("find email", "find 'users.*'", "find email --deep", "find email --format json");
  }

  @Override
  public List<Option> options() {
    return List.of(
        Option.flag("--deep", "look into queries, bodies, checks, defaults, comments, scripts"));
  }

  @Override
  public List<String> arguments() {
    return List.of("TEXT");
  }

  @Override
  public Outcome run(Invocation invocation) {
    if (invocation.argument().isBlank()) {
      throw new UsageMistake("find wants a part of a name, not a blank");
    }
    try (Garganey garganey = invocation.workspace().open()) {
      Exploration exploration = garganey.explore(Set.of(Aspect.MIGRATIONS, Aspect.VIEW_COLUMNS));
      List<Item> items = new ArrayList<>(Inventory.of(exploration.schema(), exploration.views()));
      items.addAll(Inventory.of(exploration.migrations()));
      boolean deep = invocation.has("--deep");
      SearchText text = new SearchText(invocation.argument());
      Search search = Search.through(items, text, deep);
      FindReport report = new FindReport(text.text(), deep, search, exploration.notices());
      return new Outcome(
          search.findings().isEmpty() ? ExitCode.FAILED : ExitCode.DONE,
          report::write,
          report::json);
    }
  }
}
