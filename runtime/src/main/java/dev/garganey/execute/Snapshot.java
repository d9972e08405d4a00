package dev.garganey.execute;

import dev.garganey.dialect.Command;
import dev.garganey.dialect.CommandFailed;
import dev.garganey.dialect.Result;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Snapshot tells whether history, journal or schema changed.
 *
 * @param history the version of history; empty where its table is missing
 * @param journal the same of the journal
 * @param schema the version of the schema, where the product keeps one
 */
public record Snapshot(Optional<String> history, Optional<String> journal, long schema) {
  /** What they are now. */
  static Snapshot of(ExecutionContext context) throws SQLException {
    if (!context.history().asksFirst()) {
      try {
        return new Sight(true, true).look(context);
      } catch (SQLException failure) {
        if (!context.dialect().isMissingTable(failure)) {
          throw failure;
        }
      }
    }
    return Sight.of(context).look(context);
  }

  /** Whether Garganey remembers the same, whatever became of the schema. */
  public boolean remembersAs(Snapshot other) {
    return history.orElse("").equals(other.history.orElse(""))
        && journal.orElse("").equals(other.journal.orElse(""));
  }

  /** Whether both tables are there. */
  public boolean isComplete() {
    return history.isPresent() && journal.isPresent();
  }

  /** Which tables it knows. */
  Sight sight() {
    return new Sight(history.isPresent(), journal.isPresent());
  }

  /** The query that fails unless all is as here. */
  Command demand(ExecutionContext context) {
    List<Object> values = new ArrayList<>();
    history.ifPresent(values::add);
    journal.ifPresent(values::add);
    values.add(schema);
    String condition =
        (history.isPresent()
                ? context.history().version() + " = ?"
                : context.dialect().absent(context.history().name()))
            + " AND "
            + (journal.isPresent()
                ? context.journal().version() + " = ?"
                : context.dialect().absent(context.journal().name()))
            + " AND "
            + context.dialect().schemaVersion()
            + " = ?";
    return Command.query(context.dialect().demand(condition), values);
  }

  /** Sight is which of Garganey's tables can be asked: asking another would end a transaction. */
  record Sight(boolean history, boolean journal) {
    /** Those that are there. */
    static Sight of(ExecutionContext context) throws SQLException {
      return new Sight(
          context.history().isThere(context.connection()),
          context.journal().isThere(context.connection()));
    }

    /** The question for a snapshot. */
    Command question(ExecutionContext context) {
      return Command.query(
          "select "
              + (history ? context.history().version() : "null")
              + ", "
              + (journal ? context.journal().version() : "null")
              + ", "
              + context.dialect().schemaVersion(),
          List.of());
    }

    private Snapshot look(ExecutionContext context) throws SQLException {
      try {
        return read(
            context.dialect().send(context.connection(), List.of(question(context))).get(0));
      } catch (CommandFailed failed) {
        throw failed.failure();
      }
    }
  }

  /** The answer to {@link Sight#question}. */
  static Snapshot read(Result answer) {
    Result.Row row = answer.rows().get(0);
    return new Snapshot(row.optional(1), row.optional(2), row.number(3));
  }
}
