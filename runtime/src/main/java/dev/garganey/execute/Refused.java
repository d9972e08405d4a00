package dev.garganey.execute;

/** Refused says that something could be done but must not be, and what to do instead. */
public final class Refused extends GarganeyException {
  private static final long serialVersionUID = 1L;

  public Refused(String message) {
    super(message, null);
  }
}
