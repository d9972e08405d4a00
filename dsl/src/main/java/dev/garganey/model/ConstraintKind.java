package dev.garganey.model;

/** ConstraintKind tells the constraints apart. */
public enum ConstraintKind {
  PRIMARY_KEY("primary key"),
  UNIQUE("unique constraint"),
  FOREIGN_KEY("foreign key"),
  CHECK("check"),
  EXCLUSION("exclusion constraint");

  private final String title;

  ConstraintKind(String title) {
    this.title = title;
  }

  /** In words, for messages. */
  public String title() {
    return title;
  }
}
