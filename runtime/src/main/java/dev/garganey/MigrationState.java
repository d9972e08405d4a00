package dev.garganey;

/** MigrationState is where a migration stands. */
public enum MigrationState {
  /** Applied, and its file says the same as then. */
  APPLIED,
  /** Not applied. */
  PENDING,
  /** Not applied, though a later one is. */
  OUT_OF_ORDER,
  /** Applied, but its operations are others now. */
  CHANGED,
  /** Applied, but its file is gone. */
  MISSING,
  /** Another migration does its work; its file, if it is still there, is never applied. */
  REPLACED,
  /** Begun and cut off between two of its stages; the next apply goes on. */
  FAILED;

  /** In words: {@code out of order}. */
  public String title() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
  }
}
