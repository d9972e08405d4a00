package dev.garganey.execute;

/** Interrupted says that the user stopped the run; what was not committed has been rolled back. */
public final class Interrupted extends GarganeyException {
  private static final long serialVersionUID = 1L;

  public Interrupted(String message) {
    super(message, null);
  }
}
