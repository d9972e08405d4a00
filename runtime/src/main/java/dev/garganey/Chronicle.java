package dev.garganey;

import dev.garganey.dialect.Dialect;
import dev.garganey.explore.Chapter;
import dev.garganey.explore.Item;
import dev.garganey.explore.KnownMigration;
import dev.garganey.history.Revision;
import dev.garganey.model.Schema;
import dev.garganey.model.SchemaMistake;
import dev.garganey.operation.Migration;
import dev.garganey.operation.OperationJson;
import dev.garganey.operation.Step;
import dev.garganey.plan.MigrationPlan;
import dev.garganey.plan.Planner;
import dev.garganey.script.MigrationFile;
import dev.garganey.script.OperationRenderer;
import dev.garganey.script.ScriptMistakes;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Chronicle is what migrations did, by history, and what they will do, by the folder. Each is read
 * when it is asked for, and once; where that cannot be done, a notice says why.
 */
final class Chronicle {
  private final Configuration configuration;
  private final Dialect dialect;
  private final Session session;
  private final Secrets secrets;
  private final List<String> notices = new ArrayList<>();
  private Optional<List<Chapter>> applied = Optional.empty();
  private Optional<List<Chapter>> chapters = Optional.empty();

  Chronicle(Configuration configuration, Dialect dialect, Session session, Secrets secrets) {
    this.configuration = configuration;
    this.dialect = dialect;
    this.session = session;
    this.secrets = secrets;
  }

  /** Why something is missing. */
  List<String> notices() {
    return List.copyOf(notices);
  }

  /** What history recorded; where that cannot be read, a notice says why. */
  List<Chapter> applied() {
    if (applied.isEmpty()) {
      applied = Optional.of(readHistory());
    }
    return applied.get();
  }

  private List<Chapter> readHistory() {
    List<Chapter> chapters = new ArrayList<>();
    try {
      List<Revision> revisions = session.history().read(session.connection());
      Map<String, String> operations =
          revisions.isEmpty() ? Map.of() : session.history().operationsById(session.connection());
      for (Revision revision : revisions) {
        String json = operations.getOrDefault(revision.id(), "");
        chapters.add(
            new Chapter(
                revision.id(),
                Optional.of(revision.name()).filter(n -> !n.equals(revision.id())),
                Optional.of(revision.appliedAt()),
                json.isEmpty() ? List.of() : OperationJson.read(json).up()));
      }
    } catch (SQLException | IllegalArgumentException | SchemaMistake unreadable) {
      notices.add(
          "history is not told, for "
              + configuration.history()
              + " cannot be read: "
              + (unreadable instanceof SQLException sql
                  ? dialect.message(sql)
                  : unreadable.getMessage()));
      return List.of();
    }
    return chapters;
  }

  /** What the folder has beyond that; where it cannot be evaluated, a notice says why. */
  private List<Chapter> pending(List<Chapter> applied) {
    if (!Files.isDirectory(configuration.migrations())) {
      return List.of();
    }
    Set<String> known = new HashSet<>(applied.stream().map(Chapter::id).toList());
    try {
      List<MigrationFile> files =
          session.files().stream().filter(f -> !known.contains(f.id()) || f.mayReplace()).toList();
      List<Migration> migrations = session.scripts().evaluate(files);
      Replacements replacements = Replacements.of(migrations);
      return migrations.stream()
          .filter(m -> !known.contains(m.id()) && !replacements.isReplaced(m.id()))
          .map(m -> new Chapter(m.id(), m.description(), Optional.empty(), m.up()))
          .toList();
    } catch (ScriptMistakes | SchemaMistake mistake) {
      notices.add(
          "pending migrations are not told, for they have mistakes: "
              + String.valueOf(mistake.getMessage()).lines().findFirst().orElse(""));
      return List.of();
    }
  }

  /** What was applied, and what is pending where it is known what was applied. */
  List<Chapter> chapters() {
    if (chapters.isEmpty()) {
      List<Chapter> all = new ArrayList<>(applied());
      if (notices.isEmpty()) {
        all.addAll(pending(all));
      }
      chapters = Optional.of(List.copyOf(all));
    }
    return chapters.get();
  }

  /** The migrations of history and those of the folder, also where these cannot be evaluated. */
  List<KnownMigration> migrations() {
    Map<String, MigrationFile> files = new LinkedHashMap<>();
    if (Files.isDirectory(configuration.migrations())) {
      session.files().forEach(f -> files.put(f.id(), f));
    }
    List<KnownMigration> known = new ArrayList<>();
    for (Chapter c : chapters()) {
      Optional<MigrationFile> file = Optional.ofNullable(files.remove(c.id()));
      known.add(known(c.id(), file, c.title().map(secrets::mask), c.appliedAt()));
    }
    files
        .values()
        .forEach(f -> known.add(known(f.id(), Optional.of(f), Optional.empty(), Optional.empty())));
    return known;
  }

  private static KnownMigration known(
      String id, Optional<MigrationFile> file, Optional<String> title, Optional<String> appliedAt) {
    return new KnownMigration(
        id,
        file.map(f -> f.path().getFileName().toString()),
        title,
        appliedAt,
        file.flatMap(Chronicle::text));
  }

  private static Optional<String> text(MigrationFile file) {
    try {
      return Optional.of(file.text());
    } catch (ScriptMistakes | SchemaMistake unreadable) {
      return Optional.empty();
    }
  }

  /** How a migration is defined: its file, or what history recorded where that is gone. */
  Definition definition(Item item, boolean sql) {
    KnownMigration known =
        migrations().stream()
            .filter(m -> m.file().orElse(m.id()).equals(item.own()))
            .findFirst()
            .orElseThrow();
    List<Chapter> before = chapters();
    int at = before.stream().map(Chapter::id).toList().indexOf(known.id());
    if (at < 0) {
      // It has a mistake: evaluating it alone tells which.
      if (sql || known.text().isEmpty()) {
        session
            .scripts()
            .evaluate(session.files().stream().filter(f -> f.id().equals(known.id())).toList());
      }
      return new Definition(
          item.kind().word(),
          known.id(),
          known.text().orElse(""),
          Optional.empty(),
          Optional.empty());
    }
    Chapter chapter = before.get(at);
    Optional<MigrationPlan> plan =
        sql ? Optional.of(plan(before.subList(0, at), chapter)) : Optional.empty();
    boolean gone = known.text().isEmpty();
    return new Definition(
        item.kind().word(),
        known.id(),
        known.text().orElseGet(() -> recorded(chapter)),
        plan,
        gone ? Optional.of("from history, for its file is gone") : Optional.empty());
  }

  private String recorded(Chapter chapter) {
    return secrets.mask(
        OperationRenderer.migration(
            chapter.title(),
            chapter.steps().stream().map(Step::operation).toList(),
            Optional.empty()));
  }

  /** What a migration runs after those before it. */
  private MigrationPlan plan(List<Chapter> before, Chapter chapter) {
    List<Step> earlier = before.stream().flatMap(c -> c.steps().stream()).toList();
    Migration migration =
        new Migration(
            chapter.id(),
            chapter.id(),
            "",
            chapter.title(),
            chapter.steps(),
            Optional.empty(),
            true,
            false,
            List.of(),
            List.of(),
            Optional.empty());
    return new Planner(dialect)
        .up(migration, session.recorded(Schema.EMPTY, earlier))
        .showing(secrets::mask);
  }
}
