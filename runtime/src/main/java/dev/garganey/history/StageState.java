package dev.garganey.history;

/** StageState is how far a stage came. */
public enum StageState {
  /** It was about to run; whether it did is for the database to say. */
  INTENT,
  /** Some of its batches are committed. */
  UNDER_WAY,
  /** It is done. */
  DONE
}
