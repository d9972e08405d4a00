package dev.garganey.plan;

/** LockLevel says whom a statement keeps waiting while it runs. */
public enum LockLevel {
  /** Nobody that matters. */
  NONE("no lock that others notice"),
  /** Writers of the rows that it changes. */
  ROWS("writers of the same rows wait"),
  /** Writers of the table. */
  WRITES("writers wait"),
  /** Readers and writers of the table. */
  EVERYTHING("readers and writers wait"),
  /** Every writer of the database. */
  DATABASE("every writer of the database waits");

  private final String title;

  LockLevel(String title) {
    this.title = title;
  }

  /** In words. */
  public String title() {
    return title;
  }
}
