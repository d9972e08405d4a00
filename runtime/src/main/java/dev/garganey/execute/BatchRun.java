package dev.garganey.execute;

import dev.garganey.history.StageRecord;
import dev.garganey.history.StageState;
import dev.garganey.plan.Action;
import dev.garganey.plan.Statement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** BatchRun does a backfill, each batch in a transaction together with its cursor. */
final class BatchRun {
  private final ExecutionContext context;
  private final Transactions transactions;
  private final Place place;
  private final Statement statement;
  private final Action.Batches action;
  private Optional<String> cursor;
  private long rows;

  BatchRun(ExecutionContext context, Transactions transactions, Place place) {
    this.context = context;
    this.transactions = transactions;
    this.place = place;
    this.statement = place.statement();
    this.action = (Action.Batches) statement.action();
    this.cursor = place.before().flatMap(StageRecord::cursor);
    this.rows = place.before().map(StageRecord::rows).orElse(0L);
  }

  void run() throws SQLException, Stale {
    context.tell(
        new ExecutionEvent.StatementStarted(
            place.id(), statement, place.statementsBefore() + 1, place.plan().statementCount()));
    Batching batching = new Batching(context.connection(), context.interruption(), action);
    Optional<Batching.Batch> batch = next(batching);
    while (batch.isPresent()) {
      cursor = Optional.of(batch.get().cursor());
      rows += batch.get().rows();
      context.tell(new ExecutionEvent.BatchFinished(place.id(), rows, place.watch().millis()));
      context.interruption().pause(action.pauseMillis());
      batch = next(batching);
    }
    context.tell(
        new ExecutionEvent.StatementFinished(
            place.id(), statement, rows, OptionalLong.of(place.watch().millis())));
  }

  private Optional<Batching.Batch> next(Batching batching) throws SQLException, Stale {
    List<Batching.Batch> result = new ArrayList<>();
    transactions.run(
        place.plan(),
        false,
        rows + " rows of the backfill are done and journalled; the next run goes on after them.",
        exchange -> {
          exchange.flush();
          result.clear();
          batch(batching, exchange).ifPresent(result::add);
        });
    return result.stream().findFirst();
  }

  private Optional<Batching.Batch> batch(Batching batching, Exchange exchange)
      throws Failure, Stale {
    try {
      Optional<Batching.Batch> batch = batching.next(cursor);
      if (batch.isEmpty()) {
        StageRun.done(context, place, exchange);
      } else {
        StageRecord underWay =
            place.at(
                StageState.UNDER_WAY, Optional.of(batch.get().cursor()), rows + batch.get().rows());
        if (!context.journal().advance(context.connection(), place.id(), underWay, cursor)) {
          throw new Refused(
              "Another run goes on with the backfill of "
                  + place.id()
                  + ", so this one stopped and changed no more rows; it must have lost its lock."
                  + " Wait until the other is done");
        }
      }
      return batch;
    } catch (SQLException failure) {
      throw new Failure(statement, failure);
    }
  }
}
