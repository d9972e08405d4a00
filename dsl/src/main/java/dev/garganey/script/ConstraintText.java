package dev.garganey.script;

import dev.garganey.model.Constraint;
import dev.garganey.model.Constraint.Check;
import dev.garganey.model.Constraint.Exclusion;
import dev.garganey.model.Constraint.ForeignKey;
import dev.garganey.model.Constraint.PrimaryKey;
import dev.garganey.model.Constraint.Unique;
import dev.garganey.model.Deferral;
import dev.garganey.model.NamingConvention;
import dev.garganey.model.ObjectName;
import dev.garganey.model.ReferentialAction;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * ConstraintText writes constraints. One whose name is that of the naming convention is written
 * without a name. So is one without a name: a table says {@code unnamed()} for all of its own, and
 * one that is added later says so itself.
 */
final class ConstraintText {
  private final ObjectName table;
  private final boolean unnamed;

  ConstraintText(ObjectName table) {
    this(table, false);
  }

  /**
   * @param unnamed whether constraints that say no name have none
   */
  ConstraintText(ObjectName table, boolean unnamed) {
    this.table = table;
    this.unnamed = unnamed;
  }

  /** The constraint as the body of a table has it. */
  String inTable(Constraint constraint) {
    if (constraint instanceof PrimaryKey key) {
      return "primaryKey(" + Literals.texts(key.columns()) + ")" + more(key);
    } else if (constraint instanceof Unique unique) {
      return "unique(" + Literals.texts(unique.columns()) + ")" + more(unique);
    } else if (constraint instanceof ForeignKey key) {
      return "foreignKey(" + Literals.texts(key.columns()) + ")" + more(key);
    } else if (constraint instanceof Check check) {
      String named = saysNoName(check) ? "" : Literals.text(name(check)) + ", ";
      return "check(" + named + Literals.text(check.expression()) + ")" + more(check);
    } else if (constraint instanceof Exclusion exclusion) {
      return "exclude("
          + Literals.text(exclusion.definition())
          + ")"
          + named(exclusion)
          + when(exclusion.deferral());
    }
    throw new IllegalStateException("No word is known for " + constraint);
  }

  /** The constraint as an operation of its own. */
  String added(Constraint constraint) {
    return addition(constraint) + (constraint.name().isEmpty() ? ".unnamed()" : "");
  }

  private String addition(Constraint constraint) {
    String to = Literals.name(table);
    if (constraint instanceof PrimaryKey key) {
      return "addPrimaryKey(" + to + ", " + Literals.texts(key.columns()) + ")" + more(key);
    } else if (constraint instanceof Unique unique) {
      return "addUnique(" + to + ", " + Literals.texts(unique.columns()) + ")" + more(unique);
    } else if (constraint instanceof ForeignKey key) {
      return "addForeignKey(" + to + ", " + Literals.texts(key.columns()) + ")" + more(key);
    } else if (constraint instanceof Check check) {
      return "addCheck(" + to + ", " + checkArguments(check) + ")" + more(check);
    } else if (constraint instanceof Exclusion exclusion) {
      return "addExclusion("
          + to
          + ", "
          + Literals.text(exclusion.definition())
          + ")"
          + named(exclusion)
          + when(exclusion.deferral());
    }
    throw new IllegalStateException("No word is known for " + constraint);
  }

  /** The constraint as words that follow a column; empty where only the table can say it. */
  Optional<String> ofColumn(String column, Constraint constraint) {
    if (constraint instanceof PrimaryKey key && isAlone(column, key.columns()) && isPlain(key)) {
      return Optional.of(".primaryKey()" + named(key));
    }
    if (constraint instanceof Unique unique
        && isAlone(column, unique.columns())
        && isPlain(unique)) {
      return Optional.of(".unique()" + named(unique));
    }
    if (constraint instanceof ForeignKey key
        && isAlone(column, key.columns())
        && key.match().isEmpty()
        && key.validated()) {
      return Optional.of(more(key));
    }
    if (constraint instanceof Check check
        && check.validated()
        && !check.noInherit()
        && isColumnCheck(column, check)) {
      return Optional.of(".check(" + Literals.text(check.expression()) + ")");
    }
    return Optional.empty();
  }

