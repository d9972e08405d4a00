package dev.garganey.execute;

import java.util.OptionalInt;

/** SqlFailed says that SQL which a person typed failed, and where. */
public final class SqlFailed extends GarganeyException {
  private static final long serialVersionUID = 1L;

  private final String sql;
  private final transient OptionalInt position;

  /**
   * Describes the failure.
   *
   * @param position where in the statement it is, in characters from 0, if that is known
   * @param problem the database's message
   */
  public SqlFailed(String sql, OptionalInt position, String problem, Throwable cause) {
    super(problem, cause);
    this.sql = sql;
    this.position = position;
  }

  public String sql() {
    return sql;
  }

  public OptionalInt position() {
    return position;
  }
}
