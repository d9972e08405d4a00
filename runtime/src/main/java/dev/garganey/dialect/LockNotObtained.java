package dev.garganey.dialect;

/** LockNotObtained says that somebody else kept the lock for too long, and who. */
public final class LockNotObtained extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public LockNotObtained(String message) {
    super(message);
  }
}
