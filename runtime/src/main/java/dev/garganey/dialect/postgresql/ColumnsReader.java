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
   */
  record Found(Column column, boolean local, int number) {}

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
      SELECT a.attrelid, a.attnum, a.attname, format_type(a.atttypid, a.atttypmod) AS type,
        format_type(nullif(t.typbasetype, 0), NULL) AS base_type,
        en.nspname AS enum_schema, e.typname AS enum_name, t.typtype <> 'e' AS enum_array,
        a.attnotnull, pg_get_expr(d.adbin, d.adrelid) AS expression, a.attidentity, a.attgenerated,
        CASE WHEN a.attcollation <> t.typcollation THEN l.collname END AS collation,
        CASE WHEN NOT pg_collation_is_visible(l.oid) THEN ln.nspname END AS collation_schema,
        a.attislocal, ds.description AS comment,
        CASE WHEN a.attstorage <> t.typstorage THEN a.attstorage END AS storage,
        nullif(a.attcompression, '') AS compression,
        nullif(a.attstattarget, -1) AS statistics, sq.relname AS sequence
      FROM pg_attribute a
      JOIN pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p')
      JOIN pg_namespace n ON n.oid = c.relnamespace
      JOIN pg_type t ON t.oid = a.atttypid
      LEFT JOIN pg_type e ON e.typtype = 'e'
        AND e.oid = CASE WHEN t.typcategory = 'A' THEN t.typelem ELSE t.oid END
      LEFT JOIN pg_namespace en ON en.oid = e.typnamespace
      LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
      LEFT JOIN pg_collation l ON l.oid = a.attcollation
      LEFT JOIN pg_namespace ln ON ln.oid = l.collnamespace
      LEFT JOIN pg_depend q ON a.attidentity <> '' AND q.refclassid = 'pg_class'::regclass
        AND q.refobjid = a.attrelid AND q.refobjsubid = a.attnum AND q.deptype = 'i'
        AND q.classid = 'pg_class'::regclass
      LEFT JOIN pg_class sq ON sq.oid = q.objid
        AND sq.relname <> c.relname || '_' || a.attname || '_seq'
        AND (sq.relname !~ '_seq[0-9]*$' OR sq.relacl IS NOT NULL
          OR obj_description(sq.oid, 'pg_class') IS NOT NULL)
      LEFT JOIN pg_description ds ON ds.classoid = 'pg_class'::regclass
        AND ds.objoid = a.attrelid AND ds.objsubid = a.attnum
      WHERE a.attnum > 0 AND NOT a.attisdropped AND\s"""
          + Catalogue.OF_USERS
          + " ORDER BY a.attrelid, a.attnum";

  private static final Map<String, String> STORAGE =
      Map.of("p", "plain", "e", "external", "m", "main", "x", "extended");
  private static final Map<String, String> COMPRESSION = Map.of("p", "pglz", "l", "lz4");

  private final Catalogue catalogue;
  private final Map<Long, Map<String, SequenceOptions>> identities;

  ColumnsReader(Catalogue catalogue, Map<Long, Map<String, SequenceOptions>> identities) {
    this.catalogue = catalogue;
    this.identities = identities;
  }

  /** The columns of each table, by the table's number. */
  Map<Long, List<Found>> read() throws SQLException {
    Map<Long, List<Found>> columns = new HashMap<>();
    catalogue.query(
        COLUMNS,
        row ->
            columns
                .computeIfAbsent(row.getLong("attrelid"), k -> new ArrayList<>())
                .add(new Found(column(row), row.getBoolean("attislocal"), row.getInt("attnum"))));
    return columns;
  }

  private Column column(ResultSet row) throws SQLException {
    String formatted = row.getString("type");
    ColumnType type = type(catalogue, row, formatted);
    Optional<String> expression = Catalogue.text(row, "expression");
    String generated = row.getString("attgenerated");
    Set<String> accepted = new HashSet<>();
    accepted.add(PostgresqlTypes.withoutModifiers(formatted));
    Catalogue.text(row, "base_type").ifPresent(accepted::add);
    Optional<Value> defaultValue =
        generated.isEmpty()
            ? expression.flatMap(e -> Defaults.read(e, accepted))
            : Optional.empty();
    return new Column(
        row.getString("attname"),
        type,
        !row.getBoolean("attnotnull"),
        defaultValue,
        identity(row, type),
        generated.isEmpty()
            ? Optional.empty()
            : expression.map(e -> new Generated(Expressions.ungrouped(e), generated.equals("s"))),
        collation(row),
        Catalogue.text(row, "comment"),
        options(row));
  }

  /** The type of that format, or the enum that the row names. */
  static ColumnType type(Catalogue catalogue, ResultSet row, String formatted) throws SQLException {
    Optional<String> enumName = Catalogue.text(row, "enum_name");
    if (enumName.isEmpty()) {
      return PostgresqlTypes.read(formatted);
    }
    ColumnType named =
        new ColumnType.OfEnum(catalogue.name(row.getString("enum_schema"), enumName.get()));
    return row.getBoolean("enum_array") ? new ColumnType.ArrayOf(named) : named;
  }

  private Optional<Identity> identity(ResultSet row, ColumnType type) throws SQLException {
    String kind = row.getString("attidentity");
    if (kind.isEmpty()) {
      return Optional.empty();
    }
    // A partition counts by the sequence of its parent.
    SequenceOptions options =
        identities
            .getOrDefault(row.getLong("attrelid"), Map.of())
            .getOrDefault(row.getString("attname"), SequenceOptions.DEFAULT);
    return Optional.of(new Identity(kind.equals("a"), SequenceDefaults.without(options, type)));
  }

  /** The collation, if it is not the type's own. */
  static Optional<String> collation(ResultSet row) throws SQLException {
    Optional<String> schema = Catalogue.text(row, "collation_schema");
    return Catalogue.text(row, "collation").map(name -> new ObjectName(schema, name).toString());
  }

  private static Map<String, String> options(ResultSet row) throws SQLException {
    Map<String, String> options = new TreeMap<>();
    Catalogue.text(row, "storage").ifPresent(s -> options.put("storage", STORAGE.get(s)));
    Catalogue.text(row, "compression")
        .ifPresent(c -> options.put("compression", COMPRESSION.get(c)));
    Catalogue.text(row, "sequence").ifPresent(s -> options.put(SEQUENCE, s));
    Catalogue.text(row, "statistics").ifPresent(s -> options.put("statistics", s));
    return options;
  }
}
