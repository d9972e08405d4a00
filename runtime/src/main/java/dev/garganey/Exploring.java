package dev.garganey;

import dev.garganey.console.ResultRows;
import dev.garganey.dialect.Dialect;
import dev.garganey.explore.Aspect;
import dev.garganey.explore.Chapter;
import dev.garganey.explore.Exploration;
import dev.garganey.explore.Inventory;
import dev.garganey.explore.Item;
import dev.garganey.explore.ItemKind;
import dev.garganey.explore.KnownMigration;
import dev.garganey.explore.Lives;
import dev.garganey.explore.Meaning;
import dev.garganey.explore.Names;
import dev.garganey.explore.Partitions;
import dev.garganey.explore.ViewShapes;
import dev.garganey.history.Revision;
import dev.garganey.model.Constraint;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Schema;
import dev.garganey.model.SchemaMistake;
import dev.garganey.model.Table;
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
import java.util.stream.Collectors;

/**
 * Exploring answers those who want to know what a database is like. It works on any database: where
 * there is no history, no folder or no right to read, what these would tell is missing.
 */
final class Exploring {
  private final Configuration configuration;
  private final Dialect dialect;
  private final Session session;
  private final Secrets secrets;
  private final List<String> notices = new ArrayList<>();

  Exploring(Configuration configuration, Dialect dialect, Session session, Secrets secrets) {
    this.configuration = configuration;
    this.dialect = dialect;
    this.session = session;
    this.secrets = secrets;
  }

  Exploration explore(Set<Aspect> wanted) throws SQLException {
    boolean enriching = !session.isComplete();
    boolean telling = wanted.contains(Aspect.LIVES) || wanted.contains(Aspect.MIGRATIONS);
    List<Chapter> applied = enriching || telling ? applied() : List.of();
    Schema schema = session.live();
    if (enriching && !applied.isEmpty()) {
      List<Step> steps = applied.stream().flatMap(c -> c.steps().stream()).toList();
      schema = dialect.reconcile(session.recorded(Schema.EMPTY, steps), schema);
    }
    List<Chapter> chapters = telling ? chapters(applied) : List.of();
    return new Exploration(
        configuration.target().shown(),
        dialect.product(),
        schema,
        wanted.contains(Aspect.EXTENTS) ? dialect.extents(session.connection()) : Map.of(),
        wanted.contains(Aspect.VIEW_COLUMNS)
            ? dialect.viewColumns(session.connection())
            : ViewShapes.NONE,
        wanted.contains(Aspect.LIVES) ? lives(chapters) : Lives.NONE,
        wanted.contains(Aspect.MIGRATIONS) ? migrations(chapters) : List.of(),
        notices);
  }

  /** What migrations did and will do; the database's schema is not asked for. */
  Exploration lives() {
    Lives lives = lives(chapters(applied()));
    return new Exploration(
        configuration.target().shown(),
        dialect.product(),
        Schema.EMPTY,
        Map.of(),
        ViewShapes.NONE,
        lives,
        List.of(),
        notices);
  }

  private Lives lives(List<Chapter> chapters) {
    return Lives.of(chapters, dialect.product(), secrets::mask);
  }

  /** What was applied, and what is pending where it is known what was applied. */
  private List<Chapter> chapters(List<Chapter> applied) {
    List<Chapter> chapters = new ArrayList<>(applied);
    if (notices.isEmpty()) {
      chapters.addAll(pending(applied));
    }
    return chapters;
  }

  /** The migrations of history and those of the folder, also where these cannot be evaluated. */
  private List<KnownMigration> migrations(List<Chapter> chapters) {
    Map<String, MigrationFile> files = new LinkedHashMap<>();
    if (Files.isDirectory(configuration.migrations())) {
      session.files().forEach(f -> files.put(f.id(), f));
    }
    List<KnownMigration> known = new ArrayList<>();
    for (Chapter c : chapters) {
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
        file.flatMap(Exploring::text));
  }

  private static Optional<String> text(MigrationFile file) {
    try {
      return Optional.of(file.text());
    } catch (ScriptMistakes | SchemaMistake unreadable) {
      return Optional.empty();
    }
  }

  /** What history recorded; where that cannot be read, a notice says why. */
  private List<Chapter> applied() {
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

  /** How one object or migration is defined. */
  Definition definition(Optional<String> kind, String name, boolean sql) throws SQLException {
    Exploration told = explore(Set.of(Aspect.MIGRATIONS));
    List<Item> items = new ArrayList<>(Inventory.of(told.schema(), ViewShapes.NONE));
    items.addAll(Inventory.of(told.migrations()));
    Item item = new Meaning(items).find(kind, name);
    return item.kind() == ItemKind.MIGRATION
        ? migration(told, item, sql)
        : new Showing(told.schema(), dialect).of(item, sql);
  }

  private Definition migration(Exploration told, Item item, boolean sql) {
    KnownMigration known =
        told.migrations().stream()
            .filter(m -> m.file().orElse(m.id()).equals(item.own()))
            .findFirst()
            .orElseThrow();
    List<Chapter> before = chapters(applied());
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

  /** How many rows tables hold; without names all of them, but for the parts of others. */
  ResultRows count(List<String> names) throws SQLException {
    Schema schema = session.live();
    Partitions partitions = Partitions.of(schema);
    List<ObjectName> tables =
        names.isEmpty()
            ? schema.tables().stream()
                .map(Table::name)
                .filter(t -> !partitions.isPartition(t))
                .toList()
            : names.stream().map(n -> Names.relation(n, schema)).distinct().toList();
    return new RowQuery(session.connection(), dialect).count(tables);
  }

  /** The first rows of a table or view, in the order of its primary key where it has one. */
  ResultRows head(String name, int limit) throws SQLException {
    Schema schema = session.live();
    ObjectName table = Names.relation(name, schema);
    List<String> key =
        schema
            .findTable(table)
            .flatMap(Table::primaryKey)
            .map(Constraint.PrimaryKey::columns)
            .orElse(List.of());
    String order =
        key.isEmpty()
            ? ""
            : key.stream().map(dialect::quote).collect(Collectors.joining(", ", " ORDER BY ", ""));
    return new RowQuery(session.connection(), dialect)
        .read(dialect.first("SELECT * FROM " + dialect.quote(table) + order, limit));
  }
}
