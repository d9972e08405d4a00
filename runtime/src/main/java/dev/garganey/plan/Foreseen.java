package dev.garganey.plan;

import dev.garganey.dialect.Dialect;
import dev.garganey.model.Schema;
import dev.garganey.operation.Operation;
import dev.garganey.operation.RawSql;
import dev.garganey.operation.RunCode;
import dev.garganey.operation.Step;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Foreseen is the schema that there will be at some point of a plan.
 *
 * <p>What raw SQL makes of it is found out only when somebody asks, and then for all raw SQL since
 * the last answer at once: it takes a scratch database with everything in it, which would be too
 * much for each statement of a long history.
 */
public final class Foreseen {
  private final Dialect dialect;
  private Optional<Schema> known;
  private Optional<Unread> unread;

  private Foreseen(Dialect dialect, Optional<Schema> known, Optional<Unread> unread) {
    this.dialect = dialect;
    this.known = known;
    this.unread = unread;
  }

  /** Unread is raw SQL, and what there is before it. */
  private record Unread(Foreseen before, String sql) {}

  /** A schema that is known. */
  public static Foreseen of(Dialect dialect, Schema schema) {
    return new Foreseen(dialect, Optional.of(schema), Optional.empty());
  }

  /** The schema; opened where it cannot be told. */
  public synchronized Schema schema() {
    if (known.isEmpty()) {
      known = Optional.of(read());
      unread = Optional.empty();
    }
    return known.get();
  }

  private Schema read() {
    Deque<String> statements = new ArrayDeque<>();
    Foreseen start = this;
    while (start.unread.isPresent()) {
      statements.addFirst(start.unread.get().sql());
      start = start.unread.get().before();
    }
    Schema before = start.schema();
    return before.isOpen() ? before : dialect.replay(before, List.copyOf(statements));
  }

  /** What there is after an operation that is {@linkplain #isVerbatim verbatim}. */
  Foreseen afterVerbatim(Operation operation) {
    boolean open = known.isPresent() && known.get().isOpen();
    return operation instanceof RawSql raw && raw.touchesSchema() && !open
        ? new Foreseen(dialect, Optional.empty(), Optional.of(new Unread(this, raw.sql())))
        : this;
  }

  /** The schema for one who plans this operation, which no verbatim one looks at. */
  Schema lookedAtBy(Operation operation) {
    return isBlind(operation) ? Schema.EMPTY.opened() : schema();
  }

  /** The same for some operations in a row. */
  Schema lookedAtBy(List<Step> steps) {
    return steps.stream().allMatch(s -> isBlind(s.operation())) ? Schema.EMPTY.opened() : schema();
  }

  /** Whether an operation is planned without a look at the schema. */
  private boolean isBlind(Operation operation) {
    return isVerbatim(operation)
        && !(operation instanceof RawSql raw && dialect.plansBySchema(raw));
  }

  /** Whether an operation runs as it is, whatever the schema. */
  public static boolean isVerbatim(Operation operation) {
    return operation instanceof RawSql || operation instanceof RunCode;
  }
}
