package dev.garganey.script;

import dev.garganey.model.Column;
import dev.garganey.model.ColumnRef;
import dev.garganey.model.ColumnType;
import dev.garganey.model.Constraint;
import dev.garganey.model.Generated;
import dev.garganey.model.Identity;
import dev.garganey.model.Schema;
import dev.garganey.model.SequenceOptions;
import dev.garganey.model.Table;
import dev.garganey.model.Trigger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** TableText writes the body of a table, and single columns. */
final class TableText {
  private final Table table;
  private final Schema around;
  private final boolean unnamed;
  private final ConstraintText constraints;
  private final Set<String> inKey;

  private TableText(Table table, Schema around) {
    this.table = table;
    this.around = around;
    this.unnamed = table.constraints().stream().anyMatch(c -> c.name().isEmpty());
    this.constraints = new ConstraintText(table.name(), unnamed);
    this.inKey = Set.copyOf(table.primaryKey().map(k -> k.columns()).orElse(List.of()));
  }

  /** What stands between the braces of {@code createTable}, one word a line. */
  static List<String> body(Table table) {
    return new TableText(table, Schema.EMPTY).lines();
  }

  /**
   * What stands between the braces of {@code table} in a model.
   *
   * @param around the model, in which references find the tables that they refer to
   */
  static List<String> body(Table table, Schema around) {
    return new TableText(table, around).lines();
  }

  /** A column without constraints. */
  static String column(Column column) {
    return TypeText.column(column.name(), column.type()) + more(column, false);
  }

  /** A trigger as the body of its table or view has it. */
  static String trigger(Trigger trigger) {
    return "trigger("
        + Literals.text(trigger.name())
        + ", "
        + Literals.text(trigger.definition())
        + Literals.flag("constraint", trigger.constraint())
        + Literals.named("comment", trigger.comment())
        + ")";
  }

