package dev.garganey.dialect.sqlite;

import dev.garganey.model.Column;
import dev.garganey.model.Constraint;
import dev.garganey.model.Deferral;
import dev.garganey.model.Generated;
import dev.garganey.model.ObjectName;
import dev.garganey.model.ReferentialAction;
import dev.garganey.sql.SqlToken;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** ConstraintParser reads the constraints of columns and of tables. */
final class ConstraintParser {
  private static final Set<String> COLUMN_WORDS =
      Set.of(
          "constraint",
          "primary",
          "not",
          "null",
          "unique",
          "check",
          "default",
          "collate",
          "references",
          "as");

  private final Tokens tokens;
  private final List<Constraint> found = new ArrayList<>();
  private final Map<String, String> options = new HashMap<>();
  private Optional<String> autoincrement = Optional.empty();

  ConstraintParser(Tokens tokens) {
    this.tokens = tokens;
  }

  List<Constraint> found() {
    return found;
  }

  /** The terms of keys whose columns have an order or a collation of their own. */
  Map<String, String> options() {
    return options;
  }

  /** The column that is AUTOINCREMENT. */
  Optional<String> autoincrement() {
    return autoincrement;
  }

  /** Whether a constraint of the table comes next. */
  boolean begins() {
    return tokens.sees("constraint")
        || tokens.sees("primary")
        || tokens.sees("unique")
        || tokens.sees("check")
        || tokens.sees("foreign");
  }

  static boolean beginsColumnConstraint(Tokens tokens) {
    SqlToken token = tokens.peek();
    return token.kind() == SqlToken.Kind.WORD && COLUMN_WORDS.contains(token.lower());
  }

  void tableConstraint() {
    Optional<String> name = name();
    if (tokens.accepts("primary", "key")) {
      List<String> columns = keyColumns();
      found.add(primaryKey(columns));
    } else if (tokens.accepts("unique")) {
      List<String> columns = keyColumns();
      found.add(unique(name, columns));
    } else if (tokens.accepts("check")) {
      check(name);
    } else if (tokens.accepts("foreign", "key")) {
      List<String> columns = names();
      tokens.expect("references");
      found.add(foreignKey(name, columns));
    }
  }

  private Optional<String> name() {
    Optional<String> name = Optional.empty();
    while (tokens.accepts("constraint")) {
      name = Optional.of(tokens.name());
    }
    return name;
  }

  private Constraint primaryKey(List<String> columns) {
    return new Constraint.PrimaryKey(
        Optional.empty(), columns, List.of(), Deferral.NOT_DEFERRABLE, onConflict());
  }

  private Constraint unique(Optional<String> name, List<String> columns) {
    return new Constraint.Unique(
        name, columns, false, List.of(), Deferral.NOT_DEFERRABLE, onConflict());
  }

  private void check(Optional<String> name) {
    found.add(new Constraint.Check(name, tokens.group(), true, false));
    onConflict(); // Accepted by the grammar, without effect.
  }

  private Optional<String> onConflict() {
    return tokens.accepts("on", "conflict")
        ? Optional.of(tokens.next().text().toUpperCase(Locale.ROOT))
        : Optional.empty();
  }

  private List<String> keyColumns() {
    tokens.expect("(");
    int from = tokens.position();
    int to = from;
    Set<String> columns = new LinkedHashSet<>();
    boolean plain = true;
    while (!tokens.accepts(")")) {
      if (tokens.accepts("autoincrement")) {
        autoincrement = columns.stream().findFirst();
        continue;
      }
      if (tokens.accepts(",")) {
        continue;
      }
      columns.add(tokens.name());
      if (tokens.accepts("collate")) {
        tokens.name();
        plain = false;
      }
      if (tokens.accepts("desc")) {
        plain = false;
      }
      tokens.accepts("asc");
      to = tokens.position();
    }
    List<String> list = List.copyOf(columns);
    if (!plain) {
      options.put(TableOptions.keyTerms(list), tokens.between(from, to));
    }
    return list;
  }

  private List<String> names() {
    List<String> names = new ArrayList<>();
    tokens.expect("(");
    while (!tokens.accepts(")")) {
      if (!tokens.accepts(",")) {
        names.add(tokens.name());
      }
    }
    return names;
  }

