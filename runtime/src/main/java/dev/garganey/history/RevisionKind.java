package dev.garganey.history;

/** RevisionKind says how a migration came to be recorded as applied. */
public enum RevisionKind {
  /** Its statements ran. */
  APPLIED,
  /** Its statements ran, and will again when it changes. */
  REPEATABLE,
  /** The database was there already; nothing ran. */
  BASELINE,
  /** The user said so; nothing ran. */
  MARKED
}
