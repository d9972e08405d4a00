package dev.garganey.shell.report;

import dev.garganey.Adoption;
import dev.garganey.DatabaseFacts;
import dev.garganey.foreign.ForeignHistory;
import dev.garganey.model.ObjectName;
import dev.garganey.operation.Operation;
import dev.garganey.plan.MigrationPlan;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** AdoptionReport shows which database is adopted, from whom, and what is written for it. */
public final class AdoptionReport {
  private static final int LISTED = 12;

  private final Adoption adoption;

  public AdoptionReport(Adoption adoption) {
    this.adoption = adoption;
  }

  public void write(Page page) {
    write(page, adoption.database());
    adoption.foreign().forEach(h -> write(page, h, adoption.leftOut()));
    if (!adoption.refusals().isEmpty()) {
      for (String refusal : adoption.refusals()) {
        page.line(page.styled(Style.RED, "✗ " + refusal));
      }
      page.line("Nothing was written or recorded.");
      return;
    }
    writeGap(page);
    writeFiles(page);
    page.line(
        (adoption.done() ? "✓ recorded as applied: " : "would record as applied, without running: ")
            + String.join(", ", adoption.recorded()));
    page.line("Proved: between what stands there and the database nothing differs.");
    adoption.notes().forEach(n -> page.line(page.styled(Style.YELLOW, "note: " + n)));
    page.line(
        adoption.done()
            ? "The next change: edit the model, then garganey generate NAME."
            : "Nothing was changed. If this is the right database, say the same with --yes.");
  }

  private static void write(Page page, DatabaseFacts facts) {
    page.line(page.styled(Style.BOLD, facts.url()) + facts.user().map(u -> " as " + u).orElse(""));
    page.line(
        "  "
            + facts.product()
            + ": "
            + PlanReport.count(facts.tables(), "table")
            + ", "
            + PlanReport.count(facts.views(), "view")
            + ", about "
            + facts.rows()
            + (facts.rows() == 1 ? " row" : " rows"));
  }

  private static void write(Page page, ForeignHistory history, Set<ObjectName> leftOut) {
    page.line(
        history.tool()
            + history.last().map(l -> " stands at " + l).orElse(" has applied nothing")
            + history
                .applied()
                .map(n -> ", with " + n + (n == 1 ? " migration" : " migrations") + " applied")
                .orElse(""));
    list(page, "left out of the model", history.tables().stream().filter(leftOut::contains));
    list(page, "adopted too", history.tables().stream().filter(t -> !leftOut.contains(t)));
    history.notes().forEach(n -> page.line("  " + n));
  }

  private static void list(Page page, String what, Stream<ObjectName> tables) {
    String names = tables.map(ObjectName::toString).collect(Collectors.joining(", "));
    if (!names.isEmpty()) {
      page.line(page.styled(Style.DIM, "  " + what + ": " + names));
    }
  }

  private void writeGap(Page page) {
    if (adoption.plan().isEmpty()) {
      adoption.gap().forEach(o -> page.line("  later: " + o.describe()));
      return;
    }
    page.line(
        adoption.done() ? "✓ made, for the model has it:" : "would make, for the model has it:");
    adoption.plan().get().statements().stream()
        .flatMap(s -> PlanScript.lines(s).stream())
        .forEach(l -> page.line("  " + l));
  }

  private void writeFiles(Page page) {
    List<Path> files = adoption.files();
    if (files.isEmpty()) {
      page.line("The model and the migrations that are there are kept as they are.");
      return;
    }
    page.line(adoption.done() ? "✓ written:" : "would write:");
    files.stream().limit(LISTED).forEach(f -> page.line("  " + f));
    if (files.size() > LISTED) {
      page.line("  … and " + (files.size() - LISTED) + " more");
    }
  }

  /**
   * Fields: done, database with product, url, user, tables, views, rows; foreign histories with
   * tool, tables, applied, last, obstacles, notes; leftOut, those of their tables that are no part
   * of the model; files, recorded, missing, statements, refusals, notes.
   */
  public Object json() {
    DatabaseFacts facts = adoption.database();
    return Values.of(
        "done", adoption.done(),
        "database",
            Values.of(
                "product", facts.product(),
                "url", facts.url(),
                "user", facts.user(),
                "tables", facts.tables(),
                "views", facts.views(),
                "rows", facts.rows()),
        "foreign", adoption.foreign().stream().map(AdoptionReport::json).toList(),
        "leftOut", adoption.leftOut().stream().map(ObjectName::toString).sorted().toList(),
        "files", adoption.files().stream().map(Path::toString).toList(),
        "recorded", adoption.recorded(),
        "missing", adoption.gap().stream().map(Operation::describe).toList(),
        "statements",
            adoption.plan().map(MigrationPlan::statements).orElse(List.of()).stream()
                .map(s -> s.action().text())
                .toList(),
        "refusals", adoption.refusals(),
        "notes", adoption.notes());
  }

  private static Object json(ForeignHistory history) {
    return Values.of(
        "tool", history.tool(),
        "tables", history.tables().stream().map(ObjectName::toString).toList(),
        "applied", history.applied(),
        "last", history.last(),
        "obstacles", history.obstacles(),
        "notes", history.notes());
  }
}
