package dev.garganey;

import dev.garganey.console.ResultRows;
import dev.garganey.dialect.Dialect;
import dev.garganey.explore.Aspect;
import dev.garganey.explore.Chapter;
import dev.garganey.explore.Exploration;
import dev.garganey.explore.Inventory;
import dev.garganey.explore.Item;
import dev.garganey.explore.ItemKind;
import dev.garganey.explore.Lives;
import dev.garganey.explore.Meaning;
import dev.garganey.explore.Names;
import dev.garganey.explore.Partitions;
import dev.garganey.explore.ViewShapes;
import dev.garganey.model.Constraint;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Schema;
import dev.garganey.model.Table;
import dev.garganey.operation.Step;
import java.sql.SQLException;
import java.util.ArrayList;
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
  private final Chronicle chronicle;

  Exploring(Configuration configuration, Dialect dialect, Session session, Secrets secrets) {
    this.configuration = configuration;
    this.dialect = dialect;
    this.session = session;
    this.secrets = secrets;
    this.chronicle = new Chronicle(configuration, dialect, session, secrets);
  }

  Exploration explore(Set<Aspect> wanted) throws SQLException {
    boolean enriching = !session.isComplete();
    boolean telling = wanted.contains(Aspect.LIVES) || wanted.contains(Aspect.MIGRATIONS);
    List<Chapter> applied = enriching || telling ? chronicle.applied() : List.of();
    Schema schema = session.live();
    if (enriching && !applied.isEmpty()) {
      List<Step> steps = applied.stream().flatMap(c -> c.steps().stream()).toList();
      schema = dialect.reconcile(session.recorded(Schema.EMPTY, steps), schema);
    }
    List<Chapter> chapters = telling ? chronicle.chapters() : List.of();
    return new Exploration(
        configuration.target().shown(),
        dialect.product(),
        schema,
        wanted.contains(Aspect.EXTENTS) ? dialect.extents(session.connection()) : Map.of(),
        wanted.contains(Aspect.VIEW_COLUMNS)
            ? dialect.viewColumns(session.connection())
            : ViewShapes.NONE,
        wanted.contains(Aspect.LIVES) ? lives(chapters) : Lives.NONE,
        wanted.contains(Aspect.MIGRATIONS) ? chronicle.migrations() : List.of(),
        chronicle.notices());
  }

  /** What migrations did and will do; the database's schema is not asked for. */
  Exploration lives() {
    Lives lives = lives(chronicle.chapters());
    return new Exploration(
        configuration.target().shown(),
        dialect.product(),
        Schema.EMPTY,
        Map.of(),
        ViewShapes.NONE,
        lives,
        List.of(),
        chronicle.notices());
  }

  private Lives lives(List<Chapter> chapters) {
    return Lives.of(chapters, dialect.product(), secrets::mask);
  }

  /** How one object or migration is defined. */
  Definition definition(Optional<String> kind, String name, boolean sql) throws SQLException {
    Exploration told = explore(Set.of(Aspect.MIGRATIONS));
    List<Item> items = new ArrayList<>(Inventory.of(told.schema(), ViewShapes.NONE));
    items.addAll(Inventory.of(told.migrations()));
    Item item = new Meaning(items).find(kind, name);
    return item.kind() == ItemKind.MIGRATION
        ? chronicle.definition(item, sql)
        : new Showing(told.schema(), dialect).of(item, sql);
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