  private static boolean isAlone(String column, List<String> columns) {
    return columns.size() == 1 && columns.get(0).equals(column);
  }

  /** Whether it says no more than its columns and its name. */
  private static boolean isPlain(PrimaryKey key) {
    return key.equals(PrimaryKey.of("x", key.columns()).withName(key.name()));
  }

  private static boolean isPlain(Unique unique) {
    return unique.equals(Unique.of("x", unique.columns()).withName(unique.name()));
  }

  private boolean isColumnCheck(String column, Check check) {
    return unnamed
        ? check.name().isEmpty() && mentions(check.expression(), column)
        : check.name().equals(Optional.of(NamingConvention.check(table, column)));
  }

  private static boolean mentions(String expression, String column) {
    return Pattern.compile(
            "(?<![\\w$])" + Pattern.quote(column) + "(?![\\w$])", Pattern.CASE_INSENSITIVE)
        .matcher(expression)
        .find();
  }

  private String more(PrimaryKey key) {
    return named(key) + include(key.include()) + conflict(key.onConflict()) + when(key.deferral());
  }

  private String more(Unique unique) {
    return named(unique)
        + (unique.nullsNotDistinct() ? ".nullsNotDistinct()" : "")
        + include(unique.include())
        + conflict(unique.onConflict())
        + when(unique.deferral());
  }

  private String more(ForeignKey key) {
    String target =
        Literals.name(key.references())
            + (key.referencedColumns().isEmpty()
                ? ""
                : ", " + Literals.texts(key.referencedColumns()));
    return ".references(" + target + ")" + afterTarget(key);
  }

  /** What follows the target of a foreign key. */
  String afterTarget(ForeignKey key) {
    return named(key)
        + action("onDelete", key.onDelete())
        + action("onUpdate", key.onUpdate())
        + key.match().map(m -> ".match(" + Literals.text(m) + ")").orElse("")
        + when(key.deferral())
        + (key.validated() ? "" : ".notValid()");
  }

  private static String more(Check check) {
    return (check.validated() ? "" : ".notValid()") + (check.noInherit() ? ".noInherit()" : "");
  }

  private String checkArguments(Check check) {
    return Literals.text(name(check)) + ", " + Literals.text(check.expression());
  }

  private static String action(String word, ReferentialAction action) {
    return action == ReferentialAction.NO_ACTION ? "" : "." + word + "(" + action.name() + ")";
  }

  private static String include(List<String> columns) {
    return columns.isEmpty() ? "" : ".include(" + Literals.texts(columns) + ")";
  }

  private static String conflict(Optional<String> action) {
    return action.map(a -> ".onConflict(" + Literals.text(a) + ")").orElse("");
  }

  private static String when(Deferral deferral) {
    return switch (deferral) {
      case NOT_DEFERRABLE -> "";
      case INITIALLY_IMMEDIATE -> ".deferrable()";
      case INITIALLY_DEFERRED -> ".initiallyDeferred()";
    };
  }

  private String named(Constraint constraint) {
    return saysNoName(constraint) ? "" : ".named(" + Literals.text(name(constraint)) + ")";
  }

  private boolean saysNoName(Constraint constraint) {
    return unnamed
        ? constraint.name().isEmpty()
        : name(constraint).equals(conventional(constraint));
  }

  private String name(Constraint constraint) {
    return constraint.name().orElseGet(() -> conventional(constraint));
  }

  private String conventional(Constraint constraint) {
    return switch (constraint.kind()) {
      case PRIMARY_KEY -> NamingConvention.primaryKey(table);
      case UNIQUE -> NamingConvention.unique(table, constraint.columns());
      case FOREIGN_KEY -> NamingConvention.foreignKey(table, constraint.columns());
      case CHECK -> NamingConvention.check(table);
      case EXCLUSION -> NamingConvention.exclusion(table);
    };
  }
}
