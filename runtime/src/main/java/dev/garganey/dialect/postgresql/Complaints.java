package dev.garganey.dialect.postgresql;

import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Complaints reads what the server complains of. */
final class Complaints {
  private static final Pattern POSITION = Pattern.compile("\\n\\s*Position: \\d+");

  // PostgreSQL, "Appendix A. PostgreSQL Error Codes".
  /** What a standby says, and a server to a session that is set to read only. */
  static final String READ_ONLY = "25006";

  private static final String NO_RIGHT = "42501";
  private static final String NO_SCHEMA = "3F000";
  private static final String NO_PASSWORD = "08004";
  private static final String WRONG_PASSWORD = "28P01";
  private static final String NO_DATABASE = "3D000";

  private Complaints() {}

  static OptionalInt position(SQLException failure) {
    ServerErrorMessage message =
        failure instanceof PSQLException e ? e.getServerErrorMessage() : null;
    return message == null || message.getPosition() < 1
        ? OptionalInt.empty()
        : OptionalInt.of(message.getPosition() - 1);
  }

  static String message(SQLException failure) {
    return POSITION.matcher(String.valueOf(failure.getMessage())).replaceAll("");
  }

  static Optional<String> advice(SQLException failure) {
    String advice =
        switch (String.valueOf(failure.getSQLState())) {
          case READ_ONLY ->
              "It takes no writes: it is a standby, or its user or database is set to read only."
                  + " Name the primary in the URL";
          case NO_RIGHT ->
              "The user lacks a right; its owner can GRANT it, or let another user connect by"
                  + " --user";
          case NO_SCHEMA ->
              "The user may use none of the schemas in its search_path; GRANT USAGE, CREATE ON"
                  + " SCHEMA … lets it";
          case NO_PASSWORD, WRONG_PASSWORD ->
              "A password comes from GARGANEY_PASSWORD, the file that GARGANEY_PASSWORD_FILE names,"
                  + " password in the settings, or ~/.pgpass";
          case NO_DATABASE -> "Make it first, by createdb, or name another in the URL";
          default -> "";
        };
    return Optional.of(advice).filter(a -> !a.isEmpty());
  }
}
