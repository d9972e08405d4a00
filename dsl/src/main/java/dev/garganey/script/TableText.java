package dev.garganey.script;

import dev.garganey.model.Column;
import dev.garganey.model.ColumnType;
import dev.garganey.model.Constraint;
import dev.garganey.model.Generated;
import dev.garganey.model.Identity;
import dev.garganey.model.SequenceOptions;
import dev.garganey.model.Table;
import dev.garganey.model.Trigger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** TableText writes the body of a table, and single columns. */
final class TableText {
  private final Table table;
  private final ConstraintText constraints;

  private TableText(Table table) {
    this.table = table;
    this.constraints = new ConstraintText(table.name());
  }

  /** What stands between the braces of {@code createTable}, one word a line. */
  static List<String> body(Table table) {
    return new TableText(table).lines();
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
    int inline = inlineCount();
    List<String> lines = new ArrayList<>();
    for (Column column : table.columns()) {
      lines.add(line(column, table.constraints().subList(0, inline)));
    }
    for (Constraint constraint : table.constraints().subList(inline, table.constraints().size())) {
      lines.add(constraints.inTable(constraint));
    }
    IndexText indexes = new IndexText(table.name());
    table.indexes().forEach(index -> lines.add(indexes.inTable(index)));
    table.triggers().forEach(trigger -> lines.add(trigger(trigger)));
    if (!table.options().isEmpty()) {
      lines.add("options(" + Literals.options(table.options()) + ")");
    }
    table.comment().ifPresent(text -> lines.add("comment(" + Literals.text(text) + ")"));
    return lines;
  }

  /**
   * How many of the first constraints can be said behind their columns: as long as that keeps them
   * in their order.
   */
  private int inlineCount() {
    int last = 0;
    int count = 0;
    Set<String> references = new HashSet<>();
    for (Constraint constraint : table.constraints()) {
      int at = home(constraint);
      boolean second =
          constraint instanceof Constraint.ForeignKey key
              && !references.add(String.join(",", key.columns()));
      if (at < last || second) {
        return count;
      }
      last = at;
      count++;
    }
    return count;
  }

  /** The position of the column that can say the constraint, or -1. */
  private int home(Constraint constraint) {
    for (int i = 0; i < table.columns().size(); i++) {
      if (constraints.ofColumn(table.columns().get(i).name(), constraint).isPresent()) {
        return i;
      }
    }
    return -1;
  }

  private String line(Column column, List<Constraint> inline) {
    StringBuilder words = new StringBuilder();
    boolean key = false;
    for (Constraint constraint : inline) {
      if (table.columns().get(home(constraint)).equals(column)) {
        words.append(constraints.ofColumn(column.name(), constraint).orElseThrow());
        key |= constraint instanceof Constraint.PrimaryKey;
      }
    }
    Column id =
        Column.of(column.name(), new ColumnType.BigInt())
            .withNullable(false)
            .withIdentity(Optional.of(Identity.BY_DEFAULT));
    if (column.equals(id) && words.toString().startsWith(".primaryKey()")) {
      String name = column.name().equals("id") ? "" : Literals.text(column.name());
      return "id(" + name + ")" + words.substring(".primaryKey()".length());
    }
    return TypeText.column(column.name(), column.type()) + more(column, key) + words;
  }

  private static String more(Column column, boolean key) {
    boolean identity = column.identity().isPresent();
    String nullability =
        column.nullable() ? (identity ? ".nullable()" : "") : key || identity ? "" : ".notNull()";
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
