package compare;

/** Failed says why a command, or what it left, is not what was expected. */
final class Failed extends Exception {
  private static final long serialVersionUID = 1L;

  Failed(String message) {
    super(message);
  }
}
