package dev.garganey;

import dev.garganey.execute.ExecutionEvent;
import dev.garganey.history.Revision;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Garganey moves one database. */
public final class Garganey implements AutoCloseable {
  private final Configuration configuration;

  private Garganey(Configuration configuration, Consumer<ExecutionEvent> listener) {
    this.configuration = configuration;
  }

  public static Garganey open(Configuration configuration, Consumer<ExecutionEvent> listener) {
    return new Garganey(configuration, listener);
  }

  public Status status() { throw new IllegalStateException(); }
  public Plan plan(ApplyOptions options) { throw new IllegalStateException(); }
  public Plan planRollback(RollbackOptions options) { throw new IllegalStateException(); }
  public RunReport apply(ApplyOptions options) { throw new IllegalStateException(); }
  public RunReport rollback(RollbackOptions options) { throw new IllegalStateException(); }
  public RunReport redo(RollbackOptions options) { throw new IllegalStateException(); }
  public Verification verify() { throw new IllegalStateException(); }
  public List<Revision> history() { throw new IllegalStateException(); }
  public List<String> baseline(String id) { throw new IllegalStateException(); }
  public boolean mark(String id, boolean applied) { throw new IllegalStateException(); }
  public Plan export() { throw new IllegalStateException(); }
  public void interrupt() {}
  @Override public void close() {}
}
