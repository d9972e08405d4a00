package dev.garganey.dialect.postgresql;

import dev.garganey.dialect.SessionChange;
import dev.garganey.model.SchemaMistake;
import dev.garganey.plan.Probe;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * RawStatement tells by its leading words whether a statement may run in a transaction. The list is
 * that of the statements whose page in the PostgreSQL manual says that they "cannot be executed
 * inside a transaction block".
 */
final class RawStatement {
  private static final String NAME = "(?:\"(?:[^\"]|\"\")+\"|[\\w$]+)";
  private static final String QUALIFIED = NAME + "(?:\\." + NAME + ")?";

  private static final Pattern TRANSACTION =
      pattern("(BEGIN|START TRANSACTION|COMMIT|END|ABORT|ROLLBACK(?! TO)|PREPARE TRANSACTION)\\b");
  private static final Pattern CREATE_INDEX =
      pattern(
          "CREATE (?:UNIQUE )?INDEX CONCURRENTLY (?:IF NOT EXISTS )?(?:(?<index>"
              + NAME
              + ") )?ON (?:ONLY )?(?:(?<schema>"
              + NAME
              + ")\\.)?"
              + NAME);
  private static final Pattern DROP_INDEX =
      pattern("DROP INDEX CONCURRENTLY (?:IF EXISTS )?(?<index>" + QUALIFIED + ")");
  private static final Pattern ADD_VALUE =
      pattern(
          "ALTER TYPE (?<type>"
              + QUALIFIED
              + ") ADD VALUE (?:IF NOT EXISTS )?(?<label>'(?:[^']|'')*')");
  private static final Pattern DETACH =
      pattern(
          "ALTER TABLE (?:IF EXISTS )?(?<table>"
              + QUALIFIED
              + ") DETACH PARTITION (?<partition>"
              + QUALIFIED
              + ") CONCURRENTLY");
  private static final Pattern CONTAINER =
      pattern(
          "(?<verb>CREATE|DROP) (?<kind>DATABASE|TABLESPACE) (?:IF EXISTS )?(?<name>" + NAME + ")");
  private static final Pattern REPEATABLE =
      pattern(
          "(VACUUM\\b"
              + "|REINDEX (\\([^)]*\\) ?)?(SCHEMA|DATABASE|SYSTEM)\\b"
              + "|REINDEX (\\([^)]*\\) ?)?(INDEX|TABLE) CONCURRENTLY\\b"
              + "|REINDEX \\([^)]*CONCURRENTLY[^)]*\\)"
              + "|CLUSTER( VERBOSE| \\([^)]*\\))?$"
              + "|ALTER SYSTEM\\b"
              + "|DISCARD ALL\\b)");
  private static final Pattern ALONE =
      pattern("((CREATE|DROP) SUBSCRIPTION\\b|ALTER DATABASE .* SET TABLESPACE\\b)");

  private static final Pattern SET =
      pattern(
          "SET (?:SESSION )?(?!LOCAL\\b|CONSTRAINTS\\b|TRANSACTION\\b|CHARACTERISTICS\\b)"
              + "(?<name>TIME ZONE|AUTHORIZATION|ROLE|SCHEMA|NAMES|XML OPTION|[\\w.]+)");
  private static final Pattern SET_CONFIG =
      pattern(
          "SELECT (?:pg_catalog\\.)?set_config ?\\( ?'(?<name>[\\w.]+)' ?, ?'[^']*' ?, ?"
              + "(?:false|'f'|'false') ?\\)$");
  private static final Pattern RESET = pattern("(RESET|LISTEN|UNLISTEN|LOAD)\\b");

  /** A limit of Garganey's own, which resetting it would lift. */
  private static final String LOCK_TIMEOUT = "lock_timeout";

  private RawStatement() {}

  /** What a statement changes for the rest of the session alone. */
  static Optional<SessionChange> sessionChange(String sql) {
    String text = normalised(sql);
    for (Pattern pattern : List.of(SET, SET_CONFIG)) {
      Matcher matcher = pattern.matcher(text);
      if (matcher.lookingAt()) {
        return Optional.of(new SessionChange(reset(matcher.group("name"))));
      }
    }
    return RESET.matcher(text).lookingAt()
        ? Optional.of(new SessionChange(Optional.empty()))
        : Optional.empty();
  }

