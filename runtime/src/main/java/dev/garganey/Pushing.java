package dev.garganey;

import dev.garganey.compare.Comparison;
import dev.garganey.dialect.Dialect;
import dev.garganey.dialect.WriterLock;
import dev.garganey.diff.Answers;
import dev.garganey.diff.Difference;
import dev.garganey.diff.Question;
import dev.garganey.diff.SchemaModel;
import dev.garganey.execute.Executor;
import dev.garganey.execute.Recording;
import dev.garganey.execute.Refused;
import dev.garganey.execute.Snapshot;
import dev.garganey.execute.Stale;
import dev.garganey.execute.Work;
import dev.garganey.foreign.ForeignTools;
import dev.garganey.model.Column;
import dev.garganey.model.ColumnRef;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Schema;
import dev.garganey.plan.Direction;
import dev.garganey.plan.Hazard;
import dev.garganey.plan.HazardKind;
import dev.garganey.plan.MigrationPlan;
import dev.garganey.plan.Planner;
import dev.garganey.scratch.Canonical;
import dev.garganey.scratch.Scratch;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Pushing makes a database be as the model says, without a migration and without a record. */
final class Pushing {
  /** What its plan is called. */
  private static final String ID = "push";

  private final Configuration configuration;
  private final Dialect dialect;
  private final Session session;
  private final Comparison comparison;

  Pushing(Configuration configuration, Dialect dialect, Session session) {
    this.configuration = configuration;
    this.dialect = dialect;
    this.session = session;
    this.comparison = new Comparison(dialect, new Canonical(dialect, configuration.target()));
  }

  /**
   * What would be done; changes nothing.
   *
   * @param allowed the tables and columns whose data may be lost
   */
  Push plan(Path model, Answers answers, Set<String> allowed) throws SQLException {
    SchemaModel wanted = session.schemas().model(model);
    Schema live = ForeignTools.without(session.base(), wanted.schema());
    Difference difference = difference(live, wanted.schema(), answers.plus(wanted.hints()));
    MigrationPlan plan =
        new Planner(dialect).up(Scratch.migration(ID, difference.operations()), live);
    return new Push(
        difference.operations(),
        new Plan(
            configuration.target().shown(),
            dialect.product().title(),
            difference.isEmpty() ? List.of() : List.of(guarded(plan, live, allowed)),
            notices()),
        difference.questions(),
        difference.refusals(),
        losses(plan, live, allowed),
        false,
        0);
  }

  /** What a column's rows get is asked only where there are rows. */
  private Difference difference(Schema live, Schema wanted, Answers answers) throws SQLException {
    Difference first = comparison.between(live, wanted, answers);
    Map<ColumnRef, ObjectName> tables = new LinkedHashMap<>();
    for (Question question : first.questions()) {
      if (question instanceof Question.ValueNeeded needed) {
        ObjectName now = needed.column().table();
        tables.put(needed.column(), answers.hints().oldTable(now).orElse(now));
      }
    }
    tables.values().removeIf(t -> live.findTable(t).isEmpty());
    Answers more = answers;
    for (ColumnRef column : withoutRows(tables)) {
      more = more.withoutRows(column);
    }
    return more.equals(answers) ? first : comparison.between(live, wanted, more);
  }

  /** The columns whose tables are empty: one query for all of them. */
  private List<ColumnRef> withoutRows(Map<ColumnRef, ObjectName> tables) throws SQLException {
    if (tables.isEmpty()) {
      return List.of();
    }
    String query =
        tables.values().stream()
            .map(t -> "EXISTS (" + dialect.holdsData(t, Optional.empty()) + ")")
            .collect(Collectors.joining(", ", "SELECT ", ""));
    List<ColumnRef> empty = new ArrayList<>();
    try (Statement statement = session.connection().createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      int at = 1;
      for (ColumnRef column : tables.keySet()) {
        if (!row.getBoolean(at++)) {
          empty.add(column);
        }
      }
    }
    return empty;
  }

  private List<String> notices() throws SQLException {
    return session.history().read(session.connection()).isEmpty()
        ? List.of()
        : List.of(
            "this database has a history, which a push is not written to: garganey drift will show"
                + " it, and garganey generate write it as a migration");
  }

