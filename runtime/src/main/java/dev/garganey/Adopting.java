package dev.garganey;

import dev.garganey.compare.Comparison;
import dev.garganey.compare.TemporaryFolder;
import dev.garganey.dialect.Command;
import dev.garganey.dialect.Dialect;
import dev.garganey.dialect.WriterLock;
import dev.garganey.diff.Answers;
import dev.garganey.diff.Creation;
import dev.garganey.diff.Difference;
import dev.garganey.diff.Question;
import dev.garganey.diff.SchemaModel;
import dev.garganey.execute.DatabaseUnavailable;
import dev.garganey.execute.Executor;
import dev.garganey.execute.Refused;
import dev.garganey.execute.ScratchFailed;
import dev.garganey.execute.Stale;
import dev.garganey.execute.Work;
import dev.garganey.foreign.ForeignHistory;
import dev.garganey.foreign.ForeignTools;
import dev.garganey.history.RevisionKind;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Schema;
import dev.garganey.operation.Migration;
import dev.garganey.operation.Operation;
import dev.garganey.plan.MigrationPlan;
import dev.garganey.plan.Planner;
import dev.garganey.scratch.Canonical;
import dev.garganey.scratch.Scratch;
import dev.garganey.script.MigrationFile;
import dev.garganey.script.MigrationFolder;
import dev.garganey.script.ModelRenderer;
import dev.garganey.script.OperationRenderer;
import dev.garganey.script.ScriptMistakes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Adopting brings a database that exists under Garganey: model and baseline are written, proved to
 * be what is there, and recorded as applied.
 */
final class Adopting {
  private static final String DESCRIPTION = "What was there when Garganey took over";

  private final Configuration configuration;
  private final Dialect dialect;
  private final Session session;
  private final AdoptOptions options;
  private final SchemaReader reader;
  private final Comparison comparison;

  private final StagedFiles files = new StagedFiles();
  private final List<String> refusals = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private List<ForeignHistory> foreign = List.of();
  private List<Operation> gap = List.of();
  private Optional<MigrationPlan> making = Optional.empty();
  private Schema live = Schema.EMPTY;
  private Schema goal = Schema.EMPTY;

  Adopting(Configuration configuration, Dialect dialect, Session session, AdoptOptions options) {
    this.configuration = configuration;
    this.dialect = dialect;
    this.session = session;
    this.options = options;
    this.reader = session.schemas();
    this.comparison = new Comparison(dialect, new Canonical(dialect, configuration.target()));
  }

  /** What would be done, all of it proved; changes nothing. */
  Adoption plan() throws SQLException {
    requireNoHistory();
    Optional<SchemaModel> model = model();
    Schema everything = session.live();
    foreign = ForeignTools.read(everything, session.connection(), dialect);
    foreign.forEach(h -> h.obstacles().forEach(o -> refusals.add(h.tool() + " is not done: " + o)));
    live =
        options.foreignHistoryKept()
            ? everything
            : ForeignTools.without(everything, model.map(SchemaModel::schema).orElse(Schema.EMPTY));
    goal = live;
    if (live.equals(Schema.EMPTY)) {
      refusals.add(
          "there is nothing in this database to adopt. Is it the right one? A new project begins"
              + " with garganey init");
    }
    if (refusals.isEmpty()) {
      model.ifPresentOrElse(this::compare, this::writeModel);
    }
    if (refusals.isEmpty()) {
      writeBaseline();
      prove(model.isEmpty());
    }
    return adoption();
  }

  private Adoption adoption() throws SQLException {
    boolean refused = !refusals.isEmpty();
    List<ObjectName> tables = live.tables().stream().map(t -> t.name()).toList();
    return new Adoption(
        new DatabaseFacts(
            session.connection().getMetaData().getDatabaseProductName()
                + " "
                + session.connection().getMetaData().getDatabaseProductVersion(),
            configuration.target().shown(),
            configuration.target().user(),
            tables.size(),
            live.views().size(),
            tables.isEmpty() ? 0 : dialect.estimateRows(session.connection(), tables)),
        foreign,
        foreign.stream()
            .flatMap(h -> h.tables().stream())
            .filter(t -> live.findTable(t).isEmpty())
            .collect(Collectors.toSet()),
        refused ? List.of() : List.copyOf(files.paths()),
        refused ? List.of() : ids(),
        gap,
        making,
        refusals,
        notes,
        false);
  }

