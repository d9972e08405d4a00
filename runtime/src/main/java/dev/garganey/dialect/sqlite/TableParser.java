package dev.garganey.dialect.sqlite;

import dev.garganey.model.Column;
import dev.garganey.model.ColumnType;
import dev.garganey.model.Constraint;
import dev.garganey.model.Identity;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** TableParser reads CREATE TABLE as sqlite_schema keeps it (sqlite.org, "CREATE TABLE"). */
final class TableParser {
  private final Tokens tokens;
  private final String name;
  private final List<Column> columns = new ArrayList<>();
  private final ConstraintParser constraints;
  private final Map<String, String> options = new TreeMap<>();

  private TableParser(String sql, String name) {
    this.tokens = new Tokens(sql);
    this.name = name;
    this.constraints = new ConstraintParser(tokens);
  }

  /** The table of that name, without indexes and triggers. */
  static Table parse(String sql, String name) {
    return new TableParser(sql, name).table();
  }

  private Table table() {
    tokens.expect("create");
    if (tokens.accepts("virtual", "table")) {
      return virtual();
    }
    tokens.expect("table");
    tokens.accepts("if", "not", "exists");
    tokens.qualifiedName();
    tokens.expect("(");
    while (!tokens.accepts(")")) {
      if (tokens.accepts(",")) {
        continue;
      }
      if (constraints.begins()) {
        constraints.tableConstraint();
      } else {
        column();
      }
    }
    options();
    options.putAll(constraints.options());
    return finished();
  }

  private Table virtual() {
    tokens.accepts("if", "not", "exists");
    tokens.qualifiedName();
    tokens.expect("using");
    return virtual(ObjectName.of(name), tokens.rest());
  }

  /** A virtual table: its columns are the arguments of the modules that name them there. */
  static Table virtual(ObjectName name, String using) {
    Tokens tokens = new Tokens(using);
    String module = tokens.name().toLowerCase(Locale.ROOT);
    Set<String> names = new LinkedHashSet<>();
    if ((module.startsWith("fts") || module.startsWith("rtree")) && tokens.accepts("(")) {
      while (!tokens.atEnd() && !tokens.accepts(")")) {
        argument(tokens).ifPresent(names::add);
      }
    }
    return Table.of(name, names.stream().map(c -> Column.of(c, new ColumnType.Native(""))).toList())
        .withOptions(Map.of(TableOptions.VIRTUAL, using));
  }

  private static Optional<String> argument(Tokens tokens) {
    tokens.accepts("+");
    boolean named = !tokens.atEnd() && tokens.peek().isName() && !tokens.sees("tokenize");
    Optional<String> name = named ? Optional.of(tokens.peek().name()) : Optional.empty();
    boolean setting = false;
    int depth = 0;
    while (!tokens.atEnd() && !(depth == 0 && (tokens.sees(",") || tokens.sees(")")))) {
      depth += tokens.sees("(") ? 1 : tokens.sees(")") ? -1 : 0;
      setting |= tokens.next().is("=");
    }
    tokens.accepts(",");
    return setting ? Optional.empty() : name;
  }

  private void column() {
    String column = tokens.name();
    ColumnType type = SqliteTypes.parse(type());
    columns.add(constraints.columnConstraints(Column.of(column, type)));
  }

  /** The declared type, verbatim: words up to a constraint, then perhaps numbers in parentheses. */
  private String type() {
    int from = tokens.position();
    while (!endsType()) {
      if (tokens.sees("(")) {
        tokens.group();
        break;
      }
      tokens.next();
    }
    return tokens.between(from, tokens.position());
  }

  private boolean endsType() {
    return tokens.sees(",")
        || tokens.sees(")")
        || tokens.sees("generated", "always")
        || ConstraintParser.beginsColumnConstraint(tokens);
  }

  private void options() {
    while (!tokens.atEnd()) {
      if (tokens.accepts("without", "rowid")) {
        options.put(TableOptions.WITHOUT_ROWID, "true");
      } else if (tokens.accepts("strict")) {
        options.put(TableOptions.STRICT, "true");
      } else {
        tokens.next();
      }
    }
  }

  private Table finished() {
    List<Constraint> spelled = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (Constraint constraint : constraints.found()) {
      // SQLite does not mind two constraints of one name; ours would.
      boolean free = constraint.name().isEmpty() || taken.add(constraint.name().get());
      spelled.add(spelled(free ? constraint : constraint.withName(Optional.empty())));
    }
    List<Column> numbered =
        columns.stream()
            .map(
                c ->
                    c.name().equals(constraints.autoincrement().map(this::spelled).orElse(""))
                        ? c.withType(new ColumnType.BigInt())
                            .withIdentity(Optional.of(Identity.BY_DEFAULT))
                        : c)
            .toList();
    return Table.of(ObjectName.of(name), numbered).withConstraints(spelled).withOptions(options);
  }

  /** Keys name columns in any case; the model wants them as they are declared. */
  private Constraint spelled(Constraint constraint) {
    List<String> keys = constraint.columns().stream().map(this::spelled).toList();
    if (constraint instanceof Constraint.PrimaryKey key) {
      return new Constraint.PrimaryKey(
          Optional.empty(), keys, List.of(), key.deferral(), key.onConflict());
    }
    if (constraint instanceof Constraint.Unique key) {
      return new Constraint.Unique(
          key.name(), keys, false, List.of(), key.deferral(), key.onConflict());
    }
    if (constraint instanceof Constraint.ForeignKey key) {
      return new Constraint.ForeignKey(
          key.name(),
          keys,
          key.references(),
          key.referencedColumns(),
          key.onDelete(),
          key.onUpdate(),
          key.deferral(),
          true,
          key.match());
    }
    if (constraint instanceof Constraint.Check check) {
      return new Constraint.Check(
          check.name(), Expressions.unqualified(check.expression(), name), true, false);
    }
    return constraint;
  }

  private String spelled(String column) {
    return columns.stream()
        .map(Column::name)
        .filter(c -> c.equalsIgnoreCase(column))
        .findFirst()
        .orElse(column);
  }
}
