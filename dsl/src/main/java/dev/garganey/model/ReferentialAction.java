package dev.garganey.model;

/** ReferentialAction is what happens to a child row when its parent goes or changes its key. */
public enum ReferentialAction {
  NO_ACTION("NO ACTION"),
  RESTRICT("RESTRICT"),
  CASCADE("CASCADE"),
  SET_NULL("SET NULL"),
  SET_DEFAULT("SET DEFAULT");

  private final String sql;

  ReferentialAction(String sql) {
    this.sql = sql;
  }

  /** The words of the SQL standard. */
  public String sql() {
    return sql;
  }
}
