package dev.garganey.testing;

import dev.garganey.Configuration;
import dev.garganey.dialect.Command;
import dev.garganey.dialect.ConnectionTarget;
import dev.garganey.dialect.Dialect;
import dev.garganey.dialect.Dialects;
import dev.garganey.diff.Creation;
import dev.garganey.execute.ExecutionContext;
import dev.garganey.execute.ExecutionEvent;
import dev.garganey.execute.ExecutionSettings;
import dev.garganey.execute.Executor;
import dev.garganey.execute.Interruption;
import dev.garganey.execute.Stale;
import dev.garganey.execute.Work;
import dev.garganey.history.History;
import dev.garganey.history.Journal;
import dev.garganey.history.RevisionKind;
import dev.garganey.model.Product;
import dev.garganey.model.Schema;
import dev.garganey.operation.DataCode;
import dev.garganey.operation.Migration;
import dev.garganey.operation.Operation;
import dev.garganey.operation.OperationJson;
import dev.garganey.operation.RecordedOperations;
import dev.garganey.operation.RunCode;
import dev.garganey.operation.SourcePosition;
import dev.garganey.operation.Step;
import dev.garganey.plan.Action;
import dev.garganey.plan.MigrationPlan;
import dev.garganey.plan.Planner;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;

/**
 * Workbench is a database on which operations are planned and run as a migration would be, without
 * scripts.
 */
public final class Workbench implements AutoCloseable {
  private final Product product;
  private final Dialect dialect;
  private final Configuration configuration;
  private final Connection connection;
  private final History history;
  private final Journal journal;
  private final Consumer<ExecutionEvent> events;
  private final Optional<TestDatabase> owned;
  private Schema recorded = Schema.EMPTY;
  private Optional<Schema> seen = Optional.empty();
  private int count;

  private Workbench(
      Product product,
      ConnectionTarget target,
      Optional<TestDatabase> owned,
      Consumer<ExecutionEvent> events)
      throws SQLException {
    this.product = product;
    this.dialect = Dialects.of(product);
    this.configuration = Configuration.of(target, Path.of("."));
    this.owned = owned;
    this.events = events;
    this.connection = dialect.open(target);
    this.history = new History(dialect, configuration.history());
    this.journal = new Journal(dialect, configuration.journal());
    createTables();
  }

  /** A fresh database of that product, gone when closed; SQLite's is in memory. */
  public static Workbench fresh(Product product) throws SQLException {
    if (product == Product.SQLITE) {
      ConnectionTarget memory =
          new ConnectionTarget("jdbc:sqlite::memory:", Optional.empty(), Optional.empty());
      return new Workbench(product, memory, Optional.empty(), event -> {});
    }
    TestDatabase database = TestDatabase.postgresql();
    return new Workbench(product, target(database), Optional.of(database), event -> {});
  }

  /** A database that is there, with all that it has; it is closed by whoever made it. */
  public static Workbench on(Product product, TestDatabase database) throws SQLException {
    Workbench bench = new Workbench(product, target(database), Optional.empty(), event -> {});
    bench.recorded = bench.inspect();
    return bench;
  }

  /** How the dialects are told of a test database. */
  public static ConnectionTarget target(TestDatabase database) {
    return new ConnectionTarget(
        database.url(),
        Optional.of(database.user()).filter(u -> !u.isEmpty()),
        Optional.of(database.password()).filter(p -> !p.isEmpty()));
  }

  private void createTables() throws SQLException {
    history.create(connection);
    journal.create(connection);
  }

  /** Makes the database as good as a fresh one. */
  public void clear() throws SQLException {
    empty();
    createTables();
  }

