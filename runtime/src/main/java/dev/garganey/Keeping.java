package dev.garganey;

import dev.garganey.compare.Comparison;
import dev.garganey.dialect.Dialect;
import dev.garganey.diff.Answers;
import dev.garganey.diff.Difference;
import dev.garganey.execute.Refused;
import dev.garganey.execute.StatementFailed;
import dev.garganey.model.Schema;
import dev.garganey.operation.Migration;
import dev.garganey.operation.Operation;
import dev.garganey.operation.Step;
import dev.garganey.plan.Foreseen;
import dev.garganey.plan.MigrationPlan;
import dev.garganey.plan.Planner;
import dev.garganey.scratch.Canonical;
import dev.garganey.scratch.Scratch;
import dev.garganey.script.OperationRenderer;
import dev.garganey.script.Snippets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Keeping makes one migration of what was said in a trial. It is proved there: behind the pending
 * migrations that were tried, as it will be applied, and back again.
 */
final class Keeping {
  private static final String WAY_BACK = "garganey_way_back";
  private static final Pattern PLACE = Pattern.compile("^" + Snippets.TITLE + ":\\d+:\\d+: ");

  private final Configuration configuration;
  private final Dialect dialect;
  private final TrialGround ground;
  private final Planner planner;
  private final List<String> notices = new ArrayList<>();

  Keeping(Configuration configuration, Dialect dialect, TrialGround ground) {
    this.configuration = configuration;
    this.dialect = dialect;
    this.ground = ground;
    this.planner = new Planner(dialect);
  }

  Kept keep(Optional<String> description, String id, Consumer<Kept> writing) {
    List<Tried> all = ground.done();
    List<Step> said =
        all.stream().filter(Tried::isNew).flatMap(t -> t.operations().stream()).toList();
    if (said.isEmpty()) {
      throw new Refused(
          all.isEmpty()
              ? "Nothing was done in this trial that could be kept"
              : "Nothing was said in this trial that a migration could hold: what was tried is in"
                  + " its files already, and apply makes it come true");
    }
    for (Step step : said) {
      if (!step.isFor(dialect.product())) {
        throw new Refused(
            step.operation().describe()
                + " was said for another product, so nothing here proves it. Take that back, keep"
                + " the rest, and write it into the file");
      }
    }
    return ground.attempt(
        session -> {
          Kept kept = proved(session, description, id, all, said);
          writing.accept(kept);
          return kept;
        });
  }

  private Kept proved(
      Session session, Optional<String> description, String id, List<Tried> all, List<Step> said)
      throws SQLException {
    boolean suspend = ground.isSuspended() || dialect.brokenForeignKeys().isPresent();
    ground.restart(session, suspend, all.stream().filter(t -> !t.isNew()).toList());
    Foreseen before = ground.foreseen(session);
    MigrationPlan plan = session.scripts().located(() -> planner.up(migration(id, said), before));
    Optional<String> irreversible = plan.irreversible().map(Keeping::withoutPlace);
    String script =
        OperationRenderer.migrationOf(
            description,
            said,
            irreversible.isPresent() ? Optional.empty() : Optional.of(plan.inverse()),
            irreversible);
    if (session.scripts().holdSecret(script)) {
      throw new Refused(
          "What was said holds a secret from the environment, which a file must not. Write the"
              + " migration with env('…') instead");
    }
    Migration written =
        new Draft(configuration, session.scripts()).evaluated("What was said", id, script, said);
    TrialGround.Laid done = ground.add(session, new Tried.Written(written, 0, written.up().size()));
    if (irreversible.isEmpty()) {
      goBack(session, done.plan().orElseThrow(), before.schema());
    }
    return new Kept(script, irreversible, notices);
  }

  /** A reason, without the place of what was typed, which nobody finds again. */
  private static String withoutPlace(String reason) {
    return PLACE.matcher(reason).replaceFirst("");
  }

  private static Migration migration(String id, List<Step> steps) {
    Migration bare = Scratch.migration(id, List.of());
    return new Migration(
        bare.id(),
        bare.file(),
        bare.checksum(),
        bare.description(),
        steps,
        bare.down(),
        true,
        false,
        List.of(),
        List.of(),
        Optional.empty());
  }

  /** Undoes it, looks, and does so as if nothing had happened. */
  private void goBack(Session session, MigrationPlan done, Schema before) throws SQLException {
    Foreseen after = ground.foreseen(session);
    Migration undoing = migration(done.id(), done.inverse());
    Withheld.Part part =
        new Withheld(dialect).from(new Tried.Written(undoing, 0, undoing.up().size()));
    if (part.steps().size() < done.inverse().size()) {
      notices.add("its way back was not proved, for it cannot run in a transaction");
      return;
    }
    MigrationPlan back =
        session
            .scripts()
            .located(
                () -> planner.down(done.id(), done.file(), part.steps(), true, after, Set.of()));
    try {
      ground.run(session, WAY_BACK, back);
    } catch (Refused guarded) {
      notices.add("its way back was not proved, for rows are in its way: " + guarded.getMessage());
      return;
    } catch (StatementFailed failure) {
      throw new Refused(
          "What was said cannot be undone as its way back says, so nothing was written. "
              + failure.sql()
              + " fails: "
              + failure.getMessage());
    }
    Schema found = session.base(before);
    TrialTransaction.forget(session.connection(), WAY_BACK);
    Difference left =
        new Comparison(dialect, new Canonical(dialect, configuration.target()))
            .between(before, found, Answers.UNASKED);
    if (!left.isEmpty()) {
      throw new Refused(
          "What was said is not undone by its way back, so nothing was written. What differs"
              + " afterwards: "
              + left.operations().stream()
                  .map(Operation::describe)
                  .collect(Collectors.joining("; ")));
    }
  }
}
