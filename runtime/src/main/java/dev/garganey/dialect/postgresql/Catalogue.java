package dev.garganey.dialect.postgresql;

import dev.garganey.model.ObjectName;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Catalogue asks the system catalogue, and names objects as seen from the default schema.
 *
 * <p>Queries are gathered until somebody wants to read an answer, and sent at once by a thread of
 * their own: while the server is at the next ones, objects are made from what it said to the first.
 */
final class Catalogue implements AutoCloseable {
  /** The schemas of users; {@code n} is {@code pg_namespace}. */
  static final String OF_USERS = "n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'";

  private static final String DEFAULT_SCHEMA = "SELECT current_schema()";

  private final Connection connection;
  private final int version;
  private final Known known = new Known();
  private final Map<String, String> settings = new TreeMap<>();
  private final List<Answer> gathered = new ArrayList<>();
  private final BlockingQueue<Runnable> pending = new LinkedBlockingQueue<>();
  private final ExecutorService asking =
      new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, pending, Catalogue::thread);
  private Optional<String> defaultSchema = Optional.empty();

  /** A catalogue that has asked nothing yet. */
  Catalogue(Connection connection) throws SQLException {
    this.connection = connection;
    this.version = connection.getMetaData().getDatabaseMajorVersion();
  }

  /** Finds out as seen from where objects are named; comes first. */
  void lookFromDefaultSchema() throws SQLException {
    ask(DEFAULT_SCHEMA).each(row -> defaultSchema = Optional.ofNullable(row.getString(1)));
  }

  /**
   * Does that too, and makes the server deparse the same text whoever asks: names outside of the
   * default schema carry theirs, and points in time are in UTC. Queries of the catalogue are short,
   * so that neither more processes nor compiled plans pay, and what they sort has room in memory.
   */
  void fixSettings() throws SQLException {
    Answer schema = ask(DEFAULT_SCHEMA);
    ask("SELECT current_setting(name) AS old, name, set_config(name, CASE name"
            + " WHEN 'search_path' THEN coalesce(quote_ident(current_schema()), '')"
            + " WHEN 'TimeZone' THEN 'UTC' WHEN 'DateStyle' THEN 'ISO'"
            + " WHEN 'IntervalStyle' THEN 'postgres'"
            + " WHEN 'max_parallel_workers_per_gather' THEN '0' WHEN 'work_mem' THEN '32MB'"
            + " ELSE 'off' END, false)"
            + " FROM unnest(ARRAY['search_path', 'TimeZone', 'DateStyle', 'IntervalStyle',"
            + " 'quote_all_identifiers', 'jit', 'max_parallel_workers_per_gather',"
            + " 'work_mem']) name")
        .each(row -> settings.put(row.getString("name"), row.getString("old")));
    schema.each(row -> defaultSchema = Optional.ofNullable(row.getString(1)));
  }

  /** Puts back what {@link #fixSettings} changed; after {@link #close}. */
  void restoreSettings() throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT set_config(name, value, false) FROM unnest(?::text[], ?::text[]) s (name,"
                + " value)")) {
      statement.setArray(1, connection.createArrayOf("text", settings.keySet().toArray()));
      statement.setArray(2, connection.createArrayOf("text", settings.values().toArray()));
      statement.execute();
    }
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "garganey-catalogue");
    thread.setDaemon(true);
    return thread;
  }

  /** Asks one query, after those that were asked before. */
  Answer ask(String sql) {
    Answer answer = new Answer(sql, this::send);
    gathered.add(answer);
    return answer;
  }

  /** Sends what was gathered, as much at a time as may be. */
  private void send() {
    int size = 0;
    List<Answer> together = new ArrayList<>();
    for (Answer answer : gathered) {
      if (size + answer.sql().length() > Pipeline.LIMIT) {
        sendNext(together);
        together = new ArrayList<>();
        size = 0;
      }
      together.add(answer);
      size += answer.sql().length();
    }
    sendNext(together);
    gathered.clear();
  }

  private void sendNext(List<Answer> together) {
    if (!together.isEmpty()) {
      asking.execute(() -> Pipeline.ask(connection, together));
    }
  }

  /** Asks nothing more, and waits until nobody uses the connection. */
  @Override
  public void close() {
    boolean interrupted = false;
    pending.clear();
    asking.shutdown();
    while (!asking.isTerminated()) {
      try {
        asking.awaitTermination(1, TimeUnit.DAYS);
      } catch (InterruptedException stop) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** An expression of newer servers, or what stands for it on older ones. */
  String since(int major, String expression, String otherwise) {
    return version >= major ? expression : otherwise;
  }

  /** The condition that an object belongs to no extension. */
  static String notOfExtension(String catalogue, String oid) {
    return "NOT EXISTS (SELECT FROM pg_depend x WHERE x.classid = '"
        + catalogue
        + "'::regclass AND x.objid = "
        + oid
        + " AND x.deptype = 'e')";
  }

  /** The objects that have been read so far. */
  Known known() {
    return known;
  }

  /** The text of a name that the server qualified, without the default schema. */
  String relative(String identity) {
    String prefix = defaultSchema.map(s -> Identifiers.shown(ObjectName.of(s)) + ".").orElse("");
    if (prefix.isEmpty() || !identity.contains(prefix)) {
      return identity;
    }
    StringBuilder text = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < identity.length(); i++) {
      boolean starts = !quoted && (i == 0 || " (,[.".indexOf(identity.charAt(i - 1)) >= 0);
      if (starts && identity.startsWith(prefix, i)) {
        i += prefix.length() - 1;
        continue;
      }
      quoted ^= identity.charAt(i) == '"';
      text.append(identity.charAt(i));
    }
    return text.toString();
  }

  /** Whether every database has that schema, so that none is made of that name. */
  boolean isAlwaysThere(String schema) {
    return isDefault(schema) || schema.equals("public");
  }

  boolean isDefault(String schema) {
    return defaultSchema.filter(schema::equals).isPresent();
  }

  /** The object's name, without the schema if that is the default one. */
  ObjectName name(String schema, String name) {
    return isDefault(schema) ? ObjectName.of(name) : ObjectName.of(schema, name);
  }

  static Optional<String> text(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getString(column)).filter(s -> !s.isEmpty());
  }

  static List<String> list(ResultSet row, String column) throws SQLException {
    Array array = row.getArray(column);
    return array == null ? List.of() : Arrays.asList((String[]) array.getArray());
  }

  /** Options of the form {@code name=value}, as the catalogue keeps them. */
  static Map<String, String> options(ResultSet row, String column) throws SQLException {
    Map<String, String> options = new TreeMap<>();
    for (String option : list(row, column)) {
      int equals = option.indexOf('=');
      options.put(option.substring(0, equals), option.substring(equals + 1));
    }
    return options;
  }
}
