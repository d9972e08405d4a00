package dev.garganey.shell.interactive;

import dev.garganey.shell.command.ExitCode;
import dev.garganey.shell.command.Invocation;
import dev.garganey.shell.command.UsageMistake;
import dev.garganey.shell.result.Format;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Interactive is the shell from its start to its end: at a terminal, or reading from a pipe. */
public final class Interactive {
  private static final int USUAL_COLUMNS = 100;
  private static final int USUAL_LINES = 24;

  private final World world;

  public Interactive(World world) {
    this.world = world;
  }

  /** Holds the conversation. */
  public ExitCode hold(Invocation invocation) {
    Format format =
        invocation
            .value("--as")
            .or(() -> invocation.value("--format").filter("json"::equals))
            .map(EntryReader::format)
            .orElse(Format.TABLE);
    List<Reader> given = given(invocation);
    Database database = Database.of(invocation, world);
    if (given.isEmpty() && world.isAttended()) {
      return TerminalLoop.hold(world, database, View.of(format), invocation.has("--no-color"));
    }
    boolean echoes = invocation.has("--echo");
    Screen screen = echoes ? recorded() : plain();
    try (Shell shell =
        new Shell(
            world, screen, database, View.of(format), Optional.empty(), Shell.Changes.UNHEEDED)) {
      Consumer<String> echo = echoes ? new Echo(shell)::say : line -> {};
      ExitCode code = ExitCode.DONE;
      List<Reader> lines =
          given.isEmpty()
              ? List.of(new InputStreamReader(world.in(), StandardCharsets.UTF_8))
              : given;
      for (Reader one : lines) {
        ExitCode ended = new LineLoop(shell, invocation.has("--continue"), echo).run(one);
        code = code == ExitCode.DONE ? ended : code;
        if (shell.isEnded() || (code != ExitCode.DONE && !invocation.has("--continue"))) {
          break;
        }
      }
      return code;
    }
  }

  private static List<Reader> given(Invocation invocation) {
    List<Reader> given = new ArrayList<>();
    invocation
        .options()
        .getOrDefault("--command", List.of())
        .forEach(text -> given.add(new StringReader(text)));
    for (String file : invocation.options().getOrDefault("--file", List.of())) {
      try {
        given.add(Files.newBufferedReader(Path.of(file), StandardCharsets.UTF_8));
      } catch (IOException unreadable) {
        throw new UsageMistake("There is no file `" + file + "` that can be read");
      }
    }
    return given;
  }

  private Screen plain() {
    return screen(world.err(), false);
  }

  /** As a person would see it: errors and results in one stream. */
  private Screen recorded() {
    return screen(world.out(), true);
  }

  private Screen screen(PrintStream err, boolean watched) {
    return new Screen(
        world.out(), err, watched, false, () -> USUAL_COLUMNS, () -> USUAL_LINES, Optional.empty());
  }
}
