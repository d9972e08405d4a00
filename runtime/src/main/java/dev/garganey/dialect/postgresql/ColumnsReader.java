package dev.garganey.dialect.postgresql;

import dev.garganey.model.Column;
import dev.garganey.model.ColumnType;
import dev.garganey.model.Generated;
import dev.garganey.model.Identity;
import dev.garganey.model.ObjectName;
import dev.garganey.model.SequenceOptions;
import dev.garganey.model.Value;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** ColumnsReader reads the columns of all tables. */
final class ColumnsReader {
  /**
   * Found is a column as it is.
   *
   * @param local whether the table defines it itself, not only its parents
   * @param number its number in the catalogue
   * @param collation the number of its collation
   */
  record Found(Column column, boolean local, int number, long collation) {}

  /**
   * The name of an identity's sequence, where somebody chose it. One that ends as the server's own
   * do is taken for one of those, for it stays behind when its table or column is renamed; unless
   * something else is said of it by that name.
   */
  static final String SEQUENCE = "sequence";

  /** {@code true} of a column that a parent table defines and this one only changes. */
  static final String INHERITED = "inherited";

  private static final String COLUMNS =
      """
      SELECT a.attrelid, a.attnum, a.attname, a.atttypid, format_type(a.atttypid, a.atttypmod) AS type,
        format_type(nullif(t.typbasetype, 0), NULL) AS base_type,
        CASE WHEN t.typtype = 'e' OR t.typcategory = 'A' AND t.typelem >= 16384 THEN
          (SELECT ARRAY[en.nspname, e.typname]::text[] FROM pg_type e
            JOIN pg_namespace en ON en.oid = e.typnamespace WHERE e.typtype = 'e'
            AND e.oid = CASE WHEN t.typtype = 'e' THEN t.oid ELSE t.typelem END) END AS enum,
        t.typtype <> 'e' AS enum_array,
        a.attnotnull, pg_get_expr(d.adbin, d.adrelid) AS expression, a.attidentity, a.attgenerated,
        a.attcollation, CASE WHEN a.attcollation <> t.typcollation THEN
          (SELECT ARRAY[CASE WHEN NOT pg_collation_is_visible(l.oid) THEN ln.nspname END,
            l.collname]::text[] FROM pg_collation l
            JOIN pg_namespace ln ON ln.oid = l.collnamespace WHERE l.oid = a.attcollation)
          END AS collation,
        a.attislocal, ds.description AS comment,
        CASE WHEN a.attstorage <> t.typstorage THEN a.attstorage END AS storage,
        nullif(a.attcompression, '') AS compression,
        nullif(a.attstattarget, -1) AS statistics
      FROM pg_attribute a
      JOIN pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p')
      JOIN pg_namespace n ON n.oid = c.relnamespace
      JOIN pg_type t ON t.oid = a.atttypid
      LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
      LEFT JOIN pg_description ds ON ds.classoid = 'pg_class'::regclass
        AND ds.objoid = a.attrelid AND ds.objsubid = a.attnum
      WHERE a.attnum > 0 AND NOT a.attisdropped AND\s"""
          + Catalogue.OF_USERS
          + " ORDER BY a.attrelid, a.attnum";

  private static final Map<String, String> STORAGE =
      Map.of("p", "plain", "e", "external", "m", "main", "x", "extended");
  private static final Map<String, String> COMPRESSION = Map.of("p", "pglz", "l", "lz4");

  private final Catalogue catalogue;
  private final Answer answer;
  private final Map<List<String>, Typed> types = new HashMap<>();
  private final Map<Long, Map<String, SequencesReader.OfColumn>> identities = new HashMap<>();

  ColumnsReader(Catalogue catalogue) {
    this.catalogue = catalogue;
    this.answer = catalogue.ask(COLUMNS);
  }

  /**
   * The columns of each table, by the table's number.
   *
   * @param sequences those of identity columns, by table and column
   */
  Map<Long, List<Found>> read(Map<Long, Map<String, SequencesReader.OfColumn>> sequences)
      throws SQLException {
    identities.putAll(sequences);
    Map<Long, List<Found>> columns = new HashMap<>();
    answer.each(
        row ->
            columns
                .computeIfAbsent(row.getLong("attrelid"), k -> new ArrayList<>())
                .add(
                    new Found(
                        column(row),
                        row.getBoolean("attislocal"),
                        row.getInt("attnum"),
                        row.getLong("attcollation"))));
    return columns;
  }

