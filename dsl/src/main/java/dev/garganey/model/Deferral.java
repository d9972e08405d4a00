package dev.garganey.model;

/** Deferral says when a constraint is checked. */
public enum Deferral {
  NOT_DEFERRABLE(""),
  INITIALLY_IMMEDIATE("DEFERRABLE"),
  INITIALLY_DEFERRED("DEFERRABLE INITIALLY DEFERRED");

  private final String sql;

  Deferral(String sql) {
    this.sql = sql;
  }

  /** The clause of the SQL standard, empty for the default. */
  public String sql() {
    return sql;
  }
}
