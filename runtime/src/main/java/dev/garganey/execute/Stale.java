package dev.garganey.execute;

/** Stale says that somebody else changed history or schema since the plan was made. */
public final class Stale extends Exception {
  private static final long serialVersionUID = 1L;

  Stale() {
    super("history or schema changed since the plan was made");
  }
}