  private Column column(ResultSet row) throws SQLException {
    Typed typed = typed(row);
    Optional<String> expression = Catalogue.text(row, "expression");
    String generated = row.getString("attgenerated");
    Optional<SequencesReader.OfColumn> sequence = sequence(row);
    return new Column(
        row.getString("attname"),
        typed.type(),
        !row.getBoolean("attnotnull"),
        generated.isEmpty() ? expression.flatMap(typed::defaultValue) : Optional.empty(),
        identity(row, typed.type(), sequence),
        generated.isEmpty()
            ? Optional.empty()
            : expression.map(e -> new Generated(Expressions.ungrouped(e), generated.equals("s"))),
        collation(row),
        Catalogue.text(row, "comment"),
        options(row, sequence.flatMap(SequencesReader.OfColumn::chosenName)));
  }

  /**
   * Typed is a type as the server formats it.
   *
   * @param names by which a default may be cast to it
   * @param defaults what is known of its defaults, by their expressions
   */
  private record Typed(ColumnType type, Set<String> names, Map<String, Optional<Value>> defaults) {
    Optional<Value> defaultValue(String expression) {
      return defaults.computeIfAbsent(expression, e -> Defaults.read(e, names));
    }
  }

  /** A type is read once: a thousand tables have few. */
  private Typed typed(ResultSet row) throws SQLException {
    String formatted = row.getString("type");
    Optional<String> base = Catalogue.text(row, "base_type");
    List<String> key = List.of(formatted, base.orElse(""), row.getString("atttypid"));
    Typed known = types.get(key);
    if (known == null) {
      Set<String> names = new HashSet<>();
      names.add(PostgresqlTypes.withoutModifiers(formatted));
      base.ifPresent(names::add);
      known = new Typed(type(catalogue, row, formatted), Set.copyOf(names), new HashMap<>());
      types.put(key, known);
    }
    return known;
  }

  /** The type of that format, or the enum that the row names. */
  static ColumnType type(Catalogue catalogue, ResultSet row, String formatted) throws SQLException {
    List<String> name = Catalogue.list(row, "enum");
    if (name.isEmpty()) {
      return PostgresqlTypes.read(formatted);
    }
    ColumnType named = new ColumnType.OfEnum(catalogue.name(name.get(0), name.get(1)));
    return row.getBoolean("enum_array") ? new ColumnType.ArrayOf(named) : named;
  }

  private Optional<SequencesReader.OfColumn> sequence(ResultSet row) throws SQLException {
    return row.getString("attidentity").isEmpty()
        ? Optional.empty()
        : Optional.ofNullable(
            identities
                .getOrDefault(row.getLong("attrelid"), Map.of())
                .get(row.getString("attname")));
  }

  private static Optional<Identity> identity(
      ResultSet row, ColumnType type, Optional<SequencesReader.OfColumn> sequence)
      throws SQLException {
    String kind = row.getString("attidentity");
    // A partition counts by the sequence of its parent.
    SequenceOptions options =
        sequence.map(SequencesReader.OfColumn::options).orElse(SequenceOptions.DEFAULT);
    return kind.isEmpty()
        ? Optional.empty()
        : Optional.of(new Identity(kind.equals("a"), SequenceDefaults.without(options, type)));
  }

  /** The collation, if it is not the type's own. */
  static Optional<String> collation(ResultSet row) throws SQLException {
    List<String> name = Catalogue.list(row, "collation");
    return name.isEmpty()
        ? Optional.empty()
        : Optional.of(new ObjectName(Optional.ofNullable(name.get(0)), name.get(1)).toString());
  }

  private static Map<String, String> options(ResultSet row, Optional<String> sequence)
      throws SQLException {
    Map<String, String> options = new TreeMap<>();
    Catalogue.text(row, "storage").ifPresent(s -> options.put("storage", STORAGE.get(s)));
    Catalogue.text(row, "compression")
        .ifPresent(c -> options.put("compression", COMPRESSION.get(c)));
    sequence.ifPresent(s -> options.put(SEQUENCE, s));
    Catalogue.text(row, "statistics").ifPresent(s -> options.put("statistics", s));
    return options;
  }
}
