package dev.garganey.execute;

import dev.garganey.operation.SourcePosition;
import java.util.OptionalInt;

/** StatementFailed says which statement of which migration failed, and what is left of it. */
public final class StatementFailed extends GarganeyException {
  private static final long serialVersionUID = 1L;

  private final String migration;
  private final transient SourcePosition at;
  private final String sql;
  private final String kept;
  private final transient OptionalInt position;

  /** Describes the failure of a statement as a whole. */
  public StatementFailed(
      String migration,
      SourcePosition at,
      String sql,
      String problem,
      String kept,
      @org.jspecify.annotations.Nullable Throwable cause) {
    this(migration, at, sql, OptionalInt.empty(), problem, kept, cause);
  }

  /**
   * Describes the failure.
   *
   * @param position where in the statement it is, in characters from 0, if that is known
   * @param problem the database's message, or what a check found
   * @param kept what is applied now, in a sentence
   */
  public StatementFailed(
      String migration,
      SourcePosition at,
      String sql,
      OptionalInt position,
      String problem,
      String kept,
      @org.jspecify.annotations.Nullable Throwable cause) {
    super(problem, cause);
    this.migration = migration;
    this.at = at;
    this.sql = sql;
    this.position = position;
    this.kept = kept;
  }

  public String migration() {
    return migration;
  }

  public SourcePosition at() {
    return at;
  }

  public String sql() {
    return sql;
  }

  public OptionalInt position() {
    return position;
  }

  public String kept() {
    return kept;
  }
}
