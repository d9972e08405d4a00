package dev.garganey.shell.interactive;

import dev.garganey.Garganey;
import dev.garganey.console.Cell;
import dev.garganey.console.Done;
import dev.garganey.console.Heading;
import dev.garganey.console.RowSink;
import dev.garganey.dialect.TransactionState;
import dev.garganey.model.Schema;
import dev.garganey.shell.batch.Batch;
import dev.garganey.shell.batch.Failures;
import dev.garganey.shell.command.Commands;
import dev.garganey.shell.command.ExitCode;
import dev.garganey.shell.command.Prompt;
import dev.garganey.shell.report.Elapsed;
import dev.garganey.shell.report.Page;
import dev.garganey.shell.report.Style;
import dev.garganey.shell.result.Format;
import dev.garganey.shell.result.RowWriter;
import dev.garganey.shell.result.RowWriters;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** Shell carries out what was read, one entry after the other, on one database. */
final class Shell implements AutoCloseable {
  private final World world;
  private final Screen screen;
  private final Optional<Prompt> prompt;
  private final Commands commands = new Commands();
  private final Builtins builtins = new Builtins();
  private final Permission permission;
  private final Changes changes;
  private Database database;
  private View view;
  private Tryout tryout;
  private volatile Optional<Garganey> running = Optional.empty();
  private boolean ended;
  private boolean explained;
  private volatile boolean cancelled;

  /**
   * A shell.
   *
   * @param prompt where a person can be asked
   * @param changes told whenever the database may be another than it was, or have changed
   */
  Shell(
      World world,
      Screen screen,
      Database database,
      View view,
      Optional<Prompt> prompt,
      Changes changes) {
    this.world = world;
    this.screen = screen;
    this.database = database;
    this.view = view;
    this.prompt = prompt;
    this.permission = new Permission(prompt);
    this.changes = changes;
    this.tryout = new Tryout(database, screen, permission, changes);
  }

  /** Changes hears of what may be another than before. */
  interface Changes {
    /** Hears of nothing. */
    Changes UNHEEDED =
        new Changes() {
          @Override
          public void of(Database database) {}

          @Override
          public void tried(Schema schema) {}
        };

    /** The database, or what is in it. */
    void of(Database database);

    /** What a trial has made of the schema. */
    void tried(Schema schema);
  }

  /** What a person edits with. */
  Editor editor() {
    return Editor.of(world.variables(), world.isAttended());
  }

  /** What is typed in Groovy, and the trial. */
  Tryout tryout() {
    return tryout;
  }

  Database database() {
    return database;
  }

  View view() {
    return view;
  }

  void show(View other) {
    view = other;
  }

  Screen screen() {
    return screen;
  }

  Builtins builtins() {
    return builtins;
  }

  Commands commands() {
    return commands;
  }

  /** Whether it was asked to end. */
  boolean isEnded() {
    return ended;
  }

  void end() {
    ended = true;
  }

  /** Works on another database from now on; the connection to this one is closed. */
  void use(Database other) {
    tryout.close();
    database.close();
    database = other;
    tryout = new Tryout(other, screen, permission, changes);
    changes.of(other);
  }

  /** Tells what is lost when the shell ends now. */
  void leave() {
    if (tryout.isOpen()) {
      say("The trial is over, and nothing of it was kept.");
    } else if (isInTransaction()) {
      say("What the open transaction had done is rolled back.");
    }
  }

  private void noteChanges() {
    if (tryout.isOpen()) {
      tryout.noteChanges();
    } else {
      changes.of(database);
    }
  }

  /** Tells that the schema may have been changed by others. */
  void refresh() {
    noteChanges();
  }

  /** What reads entries for this database. */
  EntryReader reader() {
    List<String> words = new ArrayList<>(commands.names());
    words.addAll(builtins.names());
    return new EntryReader(database.product().syntax(), words, tryout.names());
  }

  /** Whether a transaction of the user's own is open, which a trial is not. */
  boolean isInTransaction() {
    return !tryout.isOpen() && database.console().transaction() != TransactionState.NONE;
  }

