package dev.garganey.execute;

import dev.garganey.history.StageState;
import dev.garganey.plan.Probe;
import dev.garganey.plan.Statement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * LoneStatement runs a statement that cannot run in a transaction. That it is about to run is
 * written down before; what a cut-off one left behind is found out by its probe.
 */
final class LoneStatement {
  private final ExecutionContext context;
  private final Transactions transactions;
  private final Place place;
  private final Statement statement;

  LoneStatement(ExecutionContext context, Transactions transactions, Place place) {
    this.context = context;
    this.transactions = transactions;
    this.place = place;
    this.statement = place.statement();
  }

  void run() throws SQLException, Stale {
    if (place.before().isPresent() && recover()) {
      finish();
      return;
    }
    transactions.run(
        place.plan(),
        false,
        place.kept(),
        exchange ->
            exchange.add(
                context.journal().writing(place.id(), place.at(StageState.INTENT)),
                Exchange.Reply.NONE));
    attempt();
    transactions.acceptChanges();
    finish();
  }

  private void attempt() throws SQLException, Stale {
    for (int attempt = 1; ; attempt++) {
      try {
        new StatementRun(context, place.plan(), List.of(statement), place.statementsBefore())
            .run(Exchange.immediate(context));
        return;
      } catch (Failure failure) {
        boolean again = transactions.retry(place.plan(), attempt, failure);
        if (!again) {
          if (statement.probe().isEmpty()) {
            forgetIntent();
          }
          throw failure.of(place.plan(), place.kept(), context.dialect());
        }
        if (statement.probe().isPresent() && recover()) {
          return;
        }
      }
    }
  }

  private void finish() throws SQLException, Stale {
    transactions.run(
        place.plan(), false, place.kept(), exchange -> StageRun.done(context, place, exchange));
  }

  /**
   * The database said that the statement failed, so it is known not to have run, which no probe
   * could find out later. Where the connection is lost instead, the intent stays.
   */
  private void forgetIntent() {
    try {
      context.journal().remove(context.connection(), place.id(), place.at(StageState.INTENT));
    } catch (SQLException connectionLost) {
      // Then the intent stays, and the next run looks at what it left.
    }
  }

  /** Whether the statement of an open intent turns out to be done; a half of it is removed. */
  private boolean recover() throws SQLException {
    Probe probe = statement.probe().orElseThrow(this::unknown);
    String finding = "it runs again";
    boolean done = probe.done().isPresent() && yieldsRow(probe.done().get());
    if (done) {
      finding = "it is done";
    } else if (probe.leftover().isPresent() && yieldsRow(probe.leftover().get())) {
      try (java.sql.Statement cleanup = context.connection().createStatement()) {
        cleanup.execute(probe.cleanup().orElseThrow());
      }
      finding = "half of it was there and has been removed; it runs again";
    }
    transactions.acceptChanges();
    context.tell(new ExecutionEvent.Recovered(place.id(), statement, finding));
    return done;
  }

  private Refused unknown() {
    return new Refused(
        place.id()
            + " was cut off while this ran, outside of a transaction, and nothing tells whether it"
            + " is done: "
            + statement.action().text()
            + "\nLook at the database, then say where the migration stands: garganey mark "
            + place.id()
            + " --applied|--pending");
  }

  private boolean yieldsRow(String query) throws SQLException {
    try (java.sql.Statement asking = context.connection().createStatement();
        ResultSet rows = asking.executeQuery(query)) {
      return rows.next();
    }
  }
}
