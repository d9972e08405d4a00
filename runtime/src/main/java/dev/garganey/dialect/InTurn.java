package dev.garganey.dialect;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** InTurn runs commands by plain JDBC: each is sent when the one before it is answered. */
public final class InTurn {
  private InTurn() {}

  /** As {@link Dialect#send}. */
  public static List<Result> send(Connection connection, List<Command> commands)
      throws CommandFailed {
    List<Result> answers = new ArrayList<>();
    for (Command command : commands) {
      try {
        answers.add(answer(connection, command));
      } catch (SQLException failure) {
        throw new CommandFailed(answers.size(), failure);
      }
    }
    return answers;
  }

  private static Result answer(Connection connection, Command command) throws SQLException {
    if (command.kind() == Command.Kind.VERBATIM) {
      try (Statement statement = connection.createStatement()) {
        boolean rows = statement.execute(command.sql());
        return new Result(rows ? 0 : Math.max(0, statement.getUpdateCount()), List.of());
      }
    }
    try (PreparedStatement statement = connection.prepareStatement(command.sql())) {
      bind(statement, command.values());
      return command.kind() == Command.Kind.CHANGE
          ? new Result(statement.executeUpdate(), List.of())
          : new Result(0, rows(statement));
    }
  }

  private static void bind(PreparedStatement statement, List<Object> values) throws SQLException {
    for (int i = 0; i < values.size(); i++) {
      if (values.get(i) instanceof Long number) {
        statement.setLong(i + 1, number);
      } else {
        statement.setString(i + 1, (String) values.get(i));
      }
    }
  }

  private static List<Result.Row> rows(PreparedStatement query) throws SQLException {
    List<Result.Row> all = new ArrayList<>();
    try (ResultSet rows = query.executeQuery()) {
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        @Nullable String[] fields = new String[columns];
        for (int i = 0; i < columns; i++) {
          fields[i] = rows.getString(i + 1);
        }
        all.add(new Result.Row(fields));
      }
    }
    return all;
  }
}
