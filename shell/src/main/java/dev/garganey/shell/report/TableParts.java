package dev.garganey.shell.report;

import dev.garganey.explore.Reference;
import dev.garganey.model.Constraint;
import dev.garganey.model.Constraint.ForeignKey;
import dev.garganey.model.Index;
import dev.garganey.model.IndexKey;
import dev.garganey.model.ObjectName;
import dev.garganey.model.ReferentialAction;
import dev.garganey.model.Schema;
import dev.garganey.model.Table;
import dev.garganey.script.ColumnRenderer;
import dev.garganey.shell.report.Columns.Cell;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** TableParts tells what a table has besides its columns. */
final class TableParts {
  private static final int BRIEF = 100;
  private static final String POLICY = "policy.";

  private final Table table;
  private final Schema schema;

  TableParts(Table table, Schema schema) {
    this.table = table;
    this.schema = schema;
  }

  void write(Page page) {
    Description.section(page, "Keys", rules(false));
    Description.section(page, "Indexes", indexes());
    Description.section(page, "Refers to", references());
    Description.section(page, "Referred to by", referrers());
    Description.section(page, "Checks", rules(true));
    Columns triggers = new Columns();
    table
        .triggers()
        .forEach(
            t ->
                triggers.row(
                    Cell.of("  " + Visible.line(t.name())),
                    Cell.of(brief(t.definition()), Style.DIM)));
    Description.section(page, "Triggers", triggers);
    Description.section(page, "Policies", named(policies()));
    Description.section(page, "Options", named(options()));
  }

  /** The keys, or the other rules: checks and exclusions. */
  private Columns rules(boolean others) {
    Columns columns = new Columns();
    for (Constraint constraint : table.constraints()) {
      boolean key =
          constraint instanceof Constraint.PrimaryKey || constraint instanceof Constraint.Unique;
      if (!(constraint instanceof ForeignKey) && key != others) {
        columns.row(
            Cell.of("  " + text(constraint)),
            Cell.of(constraint.name().map(Visible::line).orElse(""), Style.DIM));
      }
    }
    return columns;
  }

  private static String text(Constraint constraint) {
    String columns = "(" + String.join(", ", constraint.columns()) + ")";
    if (constraint instanceof Constraint.PrimaryKey) {
      return "primary key " + Visible.line(columns);
    } else if (constraint instanceof Constraint.Unique unique) {
      return "unique "
          + Visible.line(columns)
          + (unique.nullsNotDistinct() ? " nulls not distinct" : "");
    } else if (constraint instanceof Constraint.Check check) {
      return brief(check.expression()) + (check.validated() ? "" : "  (not validated)");
    } else if (constraint instanceof Constraint.Exclusion exclusion) {
      return "exclude " + brief(exclusion.definition());
    }
    return constraint.kind().title() + " " + Visible.line(columns);
  }

  private Columns indexes() {
    Columns columns = new Columns();
    for (Index index : table.indexes()) {
      columns.row(
          Cell.of("  " + (index.unique() ? "unique " : "") + keys(index)),
          Cell.of(Visible.line(index.name()), Style.DIM));
    }
    return columns;
  }

  private static String keys(Index index) {
    String keys =
        index.keys().stream()
            .map(k -> k.text() + (k.descending() ? " desc" : ""))
            .collect(Collectors.joining(", ", "(", ")"));
    return brief(
        keys
            + (index.include().isEmpty()
                ? ""
                : " include (" + String.join(", ", index.include()) + ")")
            + index.method().map(m -> " using " + m).orElse("")
            + index.where().map(w -> " where " + w).orElse(""));
  }

  private Columns references() {
    Columns columns = new Columns();
    for (ForeignKey key : table.foreignKeys()) {
      Reference reference = new Reference(table.name(), key);
      columns.row(
          Cell.of("  " + list(key.columns())),
          Cell.of(
              "→ "
                  + Visible.line(
                      key.references() + " (" + String.join(", ", reference.target(schema)) + ")")),
          Cell.of(actions(key)),
          Cell.of(key.name().map(Visible::line).orElse(""), Style.DIM));
    }
    return columns;
  }

