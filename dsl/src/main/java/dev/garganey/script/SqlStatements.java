package dev.garganey.script;

import dev.garganey.model.SchemaMistake;
import dev.garganey.operation.RawSql;
import dev.garganey.sql.SqlMistake;
import dev.garganey.sql.SqlPart;
import dev.garganey.sql.SqlSplitter;
import dev.garganey.sql.SqlSyntax;
import dev.garganey.sql.SqlToken;
import dev.garganey.sql.SqlTokenizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** SqlStatements makes operations of raw SQL. */
public final class SqlStatements {
  /** The first words of statements that change rows or nothing, never the schema. */
  private static final Set<String> ROWS_ONLY =
      Set.of(
          "insert",
          "update",
          "delete",
          "merge",
          "replace",
          "truncate",
          "select",
          "with",
          "values",
          "analyze",
          "vacuum",
          "explain",
          "set",
          "pragma");

  private SqlStatements() {}

  /** One statement as an operation that has no way back. */
  public static RawSql operation(String statement, SqlSyntax syntax) {
    return new RawSql(statement, Optional.empty(), touchesSchema(statement, syntax));
  }

  /**
   * The statements of a text, one operation each. What undoes them all is with the last, which is
   * undone first.
   *
   * @throws SchemaMistake if the text cannot be read, or has no statement
   */
  static List<RawSql> of(
      String text, Optional<List<String>> down, Optional<Boolean> touches, SqlSyntax syntax) {
    List<String> statements = split(text, syntax);
    if (statements.isEmpty()) {
      throw new SchemaMistake("An sql operation needs a statement");
    }
    Optional<List<String>> undo =
        down.map(list -> list.stream().flatMap(d -> split(d, syntax).stream()).toList());
    List<RawSql> operations = new ArrayList<>();
    for (int i = 0; i < statements.size(); i++) {
      boolean last = i == statements.size() - 1;
      operations.add(
          new RawSql(
              statements.get(i),
              last ? undo : undo.map(u -> List.of()),
              touches.orElse(touchesSchema(statements.get(i), syntax))));
    }
    return operations;
  }

  private static List<String> split(String text, SqlSyntax syntax) {
    try {
      return SqlSplitter.split(text, syntax).stream().map(SqlPart::text).toList();
    } catch (SqlMistake mistake) {
      throw new SchemaMistake(
          "The SQL cannot be read, at its line "
              + mistake.line()
              + ", column "
              + mistake.column()
              + ": "
              + mistake.getMessage());
    }
  }

  /** Whether a statement may change the schema, judged by its first word. */
  static boolean touchesSchema(String statement, SqlSyntax syntax) {
    List<String> words =
        SqlTokenizer.tokenize(statement, syntax).stream()
            .filter(SqlToken::isName)
            .map(SqlToken::lower)
            .toList();
    if (words.isEmpty() || !ROWS_ONLY.contains(words.get(0))) {
      return true;
    }
    // SELECT … INTO makes a table.
    return (words.get(0).equals("select") || words.get(0).equals("with"))
        && words.contains("into")
        && !words.contains("insert");
  }
}
