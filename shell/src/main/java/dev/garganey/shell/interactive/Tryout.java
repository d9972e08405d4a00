package dev.garganey.shell.interactive;

import dev.garganey.Garganey;
import dev.garganey.Kept;
import dev.garganey.Trial;
import dev.garganey.TrialStep;
import dev.garganey.Tried;
import dev.garganey.console.Done;
import dev.garganey.console.RowSink;
import dev.garganey.console.TableQuery;
import dev.garganey.explore.Aspect;
import dev.garganey.explore.Exploration;
import dev.garganey.model.ObjectName;
import dev.garganey.script.Snippets;
import dev.garganey.shell.command.ExitCode;
import dev.garganey.shell.command.NewFiles;
import dev.garganey.shell.command.NextMigration;
import dev.garganey.shell.command.UsageMistake;
import dev.garganey.shell.report.Page;
import dev.garganey.shell.report.Style;
import dev.garganey.shell.report.TrialReport;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Tryout is what is typed in Groovy on one database, and the trial in which it is tried. */
final class Tryout implements AutoCloseable {
  private final Database database;
  private final Screen screen;
  private final Permission permission;
  private final Shell.Changes changes;
  private volatile Optional<Snippets> snippets = Optional.empty();
  private volatile Optional<Trial> trial = Optional.empty();

  Tryout(Database database, Screen screen, Permission permission, Shell.Changes changes) {
    this.database = database;
    this.screen = screen;
    this.permission = permission;
    this.changes = changes;
  }

  // --- Groovy ------------------------------------------------------------------------------------

  /** The names that Groovy gave to variables and methods. */
  Set<String> names() {
    return snippets.map(Snippets::names).orElse(Set.of("db"));
  }

  /** Evaluates Groovy: the operations that it says are tried, its value is shown. */
  ExitCode script(String text, Shell shell) {
    Snippets.Outcome outcome = snippets().evaluate(text);
    if (!outcome.steps().isEmpty()) {
      tell(started().say(text, outcome.steps()));
      noteChanges();
    } else if (outcome.value().isPresent()) {
      if (outcome.value().get() instanceof TableQuery query) {
        try (Output output = screen.paged(shell.view())) {
          shell.run(query.sql(), shell.view().format(), output, Nature.READS);
        }
      } else {
        ScriptValue.show(outcome.value().get(), screen, shell.view());
      }
    }
    return ExitCode.DONE;
  }

  /** What operations a text says, for a step that is edited. */
  private Tried said(String text) {
    return new Tried.Said(text, snippets().evaluate(text).steps());
  }

  private Snippets snippets() {
    if (snippets.isEmpty()) {
      snippets =
          Optional.of(
              database
                  .garganey()
                  .snippets(
                      (sql, sink) -> run(sql, sink, Nature.READS),
                      this::tables,
                      text -> {
                        screen.out().print(text);
                        screen.out().flush();
                      }));
    }
    return snippets.get();
  }

  private Collection<ObjectName> tables() {
    Exploration found = seenBy(database.garganey()).explore(EnumSet.noneOf(Aspect.class));
    List<ObjectName> names = new ArrayList<>();
    found.schema().tables().forEach(t -> names.add(t.name()));
    found.schema().views().forEach(v -> names.add(v.name()));
    return names;
  }

  // --- The trial ---------------------------------------------------------------------------------

  boolean isOpen() {
    return trial.filter(Trial::isOpen).isPresent();
  }

  /** How many steps were done, where a trial is open. */
  OptionalInt steps() {
    return isOpen() ? OptionalInt.of(trial.orElseThrow().steps().size()) : OptionalInt.empty();
  }

  /** Sends SQL, in the trial where one is open. */
  Done run(String sql, RowSink sink, Nature nature) {
    return isOpen()
        ? trial.orElseThrow().send(sql, sink, nature == Nature.READS)
        : database.console().run(sql, sink);
  }

  /** The database as it is in the trial, where one is open. */
  Garganey seenBy(Garganey garganey) {
    return isOpen() ? garganey.over(database.console()) : garganey;
  }

  /** Stops what runs, from any thread. */
  void cancel() {
    trial.ifPresent(Trial::interrupt);
    snippets.ifPresent(Snippets::interrupt);
  }