  /** Makes the database as good as a fresh one that has no history either. */
  public void empty() throws SQLException {
    if (product == Product.POSTGRESQL) {
      List<String> drops =
          column(
              "SELECT format('DROP SCHEMA %I CASCADE', nspname) FROM pg_namespace"
                  + " WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'");
      drops.addAll(
          column(
              "SELECT format('DROP EXTENSION IF EXISTS %I CASCADE', extname) FROM pg_extension"
                  + " WHERE extname <> 'plpgsql'"));
      drops.addAll(
          column(
              "SELECT format('DROP FOREIGN DATA WRAPPER IF EXISTS %I CASCADE', fdwname) FROM"
                  + " pg_foreign_data_wrapper UNION ALL SELECT format('DROP PUBLICATION IF EXISTS"
                  + " %I', pubname) FROM pg_publication UNION ALL SELECT format('DROP LANGUAGE IF"
                  + " EXISTS %I CASCADE', lanname) FROM pg_language WHERE oid >= 16384 UNION ALL"
                  + " SELECT format('DROP CAST IF EXISTS (%s AS %s)', castsource::regtype,"
                  + " casttarget::regtype) FROM pg_cast WHERE oid >= 16384"));
      execute(
          String.join(";", drops)
              + "; CREATE SCHEMA public; GRANT USAGE ON SCHEMA public TO PUBLIC"
              + "; COMMENT ON SCHEMA public IS 'standard public schema'");
    } else {
      execute("PRAGMA foreign_keys = off");
      execute("PRAGMA writable_schema = on");
      execute("DELETE FROM sqlite_schema");
      execute("PRAGMA writable_schema = reset");
      execute("VACUUM");
      execute("PRAGMA foreign_keys = on");
    }
    recorded = Schema.EMPTY;
  }

  public Product product() {
    return product;
  }

  public Dialect dialect() {
    return dialect;
  }

  public Connection connection() {
    return connection;
  }

  /** How others connect to it. */
  public ConnectionTarget target() {
    return configuration.target();
  }

  /** The schema that folding everything applied here gives. */
  public Schema recorded() {
    return recorded;
  }

  /** What the catalogue shows; it is asked once until something changes. */
  public Schema inspect() throws SQLException {
    if (seen.isEmpty()) {
      seen =
          Optional.of(
              dialect.inspect(
                  connection, Set.of(configuration.history(), configuration.journal())));
    }
    return seen.get();
  }

  /** What the catalogue would show of a schema that is made from nothing; this must be clear. */
  public Schema twin(Schema schema) throws SQLException {
    List<String> making =
        dialect.statements(steps(Creation.of(schema)), Schema.EMPTY).stream()
            .map(dev.garganey.plan.Statement::action)
            .filter(Action.Sql.class::isInstance)
            .map(Action::text)
            .toList();
    dialect.begin(connection, true);
    try (Statement statement = connection.createStatement()) {
      for (String sql : making) {
        statement.addBatch(sql);
      }
      statement.executeBatch();
      return dialect.inspect(connection, Set.of(configuration.history(), configuration.journal()));
    } finally {
      dialect.rollback(connection);
      dialect.end(connection);
    }
  }

  /** What the catalogue shows of a schema that is made from nothing; this must be clear. */
  public Schema make(Schema schema) throws SQLException {
    List<Operation> operations = Creation.of(schema);
    if (!operations.isEmpty()) {
      apply(operations);
    }
    return inspect();
  }

  /** Takes what is there, whoever made it, for what was recorded. */
  public Schema adopt() throws SQLException {
    seen = Optional.empty();
    recorded = inspect();
    return recorded;
  }

  /** Applies operations as one migration; an empty list does nothing. */
  public MigrationPlan apply(List<? extends Operation> operations) throws SQLException {
    MigrationPlan plan = plan(operations);
    run(plan);
    recorded = folded(recorded, plan.steps());
    return plan;
  }

  /** The plan of operations as one migration. */
  public MigrationPlan plan(List<? extends Operation> operations) throws SQLException {
    String id = "m" + ++count;
    Migration migration =
        new Migration(
            id,
            id + ".groovy",
            "",
            Optional.empty(),
            steps(operations),
            Optional.empty(),
            true,
            false,
            List.of(),
            List.of(),
            Optional.empty());
    return new Planner(dialect).up(migration, base());
  }

