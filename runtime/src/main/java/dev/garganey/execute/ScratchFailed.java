package dev.garganey.execute;

/** ScratchFailed says that a throwaway database could not be had, or refused a statement. */
public final class ScratchFailed extends GarganeyException {
  private static final long serialVersionUID = 1L;

  public ScratchFailed(String message, Throwable cause) {
    super(message, cause);
  }
}
