package dev.garganey.history;

import dev.garganey.dialect.Command;
import dev.garganey.dialect.CommandFailed;
import dev.garganey.dialect.Dialect;
import dev.garganey.dialect.Result;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Commands carries out at once what concerns Garganey's own tables. */
final class Commands {
  private Commands() {}

  static List<Result> run(Dialect dialect, Connection connection, List<Command> commands)
      throws SQLException {
    try {
      return dialect.send(connection, commands);
    } catch (CommandFailed failed) {
      throw failed.failure();
    }
  }

  static Result ask(Dialect dialect, Connection connection, Command question) throws SQLException {
    return run(dialect, connection, List.of(question)).get(0);
  }

  static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
