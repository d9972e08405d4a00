package dev.garganey.shell.interactive;

import dev.garganey.model.Schema;
import dev.garganey.shell.command.ExitCode;
import dev.garganey.shell.command.Prompt;
import dev.garganey.shell.report.Page;
import dev.garganey.shell.report.Style;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jline.reader.Candidate;
import org.jline.reader.EOFError;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** TerminalLoop reads what a person types at a terminal, and carries it out. */
final class TerminalLoop {
  /** A prompt waits so long for the number of pending migrations, and no longer. */
  private static final long PATIENCE_MILLIS = 120;

  private final World world;
  private final Terminal terminal;
  private final Catalogue catalogue = new Catalogue();
  private final Shell shell;
  private final LineReader reader;
  private final boolean colours;
  private Optional<Future<?>> status = Optional.empty();

  private TerminalLoop(
      World world, Terminal terminal, Database database, View view, boolean plain) {
    this.world = world;
    this.terminal = terminal;
    this.colours = !plain && world.variables().getOrDefault("NO_COLOR", "").isEmpty();
    PrintStream out = world.out();
    Screen screen =
        new Screen(
            out,
            world.err(),
            true,
            colours,
            () -> Math.max(1, terminal.getSize().getColumns()),
            () -> Math.max(2, terminal.getSize().getRows()),
            Pager.of(world.variables()));
    this.shell = new Shell(world, screen, database, view, Optional.of(asking()), changes());
    this.reader = reader();
  }

