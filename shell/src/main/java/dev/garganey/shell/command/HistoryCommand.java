package dev.garganey.shell.command;

import dev.garganey.Garganey;
import dev.garganey.explore.Biography;
import dev.garganey.explore.Exploration;
import dev.garganey.shell.report.HistoryReport;
import dev.garganey.shell.report.LifeReport;
import java.util.List;

/** HistoryCommand lists what was applied, in order, or tells the life of one table or column. */
final class HistoryCommand implements Command {
  @Override
  public String name() {
    return "history";
  }

  @Override
  public String summary() {
    return "List what was applied, or tell the life of a table or column";
  }

  @Override
  public List<String> details() {
    return List.of(
        "Without an argument: what was applied, when, by whom and how long it took.",
        "",
        "With the name of a table or view, or table.column: what each migration did to it, followed",
        "back through its former names. Operations are read from history, those of pending",
        "migrations from their files. Of SQL and code whose effect cannot be read is told only that",
        "they name it.");
  }

  @Override
  public List<String> examples() {
    return List.of("history", "history users", "history users.email", "history --format json");
  }

  @Override
  public List<Option> options() {
    return List.of();
  }

  @Override
  public List<String> arguments() {
    return List.of("[NAME[.COLUMN]]");
  }

  @Override
  public Outcome run(Invocation invocation) {
    try (Garganey garganey = invocation.workspace().open()) {
      if (!invocation.arguments().isEmpty()) {
        Exploration told = garganey.lives();
        Biography found = Biography.find(invocation.argument(), told.lives());
        LifeReport report =
            new LifeReport(found.name(), found.ofColumn(), found.lives(), told.notices());
        return Outcome.done(report::write, report::json);
      }
      HistoryReport report = new HistoryReport(garganey.history());
      return Outcome.done(report::write, report::json);
    }
  }
}
