package dev.garganey.shell.batch;

import dev.garganey.dialect.LockNotObtained;
import dev.garganey.execute.Interrupted;
import dev.garganey.execute.Refused;
import dev.garganey.execute.SqlFailed;
import dev.garganey.execute.StatementFailed;
import dev.garganey.model.SchemaMistake;
import dev.garganey.script.Mistake;
import dev.garganey.script.ScriptMistakes;
import dev.garganey.shell.command.ExitCode;
import dev.garganey.shell.command.UsageMistake;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/** Failures turns what was thrown into one message and an exit code. */
public final class Failures {
  private static final int SHOWN_SQL = 600;
  private static final int SHOWN_BEFORE = 80;

  private Failures() {}

  /** What a process ends with that fails so. */
  public static ExitCode exitCode(Throwable failure) {
    if (failure instanceof UsageMistake || failure instanceof IllegalArgumentException) {
      return ExitCode.USAGE;
    } else if (failure instanceof Refused) {
      return ExitCode.REFUSED;
    } else if (failure instanceof LockNotObtained) {
      return ExitCode.LOCKED;
    } else if (failure instanceof Interrupted) {
      return ExitCode.INTERRUPTED;
    }
    return ExitCode.FAILED;
  }

  /** Whether the message was written for users; else it is a defect of this program. */
  static boolean isExpected(Throwable failure) {
    return failure instanceof UsageMistake
        || failure instanceof IllegalArgumentException
        || failure instanceof LockNotObtained
        || failure instanceof SchemaMistake
        || failure.getClass().getName().startsWith("dev.garganey.");
  }

  /** What the user is told. */
  public static String message(Throwable failure) {
    if (failure instanceof StatementFailed statement) {
      return statement.at()
          + ": "
          + statement.getMessage()
          + "\n\n  "
          + marked(statement.sql(), statement.position()).replace("\n", "\n  ")
          + "\n\n"
          + statement.kept();
    }
    if (failure instanceof SqlFailed sql) {
      return sql.getMessage()
          + (sql.position().isPresent()
              ? "\n\n  " + marked(sql.sql(), sql.position()).replace("\n", "\n  ")
              : "");
    }
    if (!isExpected(failure)) {
      return "This should not have happened: "
          + failure
          + "\nRun it again with --verbose and report what it says.";
    }
    return String.valueOf(failure.getMessage());
  }

  /** The statement, with a caret under the place that the database complains of. */
  private static String marked(String sql, OptionalInt position) {
    int characters = position.orElse(-1);
    if (characters < 0 || characters > sql.codePointCount(0, sql.length())) {
      return shortened(sql);
    }
    int at = sql.offsetByCodePoints(0, characters);
    int start = sql.lastIndexOf('\n', at - 1) + 1;
    int next = sql.indexOf('\n', at);
    int end = next < 0 ? sql.length() : next;
    int from = at - start > SHOWN_BEFORE ? at - SHOWN_BEFORE : start;
    String caret = "\n" + sql.substring(from, at).replaceAll("[^\\t]", " ") + "^";
    if (end <= SHOWN_SQL && from == start) {
      return shortened(sql.substring(0, end) + caret + sql.substring(end));
    }
    return "…\n" + sql.substring(from, Math.min(end, at + SHOWN_BEFORE)) + caret + "\n…";
  }

  private static String shortened(String sql) {
    return sql.length() <= SHOWN_SQL ? sql : sql.substring(0, SHOWN_SQL - 1) + "…";
  }

  /**
   * Fields: error with kind, message, exitCode; for a statement also migration, at, sql, position,
   * kept; for wrong files also mistakes with file, line, column, message and remedy.
   */
  static Object json(Throwable failure) {
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("kind", failure.getClass().getSimpleName());
    error.put("message", String.valueOf(failure.getMessage()));
    error.put("exitCode", exitCode(failure).code());
    if (failure instanceof StatementFailed statement) {
      error.put("migration", statement.migration());
      error.put("at", statement.at().toString());
      error.put("sql", statement.sql());
      statement.position().ifPresent(position -> error.put("position", position));
      error.put("kept", statement.kept());
    }
    if (failure instanceof ScriptMistakes mistakes) {
      error.put("mistakes", mistakes.mistakes().stream().map(Failures::json).toList());
    }
    return Map.of("error", error);
  }

  private static Object json(Mistake mistake) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("file", mistake.at().file());
    fields.put("line", mistake.at().line());
    fields.put("column", mistake.at().column());
    fields.put("message", mistake.message());
    mistake.remedy().ifPresent(remedy -> fields.put("remedy", remedy));
    return fields;
  }
}
