package dev.garganey.execute;

/** DatabaseUnavailable says that the database cannot be reached or refuses the user. */
public final class DatabaseUnavailable extends GarganeyException {
  private static final long serialVersionUID = 1L;

  public DatabaseUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