  /** Tells how results are shown now. */
  void tellView() {
    if (screen.terminal()) {
      say(
          "rows as "
              + view.format().word()
              + (view.widthDecides() ? " where they fit" : "")
              + (view.limit() == 0 ? ", all of them" : ", at most " + view.limit())
              + (view.timing() ? ", with times" : "")
              + (view.paging() ? "" : ", without a pager"));
    }
  }

  /** Says something beside the results. */
  void say(String line) {
    Page page = new Page(screen.err(), screen.colours());
    page.line(page.styled(Style.DIM, line));
    screen.err().flush();
  }

  /** Starts counting wishes to stop anew. */
  void forgetCancel() {
    cancelled = false;
  }

  /** Waits; whether nobody wished to stop meanwhile. */
  boolean pause(long millis) {
    long end = System.nanoTime() + millis * 1_000_000;
    while (!cancelled && System.nanoTime() < end) {
      try {
        Thread.sleep(Math.max(1, Math.min(50, (end - System.nanoTime()) / 1_000_000)));
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return !cancelled;
  }

  /** Stops what runs, from any thread. */
  void cancel() {
    cancelled = true;
    running.ifPresent(Garganey::interrupt);
    database.console().cancel();
    tryout.cancel();
  }

  /**
   * Carries out an entry; what it throws is told.
   *
   * @return how it ended
   */
  ExitCode carryOut(Entry entry) {
    try {
      if (entry instanceof Entry.Words words) {
        return words(words);
      } else if (entry instanceof Entry.Sql sql) {
        return sql(sql);
      } else if (entry instanceof Entry.Switch s) {
        return Switches.carryOut(s, this);
      }
      return tryout.script(((Entry.Script) entry).text(), this);
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError | LinkageError failure) {
      // The session outlives what one entry could not bear.
      tell(failure);
      return Failures.exitCode(failure);
    } finally {
      screen.out().flush();
    }
  }

  /** Tells what failed. */
  void tell(Throwable failure) {
    screen.out().flush();
    Page page = new Page(screen.err(), screen.colours());
    page.line(page.styled(Style.RED, "error: ") + Failures.message(failure));
    screen.err().flush();
  }

  private ExitCode words(Entry.Words entry) {
    String name = entry.words().get(0);
    List<String> rest = entry.words().subList(1, entry.words().size());
    try (Output output =
        Output.open(entry.destination(), screen.out(), database.workspace().project())) {
      Optional<Builtins.Builtin> builtin = builtins.find(name);
      if (builtin.isPresent()) {
        return builtin.get().run(rest, this, output);
      }
      return batch(entry.words(), output);
    }
  }

  /** Runs a command as batch does, with the options of the shell. */
  ExitCode batch(List<String> words, Output output) {
    List<String> arguments = new ArrayList<>(database.arguments());
    arguments.addAll(words);
    boolean watched = output.isScreen() && world.isAttended();
    Batch batch =
        new Batch(
            commands,
            prompt,
            output.stream(),
            screen.err(),
            screen.sizing(world.variables()),
            watched,
            garganey -> {
              running = Optional.of(garganey);
              world.opened().accept(garganey);
              return tryout.seenBy(garganey);
            });
    try {
      return batch.run(arguments.toArray(String[]::new));
    } finally {
      running = Optional.empty();
      output.stream().flush();
      screen.err().flush();
      noteChanges();
    }
  }

  private ExitCode sql(Entry.Sql entry) {
    Nature nature = Nature.of(entry.sql(), database.product().syntax());
    if (!tryout.isOpen()) {
      permission.require(database, nature, isInTransaction());
    }
    Format format = entry.ending().format().orElse(view.format());
    try (Output output =
        entry.ending().destination() instanceof Destination.Screen
            ? screen.paged(view)
            : Output.open(
                entry.ending().destination(), screen.out(), database.workspace().project())) {
      run(entry.sql(), format, output, nature);
    }
    return ExitCode.DONE;
  }

  /** Runs a query and shows its rows in a format of the view's. */
  void run(String sql, Format format, Output output, Nature nature) {
    boolean watched = screen.terminal() && output.isWatched();
    OptionalInt limit =
        watched && view.limit() > 0 ? OptionalInt.of(view.limit()) : OptionalInt.empty();
    boolean colours = watched && screen.colours();
    OptionalInt width =
        watched && view.widthDecides() ? OptionalInt.of(screen.width()) : OptionalInt.empty();
    Sink sink =
        new Sink(RowWriters.of(format, output.stream(), colours, watched, width), output, limit);
    Done done;
    try {
      done = tryout.run(sql, sink, nature);
    } finally {
      sink.end();
    }
    output.stream().flush();
    done.notices().forEach(this::notice);
    if (nature != Nature.READS && mayDefine(sql)) {
      noteChanges();
    }
    tell(sql, done, format, output);
  }

  /** Whether a statement that does not only read may make the schema another one. */
  private static boolean mayDefine(String sql) {
    return !List.of("insert", "update", "delete", "merge", "replace", "with", "begin", "set")
        .contains(firstWord(sql));
  }

  private static String firstWord(String sql) {
    return sql.strip().split("[\\s;(]+", 2)[0].toLowerCase(Locale.ROOT);
  }

  private void notice(String notice) {
    Page page = new Page(screen.err(), screen.colours());
    page.line(page.styled(Style.YELLOW, "notice: ") + notice);
    screen.err().flush();
  }

  /** What a person wants to know behind a result; a program that reads it does not. */
  private void tell(String sql, Done done, Format format, Output output) {
    boolean told = done.rows().isEmpty() || (screen.terminal() && output.isWatched());
    if (done.rows().isEmpty() && format != Format.TABLE && format != Format.VERTICAL) {
      told = screen.terminal();
    }
    if (!told) {
      return;
    }
    PrintStream to = done.rows().isEmpty() ? screen.out() : output.stream();
    Page page = new Page(to, screen.colours());
    StringBuilder line = new StringBuilder();
    if (done.rows().isPresent()) {
      line.append(counted(done.rows().getAsLong(), "row"));
      if (done.more()) {
        line.append(", and more (\\limit 0 shows all)");
      }
    } else {
      line.append(deed(sql, done));
    }
    if (view.timing()) {
      line.append(", ").append(Elapsed.text(done.millis()));
    }
    page.line(page.styled(Style.DIM, line.toString()));
    boolean own = done.transaction() == TransactionState.OPEN && !tryout.isOpen();
    if (screen.terminal() && own && !explained) {
      explained = true;
      page.line(
          page.styled(Style.DIM, "A transaction is open: commit; keeps it, rollback; does not."));
    }
    to.flush();
  }

  private static String deed(String sql, Done done) {
    boolean counts =
        List.of("insert", "update", "delete", "merge", "replace", "with", "copy")
            .contains(firstWord(sql));
    return counts && done.changed().isPresent()
        ? counted(done.changed().getAsLong(), "row") + " changed"
        : "done";
  }

  private static String counted(long n, String what) {
    return n + " " + what + (n == 1 ? "" : "s");
  }

  @Override
  public void close() {
    tryout.close();
    database.close();
  }

  /** Sink writes rows until there are enough, or nobody reads any more. */
  private static final class Sink implements RowSink {
    private final RowWriter writer;
    private final Output output;
    private final OptionalInt limit;
    private boolean begun;
    private int rows;

    Sink(RowWriter writer, Output output, OptionalInt limit) {
      this.writer = writer;
      this.output = output;
      this.limit = limit;
    }

    @Override
    public void begin(List<Heading> headings) {
      begun = true;
      writer.begin(headings);
    }

    @Override
    public boolean row(List<Cell> cells) {
      writer.row(cells);
      rows++;
      boolean broken = !output.isScreen() && rows % 100 == 0 && output.isBroken();
      return !broken && (limit.isEmpty() || rows < limit.getAsInt());
    }

    void end() {
      if (begun) {
        writer.end();
      }
    }
  }
}
