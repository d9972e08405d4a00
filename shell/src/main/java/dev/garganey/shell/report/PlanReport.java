package dev.garganey.shell.report;

import dev.garganey.Plan;
import dev.garganey.plan.Direction;
import dev.garganey.plan.Hazard;
import dev.garganey.plan.Lock;
import dev.garganey.plan.LockLevel;
import dev.garganey.plan.MigrationPlan;
import dev.garganey.plan.Stage;
import dev.garganey.plan.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** PlanReport shows each statement of a plan with its reason, place, lock and hazards. */
public final class PlanReport {
  private final Plan plan;

  public PlanReport(Plan plan) {
    this.plan = plan;
  }

  public void write(Page page) {
    plan.notices().forEach(n -> page.line(page.styled(Style.YELLOW, "note: " + n)));
    if (plan.migrations().isEmpty()) {
      page.line("Nothing to do on " + plan.database() + ".");
      return;
    }
    int statements = 0;
    for (MigrationPlan migration : plan.migrations()) {
      write(page, migration);
      statements += migration.statements().size();
    }
    long hazards = plan.hazards().stream().filter(h -> h.kind().isDestructive()).count();
    page.line(
        count(plan.migrations().size(), "migration")
            + ", "
            + count(statements, "statement")
            + " for "
            + plan.product()
            + " at "
            + plan.database()
            + (hazards == 0 ? "" : ", " + page.styled(Style.RED, count((int) hazards, "hazard"))));
  }

  static String count(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }

  private static void write(Page page, MigrationPlan migration) {
    String verb = migration.direction() == Direction.UP ? "apply " : "undo ";
    page.line(page.styled(Style.BOLD, verb + migration.id()) + "  " + manner(migration));
    for (Stage stage : migration.stages()) {
      for (Statement statement : stage.statements()) {
        migration
            .guess()
            .ifPresent(why -> page.line(page.styled(Style.YELLOW, "  -- a guess: " + why)));
        write(page, stage, statement);
      }
    }
    migration
        .irreversible()
        .ifPresent(why -> page.line(page.styled(Style.YELLOW, "  cannot be rolled back: " + why)));
    page.line("");
  }

  private static String manner(MigrationPlan migration) {
    if (migration.stages().isEmpty()) {
      return "(no statement on this database)";
    }
    return migration.isOneTransaction()
        ? "(one transaction)"
        : "(" + count(migration.stages().size(), "stage") + ", journalled)";
  }

  private static void write(Page page, Stage stage, Statement statement) {
    String alone = stage.isTransaction() ? "" : ", not in a transaction";
    page.line(
        page.styled(
            Style.DIM,
            "  -- "
                + statement.reason()
                + "  ["
                + statement.at()
                + lock(statement.lock())
                + alone
                + "]"));
    for (Hazard hazard : statement.hazards()) {
      page.line(
          page.styled(
              hazard.kind().isDestructive() ? Style.RED : Style.YELLOW,
              "  -- " + hazard.kind().code() + ": " + hazard.message()));
    }
    PlanScript.lines(statement).forEach(line -> page.line("  " + line));
  }

  private static String lock(Lock lock) {
    if (lock.level() == LockLevel.NONE) {
      return "";
    }
    return ", " + lock.on().map(t -> t + ": ").orElse("") + lock.level().title();
  }

  /** Fields: database, product, notices, migrations with their stages, statements and hazards. */
  public Object json() {
    return Values.of(
        "database", plan.database(),
        "product", plan.product(),
        "notices", plan.notices(),
        "migrations", plan.migrations().stream().map(PlanReport::json).toList());
  }

  private static Object json(MigrationPlan migration) {
    List<Object> stages = new ArrayList<>();
    for (Stage stage : migration.stages()) {
      stages.add(
          Values.of(
              "transaction", stage.isTransaction(),
              "statements", stage.statements().stream().map(PlanReport::json).toList()));
    }
    return Values.of(
        "id", migration.id(),
        "file", migration.file(),
        "direction", migration.direction().name().toLowerCase(java.util.Locale.ROOT),
        "stages", stages,
        "reversible", migration.irreversible().isEmpty(),
        "irreversible", migration.irreversible(),
        "hazards", migration.hazards().stream().map(PlanReport::json).toList(),
        "guess", migration.guess());
  }

  private static Map<String, Object> json(Statement statement) {
    return Values.of(
        "sql", statement.action().text(),
        "action", statement.action().getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT),
        "reason", statement.reason(),
        "at", statement.at().toString(),
        "lock", statement.lock().level().name().toLowerCase(java.util.Locale.ROOT),
        "lockOn", statement.lock().on().map(Object::toString));
  }

  static Object json(Hazard hazard) {
    return Values.of(
        "code", hazard.kind().code(),
        "object", hazard.object(),
        "message", hazard.message(),
        "destructive", hazard.kind().isDestructive());
  }
}
