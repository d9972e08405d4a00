package dev.garganey.dialect.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseStatement;
import org.postgresql.core.Field;
import org.postgresql.core.Query;
import org.postgresql.core.ResultCursor;
import org.postgresql.core.ResultHandlerBase;
import org.postgresql.core.Tuple;

/** Coming hands rows to those who wait for them, one answer after the other. */
final class Coming extends ResultHandlerBase {
  private final Connection connection;
  private final List<Answer> answers;
  private int answered;

  Coming(Connection connection, List<Answer> answers) {
    this.connection = connection;
    this.answers = answers;
  }

  @Override
  public void handleResultRows(
      Query query, Field[] fields, List<Tuple> tuples, @Nullable ResultCursor cursor) {
    try {
      Statement statement = connection.createStatement();
      statement.closeOnCompletion();
      answers
          .get(answered)
          .come(statement.unwrap(BaseStatement.class).createDriverResultSet(fields, tuples));
    } catch (SQLException failure) {
      handleError(failure);
    }
  }

  @Override
  public void handleCommandStatus(String status, long updateCount, long insertOid) {
    answered++;
  }

  @Override
  public void handleWarning(SQLWarning warning) {
    // Nobody is shown what the catalogue warns of.
  }
}