  private Columns referrers() {
    Columns columns = new Columns();
    for (Reference reference : Reference.to(table.name(), schema)) {
      columns.row(
          Cell.of("  " + Visible.line(reference.from().toString())),
          Cell.of("(" + list(reference.key().columns()) + ")"),
          Cell.of("→ " + list(reference.target(schema))),
          Cell.of(actions(reference.key())),
          Cell.of(reference.key().name().map(Visible::line).orElse(""), Style.DIM));
    }
    return columns;
  }

  private static String list(List<String> columns) {
    return Visible.line(String.join(", ", columns));
  }

  private static String actions(ForeignKey key) {
    List<String> words = new ArrayList<>();
    action("on delete", key.onDelete()).ifPresent(words::add);
    action("on update", key.onUpdate()).ifPresent(words::add);
    if (!key.deferral().sql().isEmpty()) {
      words.add(key.deferral().sql().toLowerCase(Locale.ROOT));
    }
    if (!key.validated()) {
      words.add("(not validated)");
    }
    return String.join(" ", words);
  }

  private static Optional<String> action(String word, ReferentialAction action) {
    return Optional.of(action)
        .filter(a -> a != ReferentialAction.NO_ACTION)
        .map(a -> word + " " + a.sql().toLowerCase(Locale.ROOT));
  }

  private Map<String, String> policies() {
    Map<String, String> policies = new TreeMap<>();
    table.options().entrySet().stream()
        .filter(o -> o.getKey().startsWith(POLICY))
        .forEach(o -> policies.put(o.getKey().substring(POLICY.length()), o.getValue()));
    return policies;
  }

  private Map<String, String> options() {
    Map<String, String> options = new TreeMap<>(table.options());
    options.keySet().removeIf(k -> k.startsWith(POLICY));
    return options;
  }

  private static Columns named(Map<String, String> parts) {
    Columns columns = new Columns();
    parts.forEach(
        (key, value) ->
            columns.row(Cell.of("  " + Visible.line(key)), Cell.of(brief(value), Style.DIM)));
    return columns;
  }

  /** On one line that is not too long: garganey show has the whole. */
  static String brief(String sql) {
    return Width.cut(Visible.line(sql.replaceAll("\\s+", " ")), BRIEF);
  }

  Map<String, Object> json() {
    return Values.of(
        "constraints", table.constraints().stream().map(this::json).toList(),
        "indexes", table.indexes().stream().map(i -> json(table.name(), i)).toList(),
        "referencedBy",
            Reference.to(table.name(), schema).stream()
                .map(
                    r ->
                        Values.of(
                            "table", r.from().toString(),
                            "columns", r.key().columns(),
                            "to", r.target(schema),
                            "name", r.key().name()))
                .toList(),
        "triggers",
            table.triggers().stream()
                .map(t -> Values.of("name", t.name(), "definition", t.definition()))
                .toList(),
        "policies", policies(),
        "options", options());
  }

  private Object json(Constraint constraint) {
    Map<String, Object> fields =
        Values.of(
            "kind", constraint.kind().title(),
            "name", constraint.name(),
            "columns", constraint.columns(),
            "script", ColumnRenderer.constraint(table.name(), constraint));
    if (constraint instanceof ForeignKey key) {
      fields.put("references", key.references().toString());
      fields.put("to", new Reference(table.name(), key).target(schema));
    }
    return fields;
  }

  static Object json(ObjectName owner, Index index) {
    return Values.of(
        "name", index.name(),
        "unique", index.unique(),
        "keys", index.keys().stream().map(IndexKey::text).toList(),
        "script", ColumnRenderer.index(owner, index));
  }
}