  /** Tells what the trial has made of the schema. */
  void noteChanges() {
    if (isOpen() && screen.terminal()) {
      changes.tried(trial.orElseThrow().schema());
    }
  }

  @Override
  public void close() {
    trial.ifPresent(Trial::close);
    trial = Optional.empty();
  }

  /** The trial that is open, or a new one. */
  private Trial started() {
    if (isOpen()) {
      return trial.orElseThrow();
    }
    permission.require(database, Nature.CHANGES, false);
    Trial opened = database.garganey().trial(database.console());
    // It can be stopped while it waits for another one to end.
    trial = Optional.of(opened);
    opened.open();
    Page page = page();
    page.line(
        page.styled(
            Style.DIM,
            "A trial is open. Nothing of it is committed; what it changes is locked for others"
                + " meanwhile. back, keep NAME, drop."));
    opened.notices().forEach(n -> page.line(page.styled(Style.YELLOW, "note: ") + n));
    screen.out().flush();
    return opened;
  }

  private Trial current() {
    if (!isOpen()) {
      trial = Optional.empty();
      throw new UsageMistake(
          "No trial is open; try opens one, and so does an operation: createTable('t') { id() }");
    }
    return trial.orElseThrow();
  }

  private void ended() {
    trial = Optional.empty();
    changes.of(database);
  }

  private Page page() {
    return new Page(screen.out(), screen.colours());
  }

  private void tell(TrialStep step) {
    TrialReport.done(step, page());
    screen.out().flush();
  }

  // --- Words -------------------------------------------------------------------------------------

  /** Opens a trial, and goes as far as an id. */
  static ExitCode open(List<String> arguments, Shell shell, Output output) {
    Tryout tryout = shell.tryout();
    boolean already = tryout.isOpen();
    if (arguments.isEmpty() && already) {
      throw new UsageMistake("A trial is open already; next, step, back, steps, keep NAME, drop");
    }
    Trial trial = tryout.started();
    if (arguments.isEmpty()) {
      TrialReport.list(trial.steps(), trial.upcoming().ids(), tryout.page());
      return ExitCode.DONE;
    }
    String id = arguments.get(0);
    List<String> ids = trial.upcoming().ids();
    int last = -1;
    for (int i = 0; i < ids.size() && last < 0; i++) {
      last = ids.get(i).startsWith(id) ? i : -1;
    }
    if (last < 0) {
      throw new UsageMistake(
          "No pending migration begins with `"
              + id
              + "`"
              + (ids.isEmpty() ? "; nothing is pending" : "; there are " + String.join(", ", ids)));
    }
    return tryout.forward(last + 1, trial::next);
  }

  /** Carries out pending migrations. */
  static ExitCode next(List<String> arguments, Shell shell, Output output) {
    Trial trial = shell.tryout().started();
    int count =
        arguments.equals(List.of("all"))
            ? Math.max(1, trial.upcoming().ids().size())
            : count(arguments, "next");
    return shell.tryout().forward(count, trial::next);
  }

  /** Carries out operations of pending migrations. */
  static ExitCode step(List<String> arguments, Shell shell, Output output) {
    Trial trial = shell.tryout().started();
    return shell.tryout().forward(count(arguments, "step"), trial::nextOperation);
  }

  private ExitCode forward(int count, java.util.function.Supplier<Optional<TrialStep>> one) {
    try {
      for (int i = 0; i < count; i++) {
        Optional<TrialStep> done = one.get();
        if (done.isEmpty()) {
          throw new UsageMistake("Nothing more is pending");
        }
        tell(done.get());
      }
    } finally {
      noteChanges();
    }
    return ExitCode.DONE;
  }

  /** Takes steps back. */
  static ExitCode back(List<String> arguments, Shell shell, Output output) {
    Tryout tryout = shell.tryout();
    Trial trial = tryout.current();
    int count =
        arguments.equals(List.of("all"))
            ? Math.max(1, trial.steps().size())
            : count(arguments, "back");
    int done = trial.steps().size();
    if (done > 0 && count > done) {
      throw new UsageMistake(
          "There are no "
              + count
              + " steps to take back, only "
              + done
              + "; steps lists them, back all takes back every one");
    }
    try {
      for (int i = 0; i < count; i++) {
        TrialStep undone = trial.back();
        tryout.page().line("taken back: " + undone.number() + "  " + undone.what().title());
      }
    } finally {
      tryout.noteChanges();
    }
    return ExitCode.DONE;
  }

