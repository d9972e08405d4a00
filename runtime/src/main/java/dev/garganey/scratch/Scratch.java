package dev.garganey.scratch;

import dev.garganey.dialect.ConnectionTarget;
import dev.garganey.dialect.Dialect;
import dev.garganey.dialect.ScratchDatabase;
import dev.garganey.diff.Creation;
import dev.garganey.execute.ScratchFailed;
import dev.garganey.model.Schema;
import dev.garganey.operation.Migration;
import dev.garganey.operation.Operation;
import dev.garganey.operation.SourcePosition;
import dev.garganey.operation.Step;
import dev.garganey.plan.Action;
import dev.garganey.plan.MigrationPlan;
import dev.garganey.plan.Planner;
import dev.garganey.plan.Stage;
import dev.garganey.plan.Statement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Scratch makes schemas and runs migrations on a throwaway database, to see what comes of them. It
 * has no history and no rows but those that migrations bring.
 */
public final class Scratch implements AutoCloseable {
  private final Dialect dialect;
  private final ScratchDatabase database;

  private Scratch(Dialect dialect, ScratchDatabase database) {
    this.dialect = dialect;
    this.database = database;
  }

  /**
   * A new one.
   *
   * @param near the database beside which it is made; it is not touched
   * @throws ScratchFailed if none can be made; the message says what to do
   */
  public static Scratch open(Dialect dialect, ConnectionTarget near) {
    try {
      return new Scratch(dialect, dialect.scratch(near));
    } catch (SQLException failure) {
      throw new ScratchFailed(
          "A proof needs a throwaway database, and none could be made beside "
              + near.scratch().orElse(near)
              + ": "
              + failure.getMessage()
              + "\nLet the role make databases, or name a database on another server for it:"
              + " --scratch URL, or GARGANEY_SCRATCH",
          failure);
    }
  }

  /** Makes it as good as new. */
  public void clear() {
    try {
      database.clear();
    } catch (SQLException failure) {
      throw new ScratchFailed(
          "The throwaway database could not be cleared: " + failure.getMessage(), failure);
    }
  }

  /** The schema as the catalogue tells it. */
  public Schema inspect() {
    return query(connection -> dialect.inspect(connection, Set.of()));
  }

  /** Query reads over the connection. */
  @FunctionalInterface
  public interface Query<T> {
    T read(Connection connection) throws SQLException;
  }

  /** What a query finds. */
  public <T> T query(Query<T> query) {
    try {
      return query.read(database.connection());
    } catch (SQLException failure) {
      throw new ScratchFailed(
          "The throwaway database could not be read: " + failure.getMessage(), failure);
    }
  }

  /** Makes a schema on a database that is as good as new. */
  public void make(Schema schema) {
    List<Operation> operations = Creation.ofLive(schema);
    if (!operations.isEmpty()) {
      run(new Planner(dialect).up(migration(operations), Schema.EMPTY));
    }
  }

  /** Operations as a migration of no file. */
  public static Migration migration(List<Operation> operations) {
    return migration("scratch", operations);
  }

  /** Operations as a migration of no file, by a name of its own. */
  public static Migration migration(String id, List<Operation> operations) {
    SourcePosition nowhere = new SourcePosition(id, 0, 0);
    return new Migration(
        id,
        id,
        "",
        Optional.empty(),
        operations.stream().map(o -> Step.of(o, nowhere)).toList(),
        Optional.empty(),
        true,
        false,
        List.of(),
        List.of(),
        Optional.empty());
  }

  /**
   * Runs a plan. What only looks after rows is passed over: there are none.
   *
   * @throws ScratchFailed if a statement is refused; nothing of its transaction stays
   */
  public void run(MigrationPlan plan) {
    for (Stage stage : plan.stages()) {
      try {
        run(stage);
      } catch (SQLException failure) {
        throw new ScratchFailed(
            "The throwaway database could not be used: " + failure.getMessage(), failure);
      }
    }
  }

  private void run(Stage stage) throws SQLException {
    Connection connection = database.connection();
    if (!stage.isTransaction()) {
      for (Statement statement : stage.statements()) {
        run(connection, statement);
      }
      return;
    }
    dialect.begin(connection, stage.suspendsForeignKeys());
    boolean committed = false;
    try {
      for (Statement statement : stage.statements()) {
        run(connection, statement);
      }
      dialect.commit(connection);
      committed = true;
    } finally {
      if (!committed) {
        dialect.rollback(connection);
      }
      dialect.end(connection);
    }
  }

  private static void run(Connection connection, Statement statement) {
    try {
      if (statement.action() instanceof Action.Sql sql) {
        try (java.sql.Statement send = connection.createStatement()) {
          send.execute(sql.text());
        }
      } else if (statement.action() instanceof Action.Code code && code.code().isPresent()) {
        try (Handle handle = Jdbi.create(connection).open()) {
          code.code().get().run(handle);
        }
      }
    } catch (Exception failure) {
      throw new ScratchFailed(
          statement.at()
              + ": On a throwaway database this failed: "
              + failure.getMessage()
              + "\n  "
              + statement.action().text(),
          failure);
    }
  }

  @Override
  public void close() {
    try {
      database.close();
    } catch (SQLException alreadyGone) {
      // The next one that is made removes what this leaves.
    }
  }
}
