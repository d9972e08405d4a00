package dev.garganey;

import dev.garganey.dialect.Dialect;
import dev.garganey.diff.Answers;
import dev.garganey.diff.Difference;
import dev.garganey.execute.Refused;
import dev.garganey.execute.ScratchFailed;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Schema;
import dev.garganey.operation.AlterColumn;
import dev.garganey.operation.DropColumn;
import dev.garganey.operation.DropTable;
import dev.garganey.operation.Migration;
import dev.garganey.operation.Operation;
import dev.garganey.operation.RenameColumn;
import dev.garganey.operation.RenameTable;
import dev.garganey.operation.SourcePosition;
import dev.garganey.operation.Step;
import dev.garganey.plan.Foreseen;
import dev.garganey.plan.MigrationPlan;
import dev.garganey.plan.PlanMistakes;
import dev.garganey.script.Heading;
import dev.garganey.script.MigrationFile;
import dev.garganey.script.MigrationFolder;
import dev.garganey.script.OperationRenderer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Squashing makes one migration of several, and proves that it does the same. */
final class Squashing {

  private final Configuration configuration;
  private final Dialect dialect;
  private final Scripts scripts;

  Squashing(Configuration configuration, Dialect dialect, Scripts scripts) {
    this.configuration = configuration;
    this.dialect = dialect;
    this.scripts = scripts;
  }

  /** The one that does the work of those from one id to another; writes nothing. */
  Squash squash(Optional<String> from, String to, String slug, String description) {
    List<MigrationFile> files = MigrationFolder.read(configuration.migrations()).files();
    List<Migration> all = Replacements.without(scripts.evaluate(files));
    List<Migration> ordered = scripts.located(() -> Order.of(all, Set.of()));
    SquashRange range = SquashRange.of(files, ordered, from, to);
    String id = range.id(slug);
    try (Rehearsal rehearsal = Rehearsal.open(configuration, dialect)) {
      return scripts.located(() -> squash(rehearsal, range, id, description));
    }
  }

  private static final SourcePosition NOWHERE = new SourcePosition("", 0, 0);

  /** End is what a database is like afterwards. */
  private record End(Schema schema, Rows rows) {}

  private Squash squash(Rehearsal rehearsal, SquashRange range, String id, String description) {
    rehearsal.apply(range.base());
    Schema known = rehearsal.known();
    Schema before = rehearsal.inspect();
    List<MigrationPlan> plans = range.range().stream().map(rehearsal::apply).toList();
    List<Operation> sequence =
        range.range().stream().flatMap(m -> m.up().stream()).map(Step::operation).toList();
    Optional<List<Operation>> net =
        isOfSchemaAlone(sequence, known) ? net(rehearsal, known) : Optional.empty();
    Heading heading =
        new Heading(
            Optional.of(description),
            range.ids(),
            range.requires(),
            net.isPresent() || range.range().stream().allMatch(Migration::transactional),
            irreversible(net, range, plans));
    List<Operation> operations = net.orElse(sequence);
    Optional<List<Operation>> down =
        net.isEmpty() && heading.irreversible().isEmpty()
            ? writtenDown(range, plans)
            : Optional.empty();
    String script = OperationRenderer.migration(heading, operations, down);
    if (scripts.holdSecret(script)) {
      throw new Refused(
          "These migrations take a secret from the environment, which would stand in the squashed"
              + " one for everybody to read; leave them out of the range. Nothing was written.");
    }
    Migration squashed =
        new Draft(configuration, scripts)
            .evaluated(
                "What these migrations do",
                id,
                script,
                operations.stream().map(o -> Step.of(o, NOWHERE)).toList());
    End wanted = new End(rehearsal.inspect(), rehearsal.rows());
    MigrationPlan plan = prove(rehearsal, range, squashed, before, wanted);
    return new Squash(
        id, script, operations, range.replaced(), sequence.size(), plan.irreversible());
  }

  /** Whether no row can tell the difference between the operations and where they lead. */
  private static boolean isOfSchemaAlone(List<Operation> operations, Schema before) {
    return operations.stream()
        .noneMatch(
            o ->
                o.isData()
                    || o.isOpaque()
                    || Foreseen.isVerbatim(o)
                    || changed(o).flatMap(before::findTable).isPresent());
  }

  /** The table whose rows an operation may change. */
  private static Optional<ObjectName> changed(Operation operation) {
    if (operation instanceof DropTable drop) {
      return Optional.of(drop.table());
    } else if (operation instanceof RenameTable rename) {
      return Optional.of(rename.from());
    } else if (operation instanceof DropColumn drop) {
      return Optional.of(drop.table());
    } else if (operation instanceof RenameColumn rename) {
      return Optional.of(rename.table());
    } else if (operation instanceof AlterColumn alter) {
      return Optional.of(alter.table());
    }
    return Optional.empty();
  }

  /** What leads from the schema before to the one that is there now; empty where that is asked. */
  private static Optional<List<Operation>> net(Rehearsal rehearsal, Schema before) {
    Difference difference = rehearsal.difference(before, rehearsal.known(), Answers.NONE);
    return difference.questions().isEmpty()
            && difference.refusals().isEmpty()
            && !difference.operations().isEmpty()
        ? Optional.of(difference.operations())
        : Optional.empty();
  }

  /**
   * Why they cannot be undone; where only their net effect is left, only if their authors say so.
   */
  private static Optional<String> irreversible(
      Optional<List<Operation>> net, SquashRange range, List<MigrationPlan> plans) {
    List<String> reasons = new ArrayList<>();
    for (int i = 0; i < plans.size(); i++) {
      Migration migration = range.range().get(i);
      Optional<String> reason =
          net.isPresent() ? migration.irreversible() : plans.get(i).irreversible();
      reason.ifPresent(why -> reasons.add(migration.id() + ": " + why));
    }
    return reasons.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", reasons));
  }

  /** How to undo them where an author wrote that for one; else it is derived. */
  private static Optional<List<Operation>> writtenDown(
      SquashRange range, List<MigrationPlan> plans) {
    if (range.range().stream().allMatch(m -> m.down().isEmpty())) {
      return Optional.empty();
    }
    List<Operation> down = new ArrayList<>();
    for (MigrationPlan plan : plans) {
      down.addAll(0, plan.inverse().stream().map(Step::operation).toList());
    }
    return Optional.of(down);
  }

  private static MigrationPlan prove(
      Rehearsal rehearsal, SquashRange range, Migration squashed, Schema before, End wanted) {
    rehearsal.clear();
    rehearsal.apply(range.base());
    MigrationPlan plan;
    try {
      plan = rehearsal.apply(squashed);
    } catch (ScratchFailed | PlanMistakes failure) {
      throw new Refused(
          "On a throwaway database the squashed migration fails. Nothing was written.\n  "
              + failure.getMessage());
    }
    require(
        "the squashed migration leads to another schema",
        rehearsal.difference(rehearsal.inspect(), wanted.schema()));
    require(
        "the squashed migration leads to other rows", wanted.rows().differences(rehearsal.rows()));
    if (plan.irreversible().isEmpty()) {
      rehearsal.undo(plan);
      require(
          "undoing the squashed migration does not lead back",
          rehearsal.difference(rehearsal.inspect(), before));
    }
    return plan;
  }

  private static void require(String failure, List<String> differences) {
    if (!differences.isEmpty()) {
      throw new Refused(
          "On a throwaway database "
              + failure
              + ". Nothing was written.\n"
              + differences.stream().map(l -> "  " + l).collect(Collectors.joining("\n")));
    }
  }
}
