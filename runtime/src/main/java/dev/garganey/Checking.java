package dev.garganey;

import dev.garganey.Soundness.Finding;
import dev.garganey.Soundness.Kind;
import dev.garganey.dialect.Dialect;
import dev.garganey.execute.ScratchFailed;
import dev.garganey.model.Schema;
import dev.garganey.model.SchemaMistake;
import dev.garganey.operation.Migration;
import dev.garganey.plan.Foreseen;
import dev.garganey.plan.MigrationPlan;
import dev.garganey.plan.PlanMistakes;
import dev.garganey.plan.Planner;
import dev.garganey.script.MigrationFile;
import dev.garganey.script.MigrationFolder;
import dev.garganey.script.Mistake;
import dev.garganey.script.ScriptMistakes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checking proves a folder of migrations sound, on throwaway databases alone. */
final class Checking {
  private static final String UNREAD =
      "it looks like a migration, but its name ends in neither .groovy nor .sql";

  private final Configuration configuration;
  private final Dialect dialect;
  private final Scripts scripts;
  private final List<Finding> findings = new ArrayList<>();
  private List<Migration> migrations = List.of();
  private int checked;

  Checking(Configuration configuration, Dialect dialect, Scripts scripts) {
    this.configuration = configuration;
    this.dialect = dialect;
    this.scripts = scripts;
  }

  /** What is wrong with the project's folder; the database that is migrated is not asked. */
  Soundness check() {
    read();
    if (findings.stream().noneMatch(f -> f.kind().isProblem())) {
      rehearse();
    }
    return new Soundness(dialect.product().title(), checked, findings);
  }

  /** The same, and what comes of it together with the migrations of another branch. */
  Soundness against(String revision) {
    read();
    if (findings.isEmpty()) {
      rehearse();
      if (findings.stream().noneMatch(f -> f.kind().isProblem())) {
        findings.addAll(new Branches(configuration, dialect, scripts).against(revision));
      }
    }
    return new Soundness(dialect.product().title(), checked, findings);
  }

  /** All mistakes that can be told without a database. */
  private void read() {
    MigrationFolder folder;
    try {
      folder = MigrationFolder.read(configuration.migrations());
    } catch (SchemaMistake wrong) {
      mistake(configuration.migrations().getFileName().toString(), wrong.getMessage());
      return;
    }
    List<MigrationFile> files = folder.files();
    checked = files.size();
    Set<String> broken = new HashSet<>();
    List<Migration> read = Replacements.without(evaluate(files, broken));
    try {
      migrations = Order.of(read, broken);
    } catch (PlanMistakes order) {
      order.entries().forEach(e -> mistake(e.at().toString(), e.message()));
      migrations = read;
    }
    fold(files.stream().map(MigrationFile::id).toList(), broken);
    folder
        .unread()
        .forEach(name -> findings.add(Finding.of(Soundness.Kind.NOT_READ, name, UNREAD)));
  }

  private List<Migration> evaluate(List<MigrationFile> files, Set<String> broken) {
    try {
      return scripts.evaluate(files);
    } catch (ScriptMistakes mistakes) {
      mistakes.mistakes().forEach(this::mistake);
    }
    List<Migration> read = new ArrayList<>();
    for (MigrationFile file : files) {
      try {
        read.addAll(scripts.evaluate(List.of(file)));
      } catch (ScriptMistakes told) {
        broken.add(file.id());
      }
    }
    return read;
  }

  /** Folds what can be read; what a broken script would have made is unknown from there on. */
  private void fold(List<String> ids, Set<String> broken) {
    Planner planner = new Planner(dialect);
    int firstBroken = (int) ids.stream().takeWhile(id -> !broken.contains(id)).count();
    Foreseen schema = Foreseen.of(dialect, Schema.EMPTY);
    for (Migration migration : migrations) {
      if (ids.indexOf(migration.id()) > firstBroken && !schema.schema().isOpen()) {
        schema = Foreseen.of(dialect, schema.schema().opened());
      }
      try {
        schema = planner.up(migration, schema).after();
      } catch (PlanMistakes found) {
        found.entries().forEach(e -> mistake(e.at().toString(), e.message()));
        schema = Foreseen.of(dialect, schema.schema().opened());
      }
    }
  }

  private void mistake(Mistake mistake) {
    mistake(
        mistake.at().toString(), mistake.message() + mistake.remedy().map(r -> " " + r).orElse(""));
  }

  private void mistake(String place, String message) {
    findings.add(Finding.of(Kind.MISTAKE, place, message));
  }

  /** Applies each, undoes it, compares, and applies it again. */
  private void rehearse() {
    if (migrations.isEmpty()) {
      return;
    }
    try (Rehearsal rehearsal = Rehearsal.open(configuration, dialect)) {
      for (int i = 0; i < migrations.size(); i++) {
        if (!rehearse(rehearsal, i)) {
          return;
        }
      }
    }
  }

  /** Whether those after it can be tried. */
  private boolean rehearse(Rehearsal rehearsal, int i) {
    Migration migration = migrations.get(i);
    Schema known = rehearsal.known();
    Schema before = rehearsal.inspect();
    MigrationPlan plan;
    try {
      plan = rehearsal.apply(migration);
    } catch (ScratchFailed | PlanMistakes failure) {
      findings.add(failed(migration, "cannot be applied", failure));
      return false;
    }
    if (plan.irreversible().isPresent()) {
      findings.add(Finding.of(Kind.IRREVERSIBLE, migration.id(), plan.irreversible().get()));
      return true;
    }
    try {
      rehearsal.undo(plan);
      List<String> left = rehearsal.difference(rehearsal.inspect(), before);
      if (left.isEmpty()) {
        rehearsal.resume(known);
        rehearsal.apply(migration);
        return true;
      }
      findings.add(
          new Finding(
              Kind.NOT_UNDONE,
              migration.id(),
              "undoing it does not lead back; this would be left to do",
              left));
    } catch (ScratchFailed | PlanMistakes failure) {
      findings.add(failed(migration, "cannot be undone and applied again", failure));
    }
    rehearsal.clear();
    rehearsal.apply(migrations.subList(0, i + 1));
    return true;
  }

  static Finding failed(Migration migration, String what, RuntimeException failure) {
    return new Finding(
        Kind.FAILED, migration.id(), what, String.valueOf(failure.getMessage()).lines().toList());
  }
}
