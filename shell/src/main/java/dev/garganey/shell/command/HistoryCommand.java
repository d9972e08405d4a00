package dev.garganey.shell.command;

import dev.garganey.Garganey;
import dev.garganey.shell.report.HistoryReport;
import java.util.List;

/** HistoryCommand lists what was applied, in order. */
final class HistoryCommand implements Command {
  @Override
  public String name() {
    return "history";
  }

  @Override
  public String summary() {
    return "List what was applied, when, by whom and how long it took";
  }

  @Override
  public List<String> details() {
    return List.of();
  }

  @Override
  public List<String> examples() {
    return List.of("history", "history --format json");
  }

  @Override
  public List<Option> options() {
    return List.of();
  }

  @Override
  public Outcome run(Invocation invocation) {
    try (Garganey garganey = invocation.workspace().open()) {
      HistoryReport report = new HistoryReport(garganey.history());
      return Outcome.done(report::write, report::json);
    }
  }
}
