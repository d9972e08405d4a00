package dev.garganey.shell.command;

import dev.garganey.Garganey;
import dev.garganey.shell.result.RowsReport;
import java.util.List;

/** CountCommand counts the rows of tables. */
final class CountCommand implements Command {
  @Override
  public String name() {
    return "count";
  }

  @Override
  public String summary() {
    return "Count the rows of tables";
  }

  @Override
  public List<String> details() {
    return List.of(
        "Without names all tables are counted, each of them whole: large ones take time.");
  }

  @Override
  public List<String> examples() {
    return List.of("count", "count users teams", "count --format json");
  }

  @Override
  public List<Option> options() {
    return List.of();
  }

  @Override
  public List<String> arguments() {
    return List.of("[TABLES…]");
  }

  @Override
  public Outcome run(Invocation invocation) {
    try (Garganey garganey = invocation.workspace().open()) {
      RowsReport report = new RowsReport(garganey.count(invocation.arguments()));
      return Outcome.done(report::write, report::json);
    }
  }
}
