package dev.garganey.execute;

import dev.garganey.history.StageRecord;
import dev.garganey.history.StageState;
import dev.garganey.plan.MigrationPlan;
import dev.garganey.plan.Stage;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * StageRun runs a migration stage by stage, each committed together with the word in the journal
 * that it is done, and goes on where an earlier run was cut off.
 */
final class StageRun {
  private final ExecutionContext context;
  private final Transactions transactions;

  StageRun(ExecutionContext context, Transactions transactions) {
    this.context = context;
    this.transactions = transactions;
  }

  void run(Work work, List<StageRecord> journalled, Stopwatch watch) throws SQLException, Stale {
    MigrationPlan plan = work.plan();
    List<Stage> stages = plan.stages();
    Map<Integer, StageRecord> known =
        journalled.stream().collect(Collectors.toMap(StageRecord::stage, r -> r));
    requireSamePlan(plan, known);
    if (!known.isEmpty()) {
      int done = (int) known.values().stream().filter(r -> r.state() == StageState.DONE).count();
      context.tell(new ExecutionEvent.Resumed(plan.id(), done, stages.size()));
    }
    int statements = 0;
    for (int i = 0; i < stages.size(); i++) {
      run(new Place(work, i, statements, watch, Optional.ofNullable(known.get(i))));
      statements += stages.get(i).statements().size();
    }
  }

  private void run(Place place) throws SQLException, Stale {
    if (place.isDone()) {
      new SessionState(context).restore(place.planned());
      if (place.isLast()) {
        transactions.run(
            place.plan(), false, place.kept(), exchange -> done(context, place, exchange));
      }
    } else if (place.planned().isTransaction()) {
      transactions.run(
          place.plan(),
          place.planned().suspendsForeignKeys(),
          place.kept(),
          exchange -> {
            new StatementRun(
                    context, place.plan(), place.planned().statements(), place.statementsBefore())
                .run(exchange);
            done(context, place, exchange);
          });
    } else if (place.statement().isBatched()) {
      new BatchRun(context, transactions, place).run();
    } else {
      new LoneStatement(context, transactions, place).run();
    }
  }

  /** Writes that a stage is done: after the last one history has it, and the journal forgets it. */
  static void done(ExecutionContext context, Place place, Exchange exchange)
      throws SQLException, Failure, Stale {
    if (place.isLast()) {
      record(place.work(), place.watch(), exchange);
      exchange.add(context.journal().clearing(place.id()), Exchange.Reply.NONE);
    } else {
      exchange.add(
          context.journal().writing(place.id(), place.at(StageState.DONE)), Exchange.Reply.NONE);
    }
  }

  /** Has history told, once what must hold was looked at. */
  static void record(Work work, Stopwatch watch, Exchange exchange)
      throws SQLException, Failure, Stale {
    if (work.check() != Work.Check.NONE) {
      exchange.flush();
      work.check().run();
    }
    Exchange.Elapsed elapsed = exchange.elapsed(watch);
    exchange.addAll(work.recording().commands(elapsed.millis(), elapsed.more()));
  }

  private static void requireSamePlan(MigrationPlan plan, Map<Integer, StageRecord> known) {
    for (StageRecord record : known.values()) {
      boolean same =
          record.direction() == plan.direction()
              && record.stage() < plan.stages().size()
              && record.statementHash().equals(Place.hash(plan.stages().get(record.stage())));
      if (!same) {
        throw new Refused(
            plan.id()
                + " was cut off after "
                + known.size()
                + " of "
                + record.stages()
                + " stages, and what it says about those is different now. Put its first part back"
                + " as it was, or look at the database and say where it stands: garganey mark "
                + plan.id()
                + " --applied|--pending");
      }
    }
  }
}
