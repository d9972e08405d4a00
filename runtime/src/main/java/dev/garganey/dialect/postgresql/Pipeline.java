package dev.garganey.dialect.postgresql;

import dev.garganey.dialect.Command;
import dev.garganey.dialect.CommandFailed;
import dev.garganey.dialect.InTurn;
import dev.garganey.dialect.Result;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.Query;
import org.postgresql.core.QueryExecutor;
import org.postgresql.core.ResultHandler;
import org.postgresql.jdbc.PreferQueryMode;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;

/**
 * Pipeline sends several commands before it reads the first answer, and the BEGIN of a transaction
 * that is due along with them (PostgreSQL manual, 55.2.4 "Pipelining"). The server runs them in
 * order, and none of those behind one that fails.
 *
 * <p>It uses the driver's executor and not JDBC's batches, which tell neither which statement
 * failed nor what a question yields. What authors wrote is sent apart from all else, statement by
 * statement, so that an open quote of theirs swallows nothing of what follows.
 */
final class Pipeline {
  /**
   * What changes how the text behind it is to be read, and what has the server read other things
   * than commands.
   */
  private static final Pattern ALONE =
      Pattern.compile("standard_conforming_strings|\\bcopy\\b", Pattern.CASE_INSENSITIVE);

  /**
   * Bytes that are sent at most before an answer is read. Server and driver would wait for each
   * other if neither read what the other writes; so much fits into the buffers of any connection.
   */
  static final int LIMIT = 32 * 1024;

  private static final int FLAGS =
      QueryExecutor.QUERY_ONESHOT
          | QueryExecutor.QUERY_BOTH_ROWS_AND_STATUS
          | QueryExecutor.QUERY_NO_BINARY_TRANSFER;

  private Pipeline() {}

  /** Whether a connection can do it; the URL may ask for the protocol that cannot. */
  static boolean isOpenTo(Connection connection) throws SQLException {
    return connection.unwrap(BaseConnection.class).getPreferQueryMode() != PreferQueryMode.SIMPLE;
  }

  /** Whether a command can be among others. */
  static boolean takes(Command command) {
    return command.kind() != Command.Kind.VERBATIM || !ALONE.matcher(command.sql()).find();
  }

  /** Sends commands; all of them at once, if it takes each of them. */
  static List<Result> send(Connection connection, List<Command> commands) throws CommandFailed {
    BaseConnection base;
    try {
      base = connection.unwrap(BaseConnection.class);
      if (!isOpenTo(base) || !commands.stream().allMatch(Pipeline::takes)) {
        return InTurn.send(connection, commands);
      }
    } catch (SQLException failure) {
      throw new CommandFailed(0, failure);
    }
    return commands.isEmpty() ? List.of() : together(base, commands);
  }

  /** Asks questions at once; each answer comes when its rows are there. */
  static void ask(Connection connection, List<Answer> answers) {
    try {
      BaseConnection base = connection.unwrap(BaseConnection.class);
      if (!isOpenTo(base)) {
        answers.forEach(a -> a.ask(connection));
        return;
      }
      List<Query> queries = new ArrayList<>();
      for (Answer answer : answers) {
        queries.add(base.getQueryExecutor().createQuery(answer.sql(), false, false).query);
      }
      execute(base, queries, new Coming(connection, answers));
    } catch (SQLException | RuntimeException | Error failure) {
      // Of those that have come nothing is lost by that.
      answers.forEach(a -> a.fail(failure));
    }
  }

  private static void execute(BaseConnection connection, List<Query> queries, ResultHandler handler)
      throws SQLException {
    QueryExecutor executor = connection.getQueryExecutor();
    if (executor.isClosed()) {
      throw new PSQLException(
          "This connection has been closed", PSQLState.CONNECTION_DOES_NOT_EXIST);
    }
    int begin = connection.getAutoCommit() ? QueryExecutor.QUERY_SUPPRESS_BEGIN : 0;
    executor.execute(new QueryRow(queries), null, handler, 0, 0, FLAGS | begin);
  }

  private static List<Result> together(BaseConnection connection, List<Command> commands)
      throws CommandFailed {
    QueryExecutor executor = connection.getQueryExecutor();
    List<Query> queries = new ArrayList<>();
    List<Integer> ends = new ArrayList<>();
    for (Command command : commands) {
      try {
        queries.addAll(queries(executor, command));
        ends.add(queries.size());
      } catch (SQLException unreadable) {
        throw new CommandFailed(ends.size(), unreadable);
      }
    }
    Replies replies = new Replies(commands, ends);
    try {
      execute(connection, queries, replies);
      return replies.answers();
    } catch (SQLException failure) {
      throw new CommandFailed(replies.failedAt(), failure);
    }
  }

  /** One for most; a text that the driver takes for several statements is several. */
  private static List<Query> queries(QueryExecutor executor, Command command) throws SQLException {
    boolean verbatim = command.kind() == Command.Kind.VERBATIM;
    String sql = verbatim ? command.sql() : Literals.filled(command);
    // As for any JDBC statement, {…} is read in what authors wrote.
    Query query = executor.createQuery(sql, verbatim, false).query;
    Query[] parts = query.getSubqueries();
    return parts == null ? List.of(query) : List.of(parts);
  }
}