  /**
   * Undoes what a plan did, by what history would hold of it: through JSON and back.
   *
   * @param allowed the tables and columns that may go with their data
   */
  public MigrationPlan undo(MigrationPlan plan, Set<String> allowed) throws SQLException {
    List<Step> inverse =
        OperationJson.read(
                OperationJson.write(
                    new RecordedOperations(
                        plan.steps(), plan.inverse(), plan.irreversible(), true)))
            .down();
    MigrationPlan back =
        new Planner(dialect).down(plan.id(), plan.file(), inverse, true, base(), allowed);
    run(back);
    recorded = folded(recorded, back.steps());
    return back;
  }

  private Schema base() throws SQLException {
    return dialect.reconcile(recorded, inspect());
  }

  private void run(MigrationPlan plan) throws SQLException {
    seen = Optional.empty();
    try {
      ExecutionContext context =
          new ExecutionContext(
              connection,
              dialect,
              history,
              journal,
              new ExecutionSettings(
                  configuration.target(),
                  configuration.migrations(),
                  configuration.lockTimeout(),
                  configuration.lockRetries()),
              new Interruption(),
              events);
      new Executor(context, context.snapshot())
          .run(new Work(plan, (millis, more) -> recording(plan, millis)), List.of());
    } catch (Stale stale) {
      throw new IllegalStateException("nobody else is at work here", stale);
    }
  }

  private List<Command> recording(MigrationPlan plan, long millis) {
    return switch (plan.direction()) {
      case UP ->
          history.recording(
              new History.Entry(
                  plan.id(), plan.id(), "", "", "", RevisionKind.APPLIED, "spec", millis, "spec"),
              Optional.empty(),
              List.of());
      case DOWN -> history.removal(plan.id());
    };
  }

  /** The schema after some steps. */
  public static Schema folded(Schema before, List<Step> steps) {
    Schema schema = before;
    for (Step step : steps) {
      schema = step.operation().applyTo(schema);
    }
    return schema;
  }

  /** Operations as the steps of a script; the source of a data block is the SQL that it runs. */
  public static List<Step> steps(List<? extends Operation> operations) {
    return IntStream.range(0, operations.size()).mapToObj(i -> step(operations.get(i), i)).toList();
  }

  private static Step step(Operation operation, int index) {
    SourcePosition at = new SourcePosition("spec.groovy", index + 1, 1);
    if (operation instanceof RunCode code) {
      DataCode runs = handle -> ((Handle) handle).execute(code.source());
      return new Step(operation, at, Set.of(), Optional.of(runs));
    }
    return Step.of(operation, at);
  }

  /** All rows of all tables that {@code schema} has, as text, by table; in no order of theirs. */
  public Map<String, List<String>> rows(Schema schema) throws SQLException {
    TreeMap<String, List<String>> all = new TreeMap<>();
    for (var table : schema.tables()) {
      List<String> names =
          table.columns().stream().map(c -> c.name()).sorted().map(dialect::quote).toList();
      List<String> rows = new ArrayList<>();
      try (Statement statement = connection.createStatement();
          ResultSet found =
              statement.executeQuery(
                  "SELECT " + String.join(", ", names) + " FROM " + dialect.quote(table.name()))) {
        while (found.next()) {
          StringBuilder row = new StringBuilder();
          for (int i = 1; i <= names.size(); i++) {
            row.append(names.get(i - 1)).append('=').append(found.getString(i)).append(' ');
          }
          rows.add(row.toString());
        }
      }
      rows.sort(null);
      all.put(table.name().toString(), rows);
    }
    return all;
  }

  /** The first column of a query's rows. */
  public List<String> column(String query) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }

  /** Sends SQL as it is. */
  public void execute(String sql) throws SQLException {
    seen = Optional.empty();
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
    if (owned.isPresent()) {
      owned.get().close();
    }
  }
}
