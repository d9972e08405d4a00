package dev.garganey.shell.interactive;

import dev.garganey.shell.command.ExitCode;
import dev.garganey.shell.command.UsageMistake;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Watch runs a line again and again. */
final class Watch {
  private static final long LONGEST_SECONDS = 86_400;

  private Watch() {}

  /** Until it fails or somebody cancels it. */
  static ExitCode run(List<String> arguments, Shell shell, Output output) {
    long pause = millis(arguments.get(0));
    String line = String.join(" ", arguments.subList(1, arguments.size()));
    Entry entry = entry(line, shell);
    shell.forgetCancel();
    while (true) {
      shell.say(
          "── "
              + LocalTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS)
              + "  "
              + line);
      ExitCode code = shell.carryOut(entry);
      if (code != ExitCode.DONE && code != ExitCode.DIFFERENT) {
        return code;
      }
      if (!shell.pause(pause)) {
        return ExitCode.DONE;
      }
    }
  }

  private static Entry entry(String line, Shell shell) {
    Optional<EntryReader.Read> read;
    try {
      read = shell.reader().next(line, shell.isInTransaction());
    } catch (Incomplete open) {
      read = shell.reader().next(line + ";", shell.isInTransaction());
    }
    return read.filter(r -> r.rest().isBlank())
        .orElseThrow(() -> new UsageMistake("watch wants one command or one statement"))
        .entry();
  }

  private static long millis(String text) {
    try {
      double seconds = Double.parseDouble(text);
      if (seconds > 0 && seconds <= LONGEST_SECONDS) {
        return Math.round(seconds * 1000);
      }
    } catch (NumberFormatException notOne) {
      throw new UsageMistake("watch wants seconds between two runs, not `" + text + "`");
    }
    throw new UsageMistake("watch wants seconds between two runs, not `" + text + "`");
  }
}
