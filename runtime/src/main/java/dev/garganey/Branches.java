package dev.garganey;

import dev.garganey.Soundness.Finding;
import dev.garganey.Soundness.Kind;
import dev.garganey.compare.Revisions;
import dev.garganey.dialect.Dialect;
import dev.garganey.diff.Likeness;
import dev.garganey.execute.ScratchFailed;
import dev.garganey.model.Schema;
import dev.garganey.operation.Migration;
import dev.garganey.operation.OperationJson;
import dev.garganey.plan.PlanMistakes;
import dev.garganey.script.MigrationFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Branches tries what two branches added to the migrations that they share in both orders: a
 * database of either branch gets the migrations of the other after its own.
 */
final class Branches {
  private final Configuration configuration;
  private final Dialect dialect;
  private final Scripts scripts;
  private final List<Finding> findings = new ArrayList<>();

  Branches(Configuration configuration, Dialect dialect, Scripts scripts) {
    this.configuration = configuration;
    this.dialect = dialect;
    this.scripts = scripts;
  }

  /** What there is to say about this folder and that of a revision. */
  List<Finding> against(String revision) {
    List<Migration> here = migrations(configuration.migrations());
    return new Revisions(configuration.migrations())
        .read(revision, copy -> compare(here, migrations(copy), revision));
  }

  private List<Migration> migrations(Path folder) {
    return Replacements.without(scripts.evaluate(MigrationFolder.read(folder).files()));
  }

  private List<Finding> compare(List<Migration> here, List<Migration> there, String revision) {
    Map<String, Migration> others = new LinkedHashMap<>();
    there.forEach(m -> others.put(m.id(), m));
    List<Migration> common = new ArrayList<>();
    List<Migration> onlyHere = new ArrayList<>();
    for (Migration migration : here) {
      Migration other = others.remove(migration.id());
      if (other == null) {
        onlyHere.add(migration);
      } else {
        common.add(migration);
        if (!same(migration, other)) {
          findings.add(
              new Finding(
                  Kind.CHANGED,
                  migration.id(),
                  "has other operations in " + revision + "; give one of the two another id",
                  scripts.difference(
                      scripts.recorded(other, List.of(), Optional.empty()), migration)));
        }
      }
    }
    List<Migration> onlyThere = List.copyOf(others.values());
    onlyHere.forEach(m -> findings.add(Finding.of(Kind.ONLY_HERE, m.id(), described(m))));
    onlyThere.forEach(m -> findings.add(Finding.of(Kind.ONLY_THERE, m.id(), described(m))));
    boolean comparable = findings.stream().noneMatch(f -> f.kind().isProblem());
    if (comparable && !onlyHere.isEmpty() && !onlyThere.isEmpty()) {
      try (Rehearsal rehearsal = Rehearsal.open(configuration, dialect)) {
        tryBoth(rehearsal, common, onlyHere, onlyThere);
      }
    }
    return findings;
  }

  private static String described(Migration migration) {
    return migration.description().orElse("");
  }

  private static boolean same(Migration one, Migration other) {
    return one.checksum().equals(other.checksum())
        || OperationJson.hash(one.up()).equals(OperationJson.hash(other.up()));
  }

  private void tryBoth(
      Rehearsal rehearsal, List<Migration> common, List<Migration> here, List<Migration> there) {
    Optional<End> hereFirst = run(rehearsal, common, here, there, "this branch's first");
    Optional<End> thereFirst = run(rehearsal, common, there, here, "the other branch's first");
    if (hereFirst.isEmpty() || thereFirst.isEmpty()) {
      return;
    }
    Set<String> both = new TreeSet<>(hereFirst.get().touched());
    both.retainAll(thereFirst.get().touched());
    both.forEach(name -> findings.add(Finding.of(Kind.TOUCHED_BY_BOTH, name, "")));
    List<String> left = rehearsal.difference(hereFirst.get().schema(), thereFirst.get().schema());
    List<String> rows =
        left.isEmpty() ? hereFirst.get().rows().differences(thereFirst.get().rows()) : List.of();
    if (!left.isEmpty() || !rows.isEmpty()) {
      findings.add(
          new Finding(
              Kind.ORDER_MATTERS,
              "both branches",
              left.isEmpty()
                  ? "leave other rows where the other branch's migrations come first"
                  : "from what this branch's first leads to, this leads to the other",
              left.isEmpty() ? rows : left));
    }
  }

  /**
   * End is where an order leads.
   *
   * @param touched the objects that the first of the two branches changed
   */
  private record End(Schema schema, Rows rows, Set<String> touched) {}

  /** Where an order leads; empty where a statement fails, which is a finding then. */
  private Optional<End> run(
      Rehearsal rehearsal,
      List<Migration> common,
      List<Migration> first,
      List<Migration> second,
      String order) {
    rehearsal.clear();
    Set<String> known = new HashSet<>();
    apply(rehearsal, common, known, order);
    Schema before = rehearsal.inspect();
    if (!apply(rehearsal, first, known, order)) {
      return Optional.empty();
    }
    Set<String> touched = Likeness.changed(before, rehearsal.inspect());
    touched.addAll(Touched.tables(first));
    if (!apply(rehearsal, second, known, order)) {
      return Optional.empty();
    }
    return Optional.of(new End(rehearsal.inspect(), rehearsal.rows(), touched));
  }

  private boolean apply(
      Rehearsal rehearsal, List<Migration> migrations, Set<String> known, String order) {
    List<Migration> ordered;
    try {
      ordered = Order.of(migrations, known);
    } catch (PlanMistakes mistakes) {
      findings.add(
          new Finding(
              Kind.ORDER_MATTERS,
              "both branches",
              "cannot be put in order, " + order,
              mistakes.getMessage().lines().toList()));
      return false;
    }
    for (Migration migration : ordered) {
      try {
        rehearsal.apply(migration);
      } catch (ScratchFailed | PlanMistakes failure) {
        findings.add(
            new Finding(
                Kind.ORDER_MATTERS,
                migration.id(),
                "cannot be applied in this order: " + order,
                String.valueOf(failure.getMessage()).lines().toList()));
        return false;
      }
      known.add(migration.id());
    }
    return true;
  }
}
