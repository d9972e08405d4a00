package dev.garganey.shell.interactive;

import dev.garganey.script.Unreadable;
import dev.garganey.shell.command.UsageMistake;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Output is an open destination. Closing it waits for the program that reads it. */
final class Output implements AutoCloseable {
  private final PrintStream stream;
  private final Optional<Process> program;
  private final boolean screen;
  private final boolean watched;
  private final Runnable afterwards;

  private Output(
      PrintStream stream,
      Optional<Process> program,
      boolean screen,
      boolean watched,
      Runnable afterwards) {
    this.stream = stream;
    this.program = program;
    this.screen = screen;
    this.watched = watched;
    this.afterwards = afterwards;
  }

  /** The screen, which stays open. */
  static Output screen(PrintStream out) {
    return new Output(out, Optional.empty(), true, true, () -> {});
  }

  /**
   * Opens a destination.
   *
   * @param project the folder that a relative file is in
   * @throws UsageMistake if it cannot be opened
   */
  static Output open(Destination destination, PrintStream screen, Path project) {
    if (destination instanceof Destination.ToFile to) {
      return file(project.resolve(to.file()), to.append());
    } else if (destination instanceof Destination.ToProgram to) {
      return program(List.of("sh", "-c", to.command()), Map.of());
    }
    return screen(screen);
  }

  private static Output file(Path file, boolean append) {
    try {
      OutputStream out =
          Files.newOutputStream(
              file,
              StandardOpenOption.CREATE,
              append ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING);
      return new Output(print(out), Optional.empty(), false, false, () -> {});
    } catch (IOException failure) {
      Path folder = file.toAbsolutePath().getParent();
      throw new UsageMistake(
          "`"
              + file
              + "` cannot be written: "
              + (folder != null && !Files.isDirectory(folder)
                  ? "there is no folder `" + folder + "`; make it first"
                  : Unreadable.reason(failure)));
    }
  }

  /** A program that reads what is written, and writes where this process does. */
  static Output program(List<String> command, Map<String, String> variables) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(variables);
    builder.redirectOutput(ProcessBuilder.Redirect.INHERIT);
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    try {
      Process process = builder.start();
      return new Output(
          print(process.getOutputStream()), Optional.of(process), false, false, () -> {});
    } catch (IOException failure) {
      throw new UsageMistake(
          "`" + String.join(" ", command) + "` cannot be started: " + failure.getMessage());
    }
  }

  private static PrintStream print(OutputStream out) {
    return new PrintStream(new BufferedOutputStream(out), false, StandardCharsets.UTF_8);
  }

  PrintStream stream() {
    return stream;
  }

  /** A screen from which a result goes on to a pager as soon as it has more lines than fit. */
  static Output paged(PrintStream screen, Supplier<Output> pager, int lines) {
    Overflow overflow = new Overflow(screen, pager, lines);
    return new Output(print(overflow), Optional.empty(), false, true, overflow::close);
  }

  /** Whether it goes nowhere but to the screen. */
  boolean isScreen() {
    return screen;
  }

  /** Whether a person sees it. */
  boolean isWatched() {
    return watched;
  }

  /** Whether it takes no more: the disk is full, or the program has ended. */
  boolean isBroken() {
    return stream.checkError();
  }

  @Override
  public void close() {
    if (screen) {
      stream.flush();
      return;
    }
    boolean lost = stream.checkError();
    stream.close();
    afterwards.run();
    if (program.isPresent()) {
      await(program.get());
    } else if (lost && !watched) {
      throw new UsageMistake("Not all could be written to the file; is the disk full?");
    }
  }

  private static void await(Process process) {
    boolean interrupted = false;
    while (true) {
      try {
        process.waitFor();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
