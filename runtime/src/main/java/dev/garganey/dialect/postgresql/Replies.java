package dev.garganey.dialect.postgresql;

import dev.garganey.dialect.Command;
import dev.garganey.dialect.Result;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.Field;
import org.postgresql.core.Query;
import org.postgresql.core.ResultCursor;
import org.postgresql.core.ResultHandlerBase;
import org.postgresql.core.Tuple;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;

/** Replies gathers what the server answers to commands in a row, and sees where they failed. */
final class Replies extends ResultHandlerBase {
  static final String COMMIT = "COMMIT";

  private final List<Command> commands;
  private final List<Integer> ends;
  private final List<Result> answers = new ArrayList<>();
  private List<Result.Row> rows = List.of();
  private boolean yieldsRows;
  private int replies;
  private long changed;
  private int failedAt;

  /**
   * Replies to some commands.
   *
   * @param ends how many statements there are up to the end of each command
   */
  Replies(List<Command> commands, List<Integer> ends) {
    this.commands = commands;
    this.ends = ends;
  }

  /** An answer for each command. */
  List<Result> answers() {
    if (answers.size() != commands.size()) {
      throw new IllegalStateException(
          "The server answered " + answers.size() + " of " + commands.size() + " commands");
    }
    return answers;
  }

  /** The first command that was not answered well. */
  int failedAt() {
    return failedAt;
  }

  @Override
  public void handleResultRows(
      Query query, Field[] fields, List<Tuple> tuples, @Nullable ResultCursor cursor) {
    yieldsRows = true;
    if (answers.size() < commands.size()
        && commands.get(answers.size()).kind() == Command.Kind.QUERY) {
      rows = tuples.stream().map(Replies::row).toList();
    }
  }

  private static Result.Row row(Tuple tuple) {
    @Nullable String[] fields = new String[tuple.fieldCount()];
    for (int i = 0; i < fields.length; i++) {
      byte @Nullable [] bytes = tuple.get(i);
      fields[i] = bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }
    return new Result.Row(fields);
  }

  @Override
  public void handleCommandStatus(String status, long updateCount, long insertOid) {
    if (answers.size() == commands.size()) {
      handleError(new PSQLException("More answers than commands", PSQLState.PROTOCOL_VIOLATION));
      return;
    }
    Command command = commands.get(answers.size());
    if (command.sql().equals(COMMIT) && !status.equals(COMMIT)) {
      handleError(
          new PSQLException(
              "The server rolled back instead of committing", PSQLState.IN_FAILED_SQL_TRANSACTION));
      return;
    }
    changed += yieldsRows ? 0 : Math.max(0, updateCount);
    yieldsRows = false;
    replies++;
    if (replies == ends.get(answers.size())) {
      answers.add(new Result(changed, rows));
      rows = List.of();
      changed = 0;
    }
  }

  @Override
  public void handleWarning(SQLWarning warning) {
    // Notices are shown of no statement.
  }

  @Override
  public void handleError(SQLException failure) {
    if (getException() == null) {
      failedAt = Math.min(answers.size(), commands.size() - 1);
    }
    super.handleError(failure);
  }
}
