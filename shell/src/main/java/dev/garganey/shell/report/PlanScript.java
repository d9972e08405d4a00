package dev.garganey.shell.report;

import dev.garganey.Plan;
import dev.garganey.execute.LoadScript;
import dev.garganey.plan.Action;
import dev.garganey.plan.MigrationPlan;
import dev.garganey.plan.Stage;
import dev.garganey.plan.Statement;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * PlanScript writes a plan as a script for the database's own client. What a client cannot do, a
 * check or a data block, stands there as a comment; what takes a file or batches is written out.
 */
public final class PlanScript {
  private final Plan plan;
  private final Path migrations;

  /**
   * A script.
   *
   * @param migrations the folder in which the files are that a plan loads
   */
  public PlanScript(Plan plan, Path migrations) {
    this.plan = plan;
    this.migrations = migrations;
  }

  public void write(Page page) {
    plan.notices().forEach(n -> n.lines().forEach(line -> page.line("-- note: " + line)));
    for (MigrationPlan migration : plan.migrations()) {
      page.line("-- " + migration.id());
      for (Stage stage : migration.stages()) {
        stage.opening().forEach(page::line);
        for (Statement statement : stage.statements()) {
          migration.guess().ifPresent(why -> page.line("-- a guess: " + why));
          write(statement, page);
        }
        stage.closing().forEach(page::line);
      }
      page.line("");
    }
  }

  /** What the program does line by line or batch by batch, a script does at once. */
  private void write(Statement statement, Page page) {
    if (statement.action() instanceof Action.Load load) {
      page.line("-- the lines of " + load.csv().file());
      new LoadScript(migrations, load).write(page::line);
    } else if (statement.action() instanceof Action.Batches batches) {
      page.line(
          "-- one update here; garganey itself goes in batches along the primary key, a transaction"
              + " each");
      terminated(batches.whole()).forEach(page::line);
    } else {
      lines(statement).forEach(page::line);
    }
  }

  static List<String> lines(Statement statement) {
    Action action = statement.action();
    if (action instanceof Action.Sql) {
      return terminated(action.text());
    }
    List<String> lines = new ArrayList<>();
    lines.add("-- " + what(action) + ":");
    action.text().lines().forEach(line -> lines.add("--   " + line));
    return lines;
  }

  private static List<String> terminated(String sql) {
    List<String> lines = new ArrayList<>(sql.lines().toList());
    int last = lines.size() - 1;
    // A comment at the end of the last line would swallow the semicolon.
    if (lines.get(last).contains("--")) {
      lines.add(";");
    } else {
      lines.set(last, lines.get(last) + ";");
    }
    return lines;
  }

  private static String what(Action action) {
    if (action instanceof Action.Remember) {
      return "remember";
    } else if (action instanceof Action.Compare) {
      return "must be as remembered";
    } else if (action instanceof Action.NotMore) {
      return "must not be more than remembered";
    } else if (action instanceof Action.Inspect) {
      return "must be true";
    } else if (action instanceof Action.ForeignKeys) {
      return "said by opening the transaction so";
    } else if (action instanceof Action.ExpectNone) {
      return "must yield no row";
    } else if (action instanceof Action.Guard guard) {
      return guard.permitted()
          ? "may go with its data, " + guard.object()
          : "must yield no row, or --allow-data-loss names " + guard.object();
    } else if (action instanceof Action.GoingAlong along) {
      return "what goes with "
          + along.object()
          + " must hold no data, or --allow-data-loss names it";
    } else if (action instanceof Action.Require) {
      return "must yield no row, or the rollback is refused";
    } else if (action instanceof Action.Code) {
      return "code, run with a JDBI handle";
    } else if (action instanceof Action.Load load) {
      return "for each line of " + load.csv().file();
    }
    return "in batches along the primary key, a transaction each";
  }
}
