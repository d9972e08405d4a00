package dev.garganey.shell.command;

import dev.garganey.Garganey;
import dev.garganey.shell.report.DefinitionReport;
import java.util.List;
import java.util.Optional;

/** ShowCommand shows how one object is defined. */
final class ShowCommand implements Command {
  @Override
  public String name() {
    return "show";
  }

  @Override
  public String summary() {
    return "Show the definition of an object or migration, as a script or as SQL";
  }

  @Override
  public List<String> details() {
    return List.of(
        "KIND is table, view, index, constraint, trigger, function, sequence, enum, domain,",
        "extension, schema or migration, or what only the product has, such as cast; it can be left",
        "out where NAME is one thing only. NAME is in any case; a constraint or trigger may have its",
        "table before it, a function its arguments behind it, and of a migration the beginning of",
        "its id will do. What belongs to a table is shown within it.");
  }

  @Override
  public List<String> examples() {
    return List.of(
        "show users", "show table users --sql", "show migration 001", "show users --format json");
  }

  @Override
  public List<Option> options() {
    return List.of(Option.flag("--sql", "as the statements that make it"));
  }

  @Override
  public List<String> arguments() {
    return List.of("[KIND]", "NAME");
  }

  @Override
  public Outcome run(Invocation invocation) {
    List<String> words = invocation.arguments();
    Optional<String> kind = words.size() > 1 ? Optional.of(words.get(0)) : Optional.empty();
    try (Garganey garganey = invocation.workspace().open()) {
      DefinitionReport report =
          new DefinitionReport(
              garganey.definition(kind, words.get(words.size() - 1), invocation.has("--sql")));
      return Outcome.done(report::write, report::json);
    }
  }
}
