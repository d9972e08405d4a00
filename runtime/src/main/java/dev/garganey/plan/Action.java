package dev.garganey.plan;

import dev.garganey.operation.DataCode;
import dev.garganey.operation.LoadCsv;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Action is what the executor does for one {@link Statement}. */
public sealed interface Action {
  /** The text that a plan shows for it. */
  String text();

  /** The same for eyes, with the text passed through {@code hiding}; what no author wrote stays. */
  default Action showing(UnaryOperator<String> hiding) {
    return this;
  }

  /** Send an SQL statement. */
  record Sql(String text) implements Action {
    @Override
    public Action showing(UnaryOperator<String> hiding) {
      return new Sql(hiding.apply(text));
    }
  }

  /** Run a query of one number and remember it under a key, for a later {@link Compare}. */
  record Remember(String key, String text) implements Action {}

  /** Run a query of one number; anything but the remembered one is a failure. */
  record Compare(String key, String text, String failure) implements Action {}

  /** Run a query; any row is a failure, and the first rows are part of the message. */
  record ExpectNone(String text, String failure) implements Action {
    @Override
    public Action showing(UnaryOperator<String> hiding) {
      return new ExpectNone(hiding.apply(text), hiding.apply(failure));
    }
  }

  /** Run a query of one number; more than the remembered one is a failure. */
  record NotMore(String key, String text, String failure) implements Action {}

  /**
   * The author's word that foreign keys are off from here, or on again. Nothing is sent: the word
   * would have no effect in the transaction, which is opened with foreign keys off instead.
   */
  record ForeignKeys(boolean on, String text) implements Action {}

  /** Look at the database; a difference from what the plan was made for is a failure. */
  record Inspect(String text, Inspection inspection, String failure) implements Action {}

  /** Whether it only looks whether a rollback may go on. */
  default boolean isLook() {
    return this instanceof Guard || this instanceof GoingAlong || this instanceof Require;
  }

  /** Inspection finds how the database differs from what a plan was made for. */
  @FunctionalInterface
  interface Inspection {
    /** The difference in words; nothing where there is none. */
    Optional<String> difference(Connection connection) throws SQLException;
  }

  /**
   * Run a query; any row means that {@code object} holds data which nobody allowed to be lost, and
   * the run is refused.
   *
   * @param holding statements after which the rows stay as they are until the transaction ends
   * @param hiding queries that yield a row if some of the rows cannot be seen
   * @param mayBeGone whether there may be nothing of that name
   * @param permitted whether that data may go, so that nobody looks
   */
  record Guard(
      String object,
      List<String> holding,
      List<String> hiding,
      String query,
      boolean mayBeGone,
      boolean permitted)
      implements Action {
    public Guard {
      holding = List.copyOf(holding);
      hiding = List.copyOf(hiding);
    }

    @Override
    public String text() {
      List<String> all = new ArrayList<>(holding);
      all.addAll(hiding);
      all.add(query);
      return String.join(";\n", all);
    }

    @Override
    public Action showing(UnaryOperator<String> words) {
      return new Guard(object, holding, hiding, words.apply(query), mayBeGone, permitted);
    }
  }

  /**
   * Run a query for what goes along with {@code object}: of each table the schema (NULL for the
   * default one), the name and, where only that goes, a column. Where one of them holds data that
   * nobody allowed to be lost, the run is refused.
   *
   * @param allowed the tables and columns that may go with their data
   */
  record GoingAlong(String object, String text, Set<String> allowed) implements Action {
    public GoingAlong {
      allowed = Set.copyOf(allowed);
    }
  }

  /**
   * Run a query; any row means that a rollback cannot succeed, and the run is refused.
   *
   * @param why what stands in the way; its {@code %s} is the first column of the row
   */
  record Require(String text, String why) implements Action {}

  /**
   * Run the code of a {@code data} block.
   *
   * @param code empty when the migration was read from history, which keeps no code
   */
  record Code(String text, Optional<DataCode> code) implements Action {
    @Override
    public Action showing(UnaryOperator<String> hiding) {
      return new Code(hiding.apply(text), code);
    }
  }

  /**
   * Insert the lines of a file.
   *
   * @param into the insert up to its columns
   * @param parameters one for each column, each with a question mark for the value
   */
  record Load(LoadCsv csv, String into, List<String> parameters) implements Action {
    public Load {
      parameters = List.copyOf(parameters);
    }

    /** The prepared insert. */
    @Override
    public String text() {
      return into + " VALUES (" + String.join(", ", parameters) + ")";
    }
  }

  /**
   * Update in batches by key, each in its own transaction together with its cursor.
   *
   * @param keys the key columns, in order, as they are named in the result of {@code boundary}
   * @param firstBoundary a query for the last key of the first batch; no row means none is left
   * @param boundary the same for a batch after a cursor: one parameter for each key
   * @param firstUpdate the update up to a boundary: one parameter for each key
   * @param text the update after a cursor and up to a boundary: the cursor's keys, then the others
   * @param whole the update of all rows at once, for a script
   * @param pauseMillis milliseconds between batches
   */
  record Batches(
      List<String> keys,
      String firstBoundary,
      String boundary,
      String firstUpdate,
      String text,
      String whole,
      long pauseMillis)
      implements Action {
    public Batches {
      keys = List.copyOf(keys);
    }

    @Override
    public Action showing(UnaryOperator<String> hiding) {
      return new Batches(
          keys,
          hiding.apply(firstBoundary),
          hiding.apply(boundary),
          hiding.apply(firstUpdate),
          hiding.apply(text),
          hiding.apply(whole),
          pauseMillis);
    }
  }
}