  private static int count(List<String> arguments, String word) {
    if (arguments.isEmpty()) {
      return 1;
    }
    try {
      int count = Integer.parseInt(arguments.get(0));
      if (count > 0) {
        return count;
      }
    } catch (NumberFormatException notOne) {
      throw wrongCount(arguments.get(0), word);
    }
    throw wrongCount(arguments.get(0), word);
  }

  private static UsageMistake wrongCount(String given, String word) {
    String wanted =
        switch (word) {
          case "edit" -> "the number of a step";
          case "step" -> "how many, 1 or more";
          default -> "how many, 1 or more, or all";
        };
    return new UsageMistake(word + " wants " + wanted + ", not `" + given + "`");
  }

  /** Lists the steps. */
  static ExitCode list(List<String> arguments, Shell shell, Output output) {
    Trial trial = shell.tryout().current();
    TrialReport.list(
        trial.steps(),
        trial.upcoming().ids(),
        new Page(output.stream(), output.isScreen() && shell.screen().colours()));
    return ExitCode.DONE;
  }

  /** Edits a step. */
  static ExitCode edit(List<String> arguments, Shell shell, Output output) {
    Tryout tryout = shell.tryout();
    Trial trial = tryout.current();
    List<TrialStep> steps = trial.steps();
    if (steps.isEmpty()) {
      throw new UsageMistake("Nothing was done yet in this trial that could be edited");
    }
    int number = arguments.isEmpty() ? steps.size() : count(arguments, "edit");
    if (number > steps.size()) {
      throw new UsageMistake("There is no step " + number + "; steps lists them");
    }
    Optional<Tried> edited = tryout.edited(shell, trial, steps.get(number - 1).what());
    if (edited.isEmpty()) {
      shell.say("Nothing was changed.");
      return ExitCode.DONE;
    }
    try {
      trial.replace(number, edited.get()).forEach(tryout::tell);
    } finally {
      tryout.noteChanges();
    }
    return ExitCode.DONE;
  }

  private Optional<Tried> edited(Shell shell, Trial trial, Tried what) {
    Editor editor = shell.editor();
    if (what instanceof Tried.Said said) {
      return editor.edit(said.text(), ".groovy").map(this::said);
    } else if (what instanceof Tried.Sql sql) {
      return editor.edit(sql.text(), ".sql").map(trial::typed);
    }
    Tried.Written written = (Tried.Written) what;
    String file = written.migration().file();
    String name = file.substring(file.lastIndexOf('/') + 1);
    return editor.edit(database.workspace().migrations().resolve(name))
        ? Optional.of(trial.again(written))
        : Optional.empty();
  }

  /** Writes what was said as a migration. */
  static ExitCode keep(List<String> arguments, Shell shell, Output output) {
    Tryout tryout = shell.tryout();
    Trial trial = tryout.current();
    NextMigration next =
        NextMigration.named(String.join(" ", arguments), shell.database().workspace());
    Kept kept;
    try {
      kept =
          trial.keep(
              Optional.of(next.title()),
              next.id(),
              k -> new NewFiles().write(next.file(".groovy"), k.script()));
    } catch (RuntimeException failure) {
      tryout.noteChanges();
      throw failure;
    }
    tryout.ended();
    Page page = tryout.page();
    kept.script().lines().forEach(line -> page.line("  " + line));
    kept.notices().forEach(n -> page.line(page.styled(Style.YELLOW, "note: ") + n));
    page.line(
        page.styled(Style.BOLD, next.file(".groovy").toString())
            + page.styled(
                Style.DIM,
                " is written"
                    + (kept.isProvedBack() ? ", proved there and back" : "")
                    + ". The trial is over; apply makes it come true."));
    return ExitCode.DONE;
  }

  /** Forgets the trial. */
  static ExitCode drop(List<String> arguments, Shell shell, Output output) {
    Tryout tryout = shell.tryout();
    tryout.current().close();
    tryout.ended();
    shell.say("The trial is over, and nothing of it was kept.");
    return ExitCode.DONE;
  }
}