  private List<String> lines() {
    List<List<Inline>> ofColumns = inline();
    int inline = ofColumns.stream().mapToInt(List::size).sum();
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < table.columns().size(); i++) {
      lines.add(line(table.columns().get(i), ofColumns.get(i)));
    }
    for (Constraint constraint : table.constraints().subList(inline, table.constraints().size())) {
      lines.add(constraints.inTable(constraint));
    }
    if (unnamed) {
      lines.add("unnamed()");
    }
    IndexText indexes = new IndexText(table.name());
    table.indexes().forEach(index -> lines.add(indexes.inTable(index)));
    table.triggers().forEach(trigger -> lines.add(trigger(trigger)));
    lines.addAll(options());
    table.comment().ifPresent(text -> lines.add("comment(" + Literals.text(text) + ")"));
    return lines;
  }

  /** The options on one line; where one of them has several lines, each by itself. */
  private List<String> options() {
    if (table.options().values().stream().noneMatch(o -> o.indexOf('\n') >= 0)) {
      return table.options().isEmpty()
          ? List.of()
          : List.of("options(" + Literals.options(table.options()) + ")");
    }
    return table.options().entrySet().stream()
        .map(o -> "options(" + Literals.options(Map.of(o.getKey(), o.getValue())) + ")")
        .toList();
  }

  /** Inline is a constraint with the words that say it behind its column. */
  private record Inline(Constraint constraint, String words) {}

  /**
   * Those of the first constraints that can be said behind their columns, for each column: as long
   * as that keeps them in their order.
   */
  private List<List<Inline>> inline() {
    List<List<Inline>> ofColumns = new ArrayList<>();
    table.columns().forEach(column -> ofColumns.add(new ArrayList<>()));
    Set<List<String>> references = new HashSet<>();
    int last = 0;
    for (Constraint constraint : table.constraints()) {
      int home = 0;
      Optional<String> words = Optional.empty();
      while (home < ofColumns.size() && words.isEmpty()) {
        words = constraints.ofColumn(table.columns().get(home).name(), constraint);
        home += words.isPresent() ? 0 : 1;
      }
      boolean second =
          constraint instanceof Constraint.ForeignKey key && !references.add(key.columns());
      if (words.isEmpty() || home < last || second) {
        break;
      }
      ofColumns.get(home).add(new Inline(constraint, words.get()));
      last = home;
    }
    return ofColumns;
  }

  private String line(Column column, List<Inline> own) {
    String more = more(column, inKey.contains(column.name()));
    if (!own.isEmpty()) {
      Inline first = own.get(0);
      Optional<String> word = shortWord(column, first.constraint());
      String rest = words(own.subList(1, own.size()));
      if (word.isPresent() && first.constraint() instanceof Constraint.PrimaryKey) {
        return word.get() + first.words().substring(".primaryKey()".length()) + rest;
      }
      if (word.isPresent()) {
        String after =
            first.constraint() instanceof Constraint.ForeignKey key
                ? constraints.afterTarget(key)
                : "";
        return word.get() + more + after + rest;
      }
    }
    return TypeText.column(column.name(), column.type()) + more + words(own);
  }

  private static String words(List<Inline> own) {
    StringBuilder words = new StringBuilder();
    own.forEach(inline -> words.append(inline.words()));
    return words.toString();
  }

  /** The word that says a column together with its first constraint, where it means just that. */
  private Optional<String> shortWord(Column column, Constraint first) {
    if (first instanceof Constraint.PrimaryKey) {
      Column id =
          Column.of(column.name(), new ColumnType.BigInt())
              .withNullable(false)
              .withIdentity(Optional.of(Identity.BY_DEFAULT));
      String name = column.name().equals("id") ? "" : Literals.text(column.name());
      return column.equals(id) ? Optional.of("id(" + name + ")") : Optional.empty();
    }
    if (first instanceof Constraint.ForeignKey key) {
      return reference(column, key);
    }
    if (first instanceof Constraint.Check check && column.type() instanceof ColumnType.Text) {
      return OneOf.values(column.name(), check)
          .map(v -> "oneOf(" + Literals.text(column.name()) + ", " + Literals.texts(v) + ")");
    }
    return Optional.empty();
  }

  private Optional<String> reference(Column column, Constraint.ForeignKey key) {
    Optional<Table> parent =
        key.references().equals(table.name())
            ? Optional.of(table)
            : around.findTable(key.references());
    Optional<List<String>> target = parent.flatMap(Table::primaryKey).map(k -> k.columns());
    boolean meant =
        column.name().endsWith("_id")
            && column.name().length() > 3
            && target.filter(t -> t.size() == 1 && t.equals(key.referencedColumns())).isPresent()
            && parent.get().column(target.get().get(0)).type().equals(column.type());
    if (!meant
        || around.findTable(table.name()).isEmpty()
        || leadsTo(new ColumnRef(table.name(), column.name()), key)) {
      return Optional.empty();
    }
    String what = column.name().substring(0, column.name().length() - 3);
    boolean usual = table.name().sibling(TableBuilder.plural(what)).equals(key.references());
    return Optional.of(
        "reference("
            + Literals.text(what)
            + (usual ? "" : ", table: " + Literals.name(key.references()))
            + ")");
  }

  /** Whether a key is made, by further references, of the very column that references it. */
  private boolean leadsTo(ColumnRef column, Constraint.ForeignKey key) {
    Set<ColumnRef> seen = new HashSet<>();
    Deque<ColumnRef> open = new ArrayDeque<>();
    open.add(new ColumnRef(key.references(), key.referencedColumns().get(0)));
    while (!open.isEmpty()) {
      ColumnRef next = open.remove();
      if (next.equals(column)) {
        return true;
      }
      if (seen.add(next)) {
        around.findTable(next.table()).stream()
            .flatMap(t -> t.foreignKeys().stream())
            .filter(k -> k.columns().equals(List.of(next.column())))
            .filter(k -> k.referencedColumns().size() == 1)
            .forEach(k -> open.add(new ColumnRef(k.references(), k.referencedColumns().get(0))));
      }
    }
    return false;
  }

  /** What follows the type of a column outside of a key. */
  static String more(Column column) {
    return more(column, false);
  }

  private static String more(Column column, boolean key) {
    boolean identity = column.identity().isPresent();
    String nullability =
        column.nullable()
            ? (key || identity ? ".nullable()" : "")
            : key || identity ? "" : ".notNull()";
    return nullability
        + column.identity().map(i -> ".identity(" + identity(i) + ")").orElse("")
        + column.defaultValue().map(v -> ".defaultTo(" + Literals.value(v) + ")").orElse("")
        + column.generated().map(TableText::generated).orElse("")
        + column.collation().map(c -> ".collate(" + Literals.text(c) + ")").orElse("")
        + column.comment().map(c -> ".comment(" + Literals.text(c) + ")").orElse("")
        + (column.options().isEmpty()
            ? ""
            : ".options(" + Literals.options(column.options()) + ")");
  }

  private static String generated(Generated generated) {
    return ".generatedAs("
        + Literals.text(generated.expression())
        + ")"
        + (generated.stored() ? "" : ".virtual()");
  }

  /** The options of an identity. */
  static String identity(Identity identity) {
    List<String> parts = new ArrayList<>();
    if (identity.always()) {
      parts.add("always: true");
    }
    parts.addAll(sequence(identity.options()));
    return String.join(", ", parts);
  }

  /** The options of a sequence. */
  static List<String> sequence(SequenceOptions options) {
    List<String> parts = new ArrayList<>();
    options.start().ifPresent(n -> parts.add("start: " + n));
    options.increment().ifPresent(n -> parts.add("increment: " + n));
    options.min().ifPresent(n -> parts.add("min: " + n));
    options.max().ifPresent(n -> parts.add("max: " + n));
    options.cache().ifPresent(n -> parts.add("cache: " + n));
    if (options.cycle()) {
      parts.add("cycle: true");
    }
    return parts;
  }
}