  private static Optional<String> reset(String name) {
    if (name.equalsIgnoreCase(LOCK_TIMEOUT)) {
      return Optional.empty();
    }
    String said =
        switch (name.toUpperCase(Locale.ROOT)) {
          case "AUTHORIZATION" -> "SESSION AUTHORIZATION";
          case "SCHEMA" -> "search_path";
          case "NAMES" -> "client_encoding";
          case "XML OPTION" -> "xmloption";
          default -> name;
        };
    return Optional.of("RESET " + said);
  }

  /** Whether it may run in a transaction, and if not, how to find out what it left behind. */
  record Reading(boolean transactional, Optional<Probe> probe) {}

  /**
   * Reads a statement's leading words.
   *
   * @throws SchemaMistake if it opens or ends a transaction
   */
  static Reading read(String sql) {
    String text = normalised(sql);
    if (TRANSACTION.matcher(text).lookingAt()) {
      throw new SchemaMistake(
          "`"
              + text.split(" ", 2)[0]
              + "` has no place in a migration: Garganey opens and ends the transactions; take it"
              + " out, or say `transactional false` where a statement must run outside of one");
    }
    return alone(text, CREATE_INDEX, RawStatement::built)
        .or(() -> alone(text, DROP_INDEX, m -> Optional.of(Probes.indexDropped(m.group("index")))))
        .or(
            () ->
                alone(
                    text,
                    ADD_VALUE,
                    m -> Optional.of(Probes.enumValue(m.group("type"), m.group("label")))))
        .or(
            () ->
                alone(
                    text,
                    DETACH,
                    m -> Optional.of(Probes.detached(m.group("table"), m.group("partition")))))
        .or(() -> alone(text, CONTAINER, m -> Optional.of(listed(m))))
        .or(() -> alone(text, REPEATABLE, m -> Optional.of(Probe.REPEATABLE)))
        .or(() -> alone(text, ALONE, m -> Optional.empty()))
        .orElseGet(() -> new Reading(true, Optional.empty()));
  }

  private static Optional<Reading> alone(
      String text, Pattern pattern, Function<Matcher, Optional<Probe>> probe) {
    Matcher matcher = pattern.matcher(text);
    return matcher.lookingAt()
        ? Optional.of(new Reading(false, probe.apply(matcher)))
        : Optional.empty();
  }

  /** An index without a name gets one from the server, so nothing can be asked about it. */
  private static Optional<Probe> built(Matcher parts) {
    String schema = parts.group("schema");
    return Optional.ofNullable(parts.group("index"))
        .map(name -> Probes.indexBuilt(schema == null ? name : schema + "." + name));
  }

  private static Probe listed(Matcher parts) {
    boolean created = parts.group("verb").equalsIgnoreCase("CREATE");
    return parts.group("kind").equalsIgnoreCase("DATABASE")
        ? Probes.listed("pg_database", "datname", parts.group("name"), created)
        : Probes.listed("pg_tablespace", "spcname", parts.group("name"), created);
  }

  private static Pattern pattern(String words) {
    return Pattern.compile(words, Pattern.CASE_INSENSITIVE);
  }

  /** The statement without comments and semicolon, its words separated by single blanks. */
  private static String normalised(String sql) {
    StringBuilder text = new StringBuilder();
    int i = 0;
    while (i < sql.length()) {
      char c = sql.charAt(i);
      if (sql.startsWith("--", i)) {
        int end = sql.indexOf('\n', i);
        i = end < 0 ? sql.length() : end;
      } else if (sql.startsWith("/*", i)) {
        i = afterComment(sql, i);
        blank(text);
      } else if (c == '\'' || c == '"') {
        int end = sql.indexOf(c, i + 1);
        int after = end < 0 ? sql.length() : end + 1;
        text.append(sql, i, after);
        i = after;
      } else if (Character.isWhitespace(c)) {
        blank(text);
        i++;
      } else {
        text.append(c);
        i++;
      }
    }
    return text.toString().replaceFirst("[; ]+$", "");
  }

  private static void blank(StringBuilder text) {
    if (text.length() > 0 && text.charAt(text.length() - 1) != ' ') {
      text.append(' ');
    }
  }

  /** The end of a block comment; PostgreSQL's nest (PostgreSQL manual, 4.1.5). */
  private static int afterComment(String sql, int from) {
    int depth = 0;
    int i = from;
    while (i < sql.length()) {
      if (sql.startsWith("/*", i)) {
        depth++;
        i += 2;
      } else if (sql.startsWith("*/", i)) {
        depth--;
        i += 2;
        if (depth == 0) {
          return i;
        }
      } else {
        i++;
      }
    }
    return i;
  }
}