  private List<String> ids() {
    List<String> ids = new ArrayList<>();
    if (hasMigrations()) {
      MigrationFolder.read(configuration.migrations()).files().forEach(f -> ids.add(f.id()));
    } else {
      ids.add(options.id());
    }
    return ids;
  }

  private void requireNoHistory() throws SQLException {
    int known = session.history().read(session.connection()).size();
    if (known > 0) {
      refusals.add(
          "its table "
              + configuration.history()
              + " has "
              + known
              + " migrations already, so it is under Garganey; see garganey status");
    }
  }

  private Optional<SchemaModel> model() {
    return hasScripts(options.model())
        ? Optional.of(reader.model(options.model()))
        : Optional.empty();
  }

  private boolean hasMigrations() {
    return hasScripts(configuration.migrations());
  }

  private static boolean hasScripts(Path folder) {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .map(p -> p.getFileName().toString())
          .anyMatch(n -> !n.startsWith(".") && (n.endsWith(".groovy") || n.endsWith(".sql")));
    } catch (IOException failure) {
      throw new Refused("`" + folder + "` cannot be read: " + failure.getMessage());
    }
  }

  // --- Model -------------------------------------------------------------------------------------

  private void writeModel() {
    ModelRenderer.render(live, dialect.product())
        .forEach((name, text) -> files.add(options.model().resolve(name), text));
  }

  /** A model that is there already is the user's; what it has more is made now or later. */
  private void compare(SchemaModel model) {
    Difference difference =
        comparison.between(live, model.schema(), Answers.NONE.plus(model.hints()));
    gap = difference.operations();
    if (difference.isEmpty() || options.gap() == AdoptOptions.Gap.LATER) {
      if (!difference.isEmpty()) {
        notes.add("the model is ahead of the database; garganey generate NAME writes the rest");
      }
      return;
    }
    List<String> open =
        Stream.concat(
                difference.questions().stream().map(Question::text),
                Stream.concat(
                    difference.refusals().stream(),
                    gap.stream()
                        .map(Operation::describe)
                        .filter(d -> !d.startsWith("create ") && !d.startsWith("add "))))
            .toList();
    if (!open.isEmpty()) {
      refusals.add(
          "the model says more than what is missing: "
              + String.join("; ", open)
              + ". Take the database as it is with --later, and let garganey generate write the"
              + " rest as a migration; or remove the model, and it is written anew");
    } else if (options.gap() == AdoptOptions.Gap.UNDECIDED) {
      refusals.add(
          "the model has what the database lacks: "
              + gap.stream().map(Operation::describe).collect(Collectors.joining("; "))
              + ". Say --create-missing to make it now, or --later to leave it to the next"
              + " migration");
    } else {
      making = Optional.of(new Planner(dialect).up(Scratch.migration("model", gap), live));
      goal = making.get().after().schema();
    }
  }

  // --- Baseline ----------------------------------------------------------------------------------

  private void writeBaseline() {
    if (!hasMigrations()) {
      files.add(
          configuration.migrations().resolve(options.id() + ".groovy"),
          OperationRenderer.migration(
              Optional.of(DESCRIPTION), Creation.ofLive(goal), Optional.empty()));
    }
  }

  private void prove(boolean modelWritten) {
    try (TemporaryFolder folder = StagedFiles.temporary()) {
      if (modelWritten) {
        Path model = folder.path().resolve("schema");
        files.copy(options.model(), model);
        require("the model that was written", () -> reader.model(model).schema());
      }
      boolean written = !hasMigrations();
      Path migrations = written ? folder.path().resolve("migrations") : configuration.migrations();
      if (written) {
        files.copy(configuration.migrations(), migrations);
      }
      require(
          written ? "the baseline" : "the migrations there are",
          () -> reader.migrations(migrations));
      if (refusals.isEmpty()) {
        rehearse(migrations);
      }
    }
  }

  private void require(String what, Supplier<Schema> stated) {
    Difference left;
    try {
      left = comparison.between(goal, stated.get(), Answers.UNASKED);
    } catch (ScriptMistakes mistakes) {
      refusals.add(what + " cannot be read:\n" + mistakes.getMessage());
      return;
    }
    if (!left.isEmpty()) {
      refusals.add(
          what
              + " would not be what the database is; it differs by: "
              + Stream.concat(
                      left.operations().stream().map(Operation::describe), left.refusals().stream())
                  .collect(Collectors.joining("; ")));
    }
  }

  /** The migrations must also make the database elsewhere, where it is not there yet. */
  private void rehearse(Path migrations) {
    Scratch opened;
    try {
      opened = Scratch.open(dialect, configuration.target());
    } catch (ScratchFailed none) {
      notes.add("the baseline was compared and not rehearsed. " + none.getMessage());
      return;
    }
    try (Scratch scratch = opened) {
      new Folder(configuration, dialect, session.scripts()).plans(migrations).forEach(scratch::run);
      require("what the migrations make elsewhere", scratch::inspect);
    }
  }

  // --- Doing it ----------------------------------------------------------------------------------

  /**
   * Does it, if nothing stands in the way: files first, for a run that is cut off between them and
   * the record finds them and agrees.
   */
  Adoption adopt() throws SQLException {
    try (WriterLock lock = session.lock()) {
      Adoption planned = plan();
      if (!planned.refusals().isEmpty()) {
        return planned;
      }
      files.place();
      try {
        record();
      } catch (SQLException | RuntimeException failure) {
        removeUnlessRecorded(failure);
        throw failure;
      }
      return planned.asDone();
    }
  }

  /**
   * A connection that broke may have taken the answer of a commit with it. Where nobody can tell,
   * the files stay: another run finds that they agree, and records them.
   */
  private void removeUnlessRecorded(Exception failure) {
    try (Session second = session.again()) {
      if (second.history().read(second.connection()).isEmpty()) {
        files.remove();
      }
    } catch (SQLException | DatabaseUnavailable unanswered) {
      failure.addSuppressed(unanswered);
    }
  }

  private void record() throws SQLException {
    List<MigrationFile> all = MigrationFolder.read(configuration.migrations()).files();
    List<Migration> migrations = session.scripts().evaluate(all);
    session.createTables();
    dialect.limitLockWait(session.connection(), configuration.statementLockTimeout());
    Executor executor = new Executor(session.context(), session.snapshot());
    MigrationPlan plan =
        making.orElseGet(
            () -> new Planner(dialect).up(Scratch.migration("model", List.of()), live));
    if (!plan.isOneTransaction()) {
      throw new Refused(
          "What the model has more cannot be made in one transaction; say --later, and let garganey"
              + " generate write it");
    }
    try {
      executor.run(
          new Work(plan, (millis, more) -> recorded(migrations), this::requireUnchanged),
          List.of());
    } catch (Stale stale) {
      throw changed();
    }
  }

  private List<Command> recorded(List<Migration> migrations) {
    Marking marking = new Marking(configuration, dialect, session);
    List<Command> all = new ArrayList<>();
    for (Migration migration : migrations) {
      all.addAll(
          session
              .history()
              .recording(
                  marking.entry(migration, RevisionKind.BASELINE),
                  Optional.empty(),
                  migration.replaces()));
    }
    return all;
  }

  /** Others may have changed the schema since it was read, and not every product says so. */
  private void requireUnchanged() throws SQLException {
    Schema now = session.live();
    Schema adopted = options.foreignHistoryKept() ? now : ForeignTools.without(now, goal);
    boolean same =
        making.isEmpty()
            ? adopted.equals(live)
            : comparison.between(adopted, goal, Answers.UNASKED).isEmpty();
    if (!same) {
      throw changed();
    }
  }

  private static Refused changed() {
    return new Refused(
        "Somebody changed the schema meanwhile. Nothing was written or recorded; try again.");
  }
}
