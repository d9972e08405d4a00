package dev.garganey.shell.command;

/** UsageMistake says that the command line makes no sense, and what would. */
public final class UsageMistake extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UsageMistake(String message) {
    super(message);
  }
}