  /** Passes what follows REFERENCES. */
  private Constraint.ForeignKey foreignKey(Optional<String> name, List<String> columns) {
    ObjectName parent = ObjectName.of(tokens.name());
    List<String> referenced = tokens.sees("(") ? names() : List.of();
    ReferentialAction onDelete = ReferentialAction.NO_ACTION;
    ReferentialAction onUpdate = ReferentialAction.NO_ACTION;
    Optional<String> match = Optional.empty();
    while (true) {
      if (tokens.accepts("on", "delete")) {
        onDelete = action();
      } else if (tokens.accepts("on", "update")) {
        onUpdate = action();
      } else if (tokens.accepts("on", "insert")) {
        action();
      } else if (tokens.accepts("match")) {
        match = Optional.of(tokens.name());
      } else {
        break;
      }
    }
    return new Constraint.ForeignKey(
        name, columns, parent, referenced, onDelete, onUpdate, deferral(), true, match);
  }

  private ReferentialAction action() {
    if (tokens.accepts("set", "null")) {
      return ReferentialAction.SET_NULL;
    }
    if (tokens.accepts("set", "default")) {
      return ReferentialAction.SET_DEFAULT;
    }
    if (tokens.accepts("cascade")) {
      return ReferentialAction.CASCADE;
    }
    if (tokens.accepts("restrict")) {
      return ReferentialAction.RESTRICT;
    }
    tokens.expect("no", "action");
    return ReferentialAction.NO_ACTION;
  }

  private Deferral deferral() {
    boolean not = tokens.accepts("not", "deferrable");
    if (!not && !tokens.accepts("deferrable")) {
      return Deferral.NOT_DEFERRABLE;
    }
    boolean deferred = tokens.accepts("initially", "deferred");
    tokens.accepts("initially", "immediate");
    if (not) {
      return Deferral.NOT_DEFERRABLE;
    }
    return deferred ? Deferral.INITIALLY_DEFERRED : Deferral.INITIALLY_IMMEDIATE;
  }

  /** The column with what follows its type; keys and checks go to the table's constraints. */
  Column columnConstraints(Column column) {
    Column result = column;
    List<String> self = List.of(column.name());
    while (!tokens.sees(",") && !tokens.sees(")")) {
      Optional<String> name = name();
      if (tokens.accepts("not", "null")) {
        result = notNull(result);
      } else if (tokens.accepts("null")) {
        onConflict();
      } else if (tokens.accepts("primary", "key")) {
        result = primaryKey(result);
      } else if (tokens.accepts("unique")) {
        found.add(unique(name, self));
      } else if (tokens.accepts("check")) {
        check(name);
      } else if (tokens.accepts("default")) {
        result = result.withDefault(Optional.of(Expressions.defaultValue(tokens)));
      } else if (tokens.accepts("collate")) {
        result = result.withCollation(Optional.of(tokens.name()));
      } else if (tokens.accepts("references")) {
        found.add(foreignKey(name, self));
      } else if (tokens.sees("deferrable") || tokens.sees("not", "deferrable")) {
        deferLast();
      } else if (tokens.accepts("generated", "always", "as") || tokens.accepts("as")) {
        result = generated(result);
      } else if (name.isEmpty()) {
        tokens.expect("a constraint");
      }
    }
    return result;
  }

  private void deferLast() {
    Constraint last = found.remove(found.size() - 1);
    found.add(last instanceof Constraint.ForeignKey key ? key.withDeferral(deferral()) : last);
  }

  private Column notNull(Column column) {
    Optional<String> onConflict = onConflict();
    return onConflict
        .map(c -> withOption(column, TableOptions.NOT_NULL_ON_CONFLICT, c))
        .orElse(column)
        .withNullable(false);
  }

  private Column primaryKey(Column column) {
    Column result = column;
    if (tokens.accepts("desc")) {
      result = withOption(column, TableOptions.PRIMARY_KEY, "DESC");
    }
    tokens.accepts("asc");
    found.add(primaryKey(List.of(column.name())));
    if (tokens.accepts("autoincrement")) {
      autoincrement = Optional.of(column.name());
      result = column;
    }
    return result;
  }

  private Column generated(Column column) {
    String expression = tokens.group();
    boolean stored = tokens.accepts("stored");
    tokens.accepts("virtual");
    return column.withGenerated(Optional.of(new Generated(expression, stored)));
  }

  private static Column withOption(Column column, String option, String value) {
    Map<String, String> options = new TreeMap<>(column.options());
    options.put(option, value.toUpperCase(Locale.ROOT));
    return column.withOptions(options);
  }
}
