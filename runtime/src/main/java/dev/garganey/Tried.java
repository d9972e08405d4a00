package dev.garganey;

import dev.garganey.operation.Migration;
import dev.garganey.operation.Operation;
import dev.garganey.operation.Step;
import java.util.List;
import java.util.stream.Collectors;

/** Tried is what one step of a trial consists of. */
public sealed interface Tried {
  /** What it is, in a line. */
  String title();

  /** The operations that it carries out. */
  List<Step> operations();

  /** Whether somebody said it, so that it is in no file yet. */
  default boolean isNew() {
    return !(this instanceof Written);
  }

  /**
   * Said is operations that somebody typed.
   *
   * @param text as it was typed
   */
  record Said(String text, List<Step> operations) implements Tried {
    public Said {
      operations = List.copyOf(operations);
    }

    @Override
    public String title() {
      return titles(operations);
    }
  }

  /**
   * Sql is a statement that somebody typed.
   *
   * @param operation the same as an operation
   */
  record Sql(String text, Step operation) implements Tried {
    @Override
    public String title() {
      return operation.operation().describe();
    }

    @Override
    public List<Step> operations() {
      return List.of(operation);
    }
  }

  /**
   * Written is operations of a migration that is pending, in a row.
   *
   * @param from the first of them, counted from 0
   * @param until the one behind the last
   */
  record Written(Migration migration, int from, int until) implements Tried {
    @Override
    public String title() {
      return isWhole() ? migration.id() : migration.id() + ": " + titles(operations());
    }

    /** Whether that is all of the migration. */
    public boolean isWhole() {
      return from == 0 && until == migration.up().size();
    }

    @Override
    public List<Step> operations() {
      return migration.up().subList(from, until);
    }
  }

  private static String titles(List<Step> steps) {
    String first =
        steps.stream()
            .limit(3)
            .map(Step::operation)
            .map(Operation::describe)
            .collect(Collectors.joining(", "));
    return steps.size() > 3 ? first + " and " + (steps.size() - 3) + " more" : first;
  }
}
