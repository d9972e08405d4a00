package dev.garganey.shell.interactive;

import dev.garganey.shell.batch.Failures;
import dev.garganey.shell.command.ExitCode;
import dev.garganey.shell.command.UsageMistake;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.Optional;
import java.util.function.Consumer;

/** LineLoop carries out lines as they come from a pipe or a file. */
final class LineLoop {
  /** What some editors begin a file of UTF-8 with. */
  private static final int BYTE_ORDER_MARK = 0xFEFF;

  private final Shell shell;
  private final boolean goesOn;
  private final Consumer<String> echo;
  private ExitCode code = ExitCode.DONE;
  private String pending = "";
  private Optional<String> missing = Optional.empty();

  /**
   * A loop.
   *
   * @param goesOn whether an error does not end it
   * @param echo told what is carried out next
   */
  LineLoop(Shell shell, boolean goesOn, Consumer<String> echo) {
    this.shell = shell;
    this.goesOn = goesOn;
    this.echo = echo;
  }

  /**
   * Carries out all lines, or those up to the first error.
   *
   * @return how the first one ended that did not go well
   */
  ExitCode run(Reader lines) {
    try (BufferedReader reader = new BufferedReader(lines)) {
      reader.mark(1);
      if (reader.read() != BYTE_ORDER_MARK) {
        reader.reset();
      }
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!take(line)) {
          return code;
        }
      }
    } catch (IOException failure) {
      throw new UsageMistake("The lines cannot be read: " + failure.getMessage());
    }
    finish();
    return code;
  }

  /** Takes a line; whether another one is wanted. */
  private boolean take(String line) {
    pending = pending.isEmpty() ? line : pending + "\n" + line;
    // A statement of many lines is not read anew with each of them.
    boolean cannotEnd =
        missing.filter(";"::equals).isPresent() && line.indexOf(';') < 0 && line.indexOf('\\') < 0;
    return cannotEnd || carryOut();
  }

  private boolean carryOut() {
    missing = Optional.empty();
    while (!pending.isEmpty()) {
      Optional<EntryReader.Read> next;
      try {
        next = shell.reader().next(pending, shell.isInTransaction());
      } catch (Incomplete more) {
        missing = Optional.of(String.valueOf(more.getMessage()));
        return true;
      } catch (RuntimeException mistake) {
        echo.accept(pending.strip());
        pending = "";
        shell.tell(mistake);
        return note(Failures.exitCode(mistake));
      }
      if (next.isEmpty()) {
        pending = "";
        return true;
      }
      String rest = next.get().rest();
      echo.accept(pending.substring(0, pending.length() - rest.length()).strip());
      pending = rest;
      if (!note(shell.carryOut(next.get().entry())) || shell.isEnded()) {
        return false;
      }
    }
    return true;
  }

  /** What stands there without its semicolon when the lines end is meant to run as well. */
  private void finish() {
    if (missing.filter(";"::equals).isPresent()) {
      pending += "\n;";
      if (!carryOut() || missing.isEmpty()) {
        return;
      }
    }
    if (missing.isPresent()) {
      UsageMistake mistake = new UsageMistake("The lines end before " + missing.get());
      shell.tell(mistake);
      note(ExitCode.USAGE);
    }
  }

  private boolean note(ExitCode ended) {
    if (code == ExitCode.DONE) {
      code = ended;
    }
    return ended == ExitCode.DONE || goesOn;
  }
}