  /** The plan, with a look before each drop whether that holds data, in the same transaction. */
  private MigrationPlan guarded(MigrationPlan plan, Schema live, Set<String> allowed) {
    MigrationPlan looking =
        new Planner(dialect).down(plan.id(), plan.file(), plan.steps(), true, live, allowed);
    return new MigrationPlan(
        plan.id(),
        plan.file(),
        Direction.UP,
        plan.steps(),
        looking.stages(),
        plan.inverse(),
        plan.irreversible(),
        plan.hazards(),
        plan.after());
  }

  /** What would lose data that is there now. */
  private List<String> losses(MigrationPlan plan, Schema live, Set<String> allowed)
      throws SQLException {
    List<String> found = new ArrayList<>();
    for (Hazard hazard : plan.hazards()) {
      if (hazard.kind().isDestructive()
          && !allowed.contains(hazard.object())
          && !found.contains(hazard.object())
          && holdsData(hazard, live)) {
        found.add(hazard.object());
      }
    }
    return found;
  }

  private boolean holdsData(Hazard hazard, Schema live) throws SQLException {
    if (hazard.kind() == HazardKind.DROPS_TABLE) {
      ObjectName table = ObjectName.parse(hazard.object());
      return live.findTable(table).isEmpty() || holds(dialect.holdsData(table, Optional.empty()));
    }
    if (hazard.kind() == HazardKind.DROPS_COLUMN || hazard.kind() == HazardKind.NARROWS_TYPE) {
      return column(hazard.object(), live)
          .map(c -> dialect.holdsData(c.table(), Optional.of(c.column())))
          .map(this::asks)
          // By this name it is there only after a rename of the same plan.
          .orElse(true);
    }
    return true;
  }

  /** Held is a column, and the table that it is of. */
  private record Held(ObjectName table, Column column) {}

  private static Optional<Held> column(String object, Schema live) {
    return live.tables().stream()
        .flatMap(t -> t.columns().stream().map(c -> new Held(t.name(), c)))
        .filter(h -> (h.table() + "." + h.column().name()).equals(object))
        .findFirst();
  }

  private boolean asks(String query) {
    try {
      return holds(query);
    } catch (SQLException unanswered) {
      return true;
    }
  }

  private boolean holds(String query) throws SQLException {
    try (Statement statement = session.connection().createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      return rows.next();
    }
  }

  /** Does it, if nothing is left to be said. */
  Push push(Path model, Answers answers, Set<String> allowed) throws SQLException {
    long start = System.nanoTime();
    try (WriterLock lock = session.lock()) {
      Push first = plan(model, answers, allowed);
      if (first.isEmpty() || first.isStuck()) {
        return first;
      }
      boolean lent = !session.hasTables() && !isOneTransaction(first);
      try {
        Push push = push(lent || session.hasTables(), () -> plan(model, answers, allowed));
        return push.asDone((System.nanoTime() - start) / 1_000_000);
      } finally {
        if (lent) {
          session.dropTables();
        }
      }
    }
  }

  /** Planning makes the plan of a push anew. */
  private interface Planning {
    Push plan() throws SQLException;
  }

  /**
   * Does it.
   *
   * @param journalled whether there is, or may be, a journal; only what is not one transaction
   *     needs it, and that only until it is done
   */
  private Push push(boolean journalled, Planning planning) throws SQLException {
    if (journalled) {
      session.createTables();
      session.journal().clear(session.connection(), ID);
    }
    Snapshot snapshot = session.snapshot();
    Push push = planning.plan();
    if (push.isEmpty() || push.isStuck() || !(journalled || isOneTransaction(push))) {
      throw new Refused("Somebody changed the schema meanwhile. Nothing was pushed; try again.");
    }
    run(push.plan().migrations().get(0), snapshot);
    return push;
  }

  private static boolean isOneTransaction(Push push) {
    return push.plan().migrations().stream().allMatch(MigrationPlan::isOneTransaction);
  }

  private void run(MigrationPlan plan, Snapshot snapshot) throws SQLException {
    dialect.limitLockWait(session.connection(), configuration.statementLockTimeout());
    Executor executor = new Executor(session.context(), snapshot);
    try {
      executor.run(new Work(plan, Recording.NONE), List.of());
    } catch (Stale stale) {
      throw new Refused("Somebody changed the schema meanwhile. Nothing was pushed; try again.");
    }
  }
}
