package dev.garganey.shell.command;

/** ExitCode is what the process says when it ends. */
public enum ExitCode {
  DONE(0, "done"),
  FAILED(1, "failed"),
  USAGE(2, "wrong usage"),
  DIFFERENT(3, "something is pending or different, with --check"),
  REFUSED(4, "refused: checksum, data loss that is not named, a missing --yes"),
  LOCKED(5, "the lock was not obtained in time"),
  INTERRUPTED(130, "interrupted; the transaction was rolled back");

  private final int code;
  private final String meaning;

  ExitCode(int code, String meaning) {
    this.code = code;
    this.meaning = meaning;
  }

  /** The number. */
  public int code() {
    return code;
  }

  /** In words. */
  public String meaning() {
    return meaning;
  }
}
