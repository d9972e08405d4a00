package dev.garganey.shell.diagram;

import dev.garganey.explore.Reference;
import dev.garganey.model.Column;
import dev.garganey.model.ColumnType;
import dev.garganey.model.Constraint;
import dev.garganey.model.Constraint.ForeignKey;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Schema;
import dev.garganey.model.Table;
import dev.garganey.script.ColumnRenderer;
import dev.garganey.shell.report.Visible;
import dev.garganey.shell.report.Width;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Chart is what there is to draw: tables, and which of them refer to which.
 *
 * @param links between different tables of it, one for each pair
 */
public record Chart(List<Table> tables, List<Card> cards, List<Link> links) {
  private static final int LONGEST_NAME = 40;
  private static final int LONGEST_TYPE = 28;

  /**
   * Link is all foreign keys by which one table refers to another.
   *
   * @param child the place of the table that has them
   * @param parent the place of the table that they refer to
   */
  public record Link(int child, int parent, List<Reference> keys) {
    /** Whether no row of the child can do without the parent, by one of the keys. */
    boolean isMandatory(Table of) {
      return keys.stream()
          .anyMatch(
              k ->
                  k.key().columns().stream()
                      .allMatch(c -> of.findColumn(c).filter(Column::nullable).isEmpty()));
    }

    /** Whether no two rows of the child can have the same parent, by any of the keys. */
    boolean isSingle(Table of) {
      return keys.stream().allMatch(k -> isSingle(of, k.key().columns()));
    }

    private static boolean isSingle(Table of, List<String> columns) {
      return of.constraints().stream()
          .filter(c -> c instanceof Constraint.PrimaryKey || c instanceof Constraint.Unique)
          .anyMatch(c -> columns.containsAll(c.columns()));
    }

    /** The columns, in words. */
    String label() {
      return keys.stream()
          .map(k -> String.join(", ", k.key().columns()))
          .collect(Collectors.joining("; "));
    }
  }

  public Chart {
    tables = List.copyOf(tables);
    cards = List.copyOf(cards);
    links = List.copyOf(links);
  }

  /** The chart of some tables of a schema, with as many of their columns as are wanted. */
  public static Chart of(Schema schema, List<Table> tables, Detail detail) {
    Map<ObjectName, Integer> places = new LinkedHashMap<>();
    tables.forEach(t -> places.put(t.name(), places.size()));
    List<Card> cards = tables.stream().map(t -> card(t, places, detail)).toList();
    List<Link> links = new ArrayList<>();
    for (Table table : tables) {
      Map<Integer, List<Reference>> byParent = new LinkedHashMap<>();
      for (ForeignKey key : table.foreignKeys()) {
        Integer parent = places.get(key.references());
        if (parent != null && !key.references().equals(table.name())) {
          byParent
              .computeIfAbsent(parent, p -> new ArrayList<>())
              .add(new Reference(table.name(), key));
        }
      }
      byParent.forEach(
          (parent, keys) ->
              links.add(new Link(places.get(table.name()), parent, List.copyOf(keys))));
    }
    return new Chart(tables, cards, links);
  }

  private static Card card(Table table, Map<ObjectName, Integer> places, Detail detail) {
    List<String> key = table.primaryKey().map(Constraint.PrimaryKey::columns).orElse(List.of());
    List<Card.Field> fields = new ArrayList<>();
    for (Column column : table.columns()) {
      List<ForeignKey> keys =
          table.foreignKeys().stream().filter(k -> k.columns().contains(column.name())).toList();
      boolean ofKey = key.contains(column.name());
      if (detail == Detail.ALL || (detail == Detail.KEYS && (ofKey || !keys.isEmpty()))) {
        fields.add(
            new Card.Field(
                column.name(),
                shown(column.name(), LONGEST_NAME),
                detail == Detail.ALL ? shown(type(column.type()), LONGEST_TYPE) : "",
                ofKey,
                !keys.isEmpty(),
                note(table, keys, places.keySet())));
      }
    }
    return new Card(table.name(), shown(table.name().toString(), LONGEST_NAME), fields);
  }

  /** A type in short: what has a name in the database is called by that. */
  static String type(ColumnType type) {
    if (type instanceof ColumnType.Native other) {
      return other.sql();
    } else if (type instanceof ColumnType.OfEnum named) {
      return named.name().toString();
    } else if (type instanceof ColumnType.ArrayOf array) {
      return type(array.element()) + "[]";
    }
    return ColumnRenderer.type(type);
  }

  private static String note(Table table, List<ForeignKey> keys, Collection<ObjectName> drawn) {
    Optional<ForeignKey> self =
        keys.stream().filter(k -> k.references().equals(table.name())).findFirst();
    return self.map(k -> "self")
        .or(
            () ->
                keys.stream()
                    .filter(k -> !drawn.contains(k.references()))
                    .findFirst()
                    .map(k -> shown(k.references().toString(), LONGEST_NAME)))
        .orElse("");
  }

  private static String shown(String name, int longest) {
    return Width.cut(Visible.line(name), longest);
  }

  /** Without the tables that neither refer to others here nor are referred to. */
  public Chart linked() {
    List<Integer> kept = new ArrayList<>();
    for (int i = 0; i < cards.size(); i++) {
      if (degree(i) > 0) {
        kept.add(i);
      }
    }
    return new Chart(
        kept.stream().map(tables::get).toList(),
        kept.stream().map(cards::get).toList(),
        links.stream()
            .map(l -> new Link(kept.indexOf(l.child()), kept.indexOf(l.parent()), l.keys()))
            .toList());
  }

  /** How many foreign keys lead from one table of it to another. */
  public int references() {
    return links.stream().mapToInt(l -> l.keys().size()).sum();
  }

  /** The names of the tables with the most links. */
  public List<ObjectName> mostConnected(int most) {
    return IntStream.range(0, tables.size())
        .boxed()
        .sorted(Comparator.comparing(i -> -degree(i)))
        .limit(most)
        .map(i -> tables.get(i).name())
        .toList();
  }

  private int degree(int place) {
    return (int) links.stream().filter(l -> l.child() == place || l.parent() == place).count();
  }

  /** The tables that {@link #linked} leaves out. */
  public List<Table> alone() {
    List<Table> linked = linked().tables();
    return tables.stream().filter(t -> !linked.contains(t)).toList();
  }
}