  /** Holds a conversation at the terminal of this process. */
  static ExitCode hold(World world, Database database, View view, boolean plain) {
    try (Terminal terminal =
        TerminalBuilder.builder()
            .system(true)
            .dumb(true)
            .nativeSignals(true)
            .signalHandler(Terminal.SignalHandler.SIG_IGN)
            .build()) {
      return hold(world, terminal, database, view, plain);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The same at another terminal. */
  static ExitCode hold(
      World world, Terminal terminal, Database database, View view, boolean plain) {
    TerminalLoop loop = new TerminalLoop(world, terminal, database, view, plain);
    try {
      return loop.run();
    } finally {
      loop.catalogue.close();
      loop.shell.close();
    }
  }

  private LineReader reader() {
    LineReader built =
        LineReaderBuilder.builder()
            .terminal(terminal)
            .appName("garganey")
            .history(new TypedHistory())
            .parser(this::parse)
            .completer(this::complete)
            .variable(LineReader.SECONDARY_PROMPT_PATTERN, "%P  … ")
            .variable(LineReader.HISTORY_SIZE, 10_000)
            .variable(LineReader.HISTORY_FILE_SIZE, 20_000)
            .variable(LineReader.LIST_MAX, 200)
            .variable(LineReader.BLINK_MATCHING_PAREN, 0)
            .option(LineReader.Option.CASE_INSENSITIVE, true)
            .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
            .option(LineReader.Option.HISTORY_IGNORE_SPACE, true)
            .option(LineReader.Option.HISTORY_IGNORE_DUPS, true)
            .option(LineReader.Option.INSERT_TAB, false)
            .option(LineReader.Option.BRACKETED_PASTE, true)
            .build();
    TypedHistory.file(world.variables())
        .ifPresent(file -> built.setVariable(LineReader.HISTORY_FILE, file));
    if (colours) {
      List<String> words = new ArrayList<>(shell.commands().names());
      words.addAll(shell.builtins().names());
      ((org.jline.reader.impl.LineReaderImpl) built)
          .setHighlighter(
              new Painter(
                  shell.database().product().syntax(),
                  words,
                  word -> catalogue.language().knows(word)));
    }
    Recall.install(built);
    return built;
  }

  private Shell.Changes changes() {
    return new Shell.Changes() {
      @Override
      public void of(Database database) {
        read(database);
      }

      @Override
      public void tried(Schema schema) {
        catalogue.take(schema);
      }
    };
  }

  /** Reads anew what can be suggested, and how many migrations are pending. */
  private void read(Database database) {
    status = Optional.of(catalogue.read(database));
  }

  private ExitCode run() {
    read(shell.database());
    terminal.handle(Terminal.Signal.INT, signal -> shell.cancel());
    greet();
    while (!shell.isEnded()) {
      Optional<String> typed = next();
      if (typed.isEmpty()) {
        break;
      }
      carryOut(typed.get());
    }
    shell.leave();
    return ExitCode.DONE;
  }

  private void await() {
    if (status.isEmpty()) {
      return;
    }
    try {
      status.get().get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
      status = Optional.empty();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException late) {
      // The prompt after the next line says it.
    }
  }

  private void greet() {
    Page page = new Page(world.out(), colours);
    page.line(
        page.styled(Style.DIM, "Garganey on ")
            + shell.database().product().title()
            + " "
            + page.styled(Style.BOLD, shell.database().name())
            + page.styled(Style.DIM, ". help lists the words, Tab completes, Ctrl-D leaves."));
    world.out().flush();
  }

  /** What is typed next; empty where nobody types any more. */
  private Optional<String> next() {
    world.waits().accept(true);
    try {
      world.out().flush();
      await();
      String prompt =
          PromptText.of(
              shell.database(),
              catalogue.names(),
              shell.tryout().steps(),
              new Page(world.out(), colours));
      return Optional.of(reader.readLine(prompt));
    } catch (UserInterruptException cleared) {
      return Optional.of("");
    } catch (EndOfFileException gone) {
      return Optional.empty();
    } finally {
      world.waits().accept(false);
    }
  }

  private void carryOut(String typed) {
    String rest = typed;
    while (!rest.isBlank() && !shell.isEnded()) {
      Optional<EntryReader.Read> read;
      try {
        read = shell.reader().next(rest, shell.isInTransaction());
      } catch (RuntimeException mistake) {
        shell.tell(mistake);
        return;
      }
      if (read.isEmpty()) {
        return;
      }
      rest = read.get().rest();
      if (shell.carryOut(read.get().entry()) != ExitCode.DONE && !rest.isBlank()) {
        shell.say("What stood behind it was not run.");
        return;
      }
    }
  }

  /** A line is accepted when all of it is complete; until then the next one belongs to it. */
  private ParsedLine parse(String line, int cursor, Parser.ParseContext context) {
    if (context == Parser.ParseContext.ACCEPT_LINE) {
      String rest = line;
      try {
        while (!rest.isBlank()) {
          Optional<EntryReader.Read> read = shell.reader().next(rest, shell.isInTransaction());
          rest = read.map(EntryReader.Read::rest).orElse("");
        }
      } catch (Incomplete open) {
        throw new EOFError(-1, -1, "open", String.valueOf(open.getMessage()));
      } catch (RuntimeException mistake) {
        // It is told when it is carried out.
      }
    }
    return new TypedLine(line, cursor);
  }

  private void complete(LineReader r, ParsedLine line, List<Candidate> candidates) {
    Database database = shell.database();
    Suggestions suggestions =
        new Suggestions(
            database.product().syntax(),
            shell.commands(),
            shell.builtins(),
            database.environments(),
            database.garganey()::written,
            catalogue.names(),
            new ScriptSuggestions(catalogue.language(), catalogue.names(), shell.tryout().names()));
    int i = 0;
    for (Suggestions.Suggestion s :
        suggestions.at(
            line.line().substring(0, line.cursor()), line.line().substring(line.cursor()))) {
      candidates.add(
          new Candidate(
              s.value(),
              s.value(),
              s.group(),
              s.about().isEmpty() ? null : s.about(),
              null,
              null,
              s.apart(),
              i++));
    }
  }

  private Prompt asking() {
    return new Prompt() {
      @Override
      public Optional<String> ask(List<String> lines, String prompt) {
        world.out().flush();
        lines.forEach(world.err()::println);
        world.err().flush();
        world.waits().accept(true);
        try {
          LineReader once = LineReaderBuilder.builder().terminal(terminal).build();
          once.setVariable(LineReader.DISABLE_HISTORY, true);
          return Optional.of(once.readLine(prompt + " ").strip());
        } catch (UserInterruptException | EndOfFileException nobody) {
          return Optional.empty();
        } finally {
          world.waits().accept(false);
        }
      }

      @Override
      public boolean confirmsByName() {
        return true;
      }
    };
  }
}
