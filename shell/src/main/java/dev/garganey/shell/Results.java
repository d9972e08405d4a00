package dev.garganey.shell;

import dev.garganey.shell.command.ExitCode;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Optional;

/** Results is standard output that remembers why it failed, which a PrintStream does not tell. */
final class Results extends FilterOutputStream {
  private Optional<IOException> failure = Optional.empty();

  Results(OutputStream out) {
    super(out);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    try {
      out.write(bytes, from, length);
    } catch (IOException e) {
      failure = failure.or(() -> Optional.of(e));
      throw e;
    }
  }

  /**
   * What the process ends with, now that everything was written: half a script in a file on a full
   * disk is a failure. A reader who has seen enough, like {@code head}, is none.
   */
  ExitCode delivered(ExitCode code, PrintStream err) {
    Optional<String> reason =
        failure.map(e -> String.valueOf(e.getMessage())).filter(r -> !r.contains("Broken pipe"));
    if (reason.isEmpty()) {
      return code;
    }
    err.print("garganey: The results could not be written: " + reason.get() + "\n");
    return code == ExitCode.DONE ? ExitCode.FAILED : code;
  }
}
