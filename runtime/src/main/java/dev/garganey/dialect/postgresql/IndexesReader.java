package dev.garganey.dialect.postgresql;

import dev.garganey.model.Index;
import dev.garganey.model.IndexKey;
import dev.garganey.model.ObjectName;
import dev.garganey.model.ObjectRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * IndexesReader reads the indexes of tables and materialized views, except those that a constraint
 * or a parent's index brings along, and those that a failed build left invalid.
 */
final class IndexesReader {
  /** {@code true} of an index of a partitioned table that not every partition has. */
  static final String ONLY = "only";

  private static final String FROM =
      """
       FROM pg_index i
      JOIN pg_class ic ON ic.oid = i.indexrelid
      JOIN pg_class c ON c.oid = i.indrelid AND c.relkind IN ('r', 'p', 'm')
      JOIN pg_namespace n ON n.oid = c.relnamespace
      """;

  private static final String CONDITION =
      """
      WHERE (i.indisvalid OR ic.relkind = 'I')
       AND i.indexrelid NOT IN (SELECT conindid FROM pg_constraint WHERE contype IN ('p', 'u', 'x'))
       AND NOT EXISTS (SELECT FROM pg_inherits h JOIN pg_index p ON p.indexrelid = h.inhparent
         WHERE h.inhrelid = i.indexrelid AND p.indisvalid)
       AND\s"""
          + Catalogue.OF_USERS;

  /**
   * Whether all that an index says of its keys are the numbers of columns and their directions: a
   * B-tree over columns of a table, with operator classes that come with the server and are the
   * default (so that they have no options), and the collation that databases have by default.
   */
  private static final String PLAIN =
      """
      (i.indexprs IS NULL AND c.relkind <> 'm'
        AND i.indclass::oid[] <@ ARRAY(SELECT o.oid FROM pg_opclass o JOIN pg_am b
          ON b.oid = o.opcmethod WHERE b.amname = 'btree' AND o.opcdefault AND o.oid < 16384)
        AND i.indcollation::oid[] <@ ARRAY[0, 'pg_catalog."default"'::regcollation]::oid[])
      """;

  private static final String INDEXES =
      """
      SELECT i.indexrelid, i.indrelid, n.nspname, ic.relname, i.indisunique, i.indisvalid, %s AS nulls_not_distinct,
        m.amname, pg_get_expr(i.indpred, i.indrelid) AS condition, ic.reloptions, s.spcname,
        obj_description(ic.oid, 'pg_class') AS comment,
        i.indkey, i.indnkeyatts, i.indoption, i.indcollation,\s"""
          + PLAIN
          + " AS plain"
          + FROM
          + """
          JOIN pg_am m ON m.oid = ic.relam
          LEFT JOIN pg_tablespace s ON s.oid = ic.reltablespace
          """
          + CONDITION
          + " ORDER BY i.indrelid, ic.relname";

  private static final String KEYS =
      """
      SELECT i.indexrelid, k.n > i.indnkeyatts AS included, a.attname,
        CASE WHEN k.num = 0 THEN pg_get_indexdef(i.indexrelid, k.n::int, false) END AS expression,
        k.n <= i.indnkeyatts AND i.indoption[k.n - 1] & 1 <> 0 AS descending,
        k.n <= i.indnkeyatts AND i.indoption[k.n - 1] & 2 <> 0 AS nulls_first,
        CASE WHEN k.n <= i.indnkeyatts
          AND l.oid <> coalesce(a.attcollation, kt.typcollation) THEN l.collname END AS collation,
        CASE WHEN NOT pg_collation_is_visible(l.oid) THEN ln.nspname END AS collation_schema,
        CASE WHEN NOT o.opcdefault OR ka.attoptions IS NOT NULL THEN quote_ident(o.opcname) END
          AS operator_class,
        CASE WHEN NOT pg_opclass_is_visible(o.oid) THEN quote_ident(opn.nspname) END
          AS operator_class_schema,
        array_to_string(ka.attoptions, ', ') AS operator_class_options"""
          + FROM
          + """
          CROSS JOIN LATERAL unnest(i.indkey::int2[]) WITH ORDINALITY k (num, n)
          JOIN pg_attribute ka ON ka.attrelid = i.indexrelid AND ka.attnum = k.n
          JOIN pg_type kt ON kt.oid = ka.atttypid
          LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.num AND k.num <> 0
          LEFT JOIN pg_collation l
            ON k.n <= i.indnkeyatts AND l.oid = i.indcollation[k.n - 1]
          LEFT JOIN pg_namespace ln ON ln.oid = l.collnamespace
          LEFT JOIN pg_opclass o ON k.n <= i.indnkeyatts AND o.oid = i.indclass[k.n - 1]
          LEFT JOIN pg_namespace opn ON opn.oid = o.opcnamespace
          """
          + CONDITION
          + " AND NOT "
          + PLAIN
          + " ORDER BY i.indexrelid, k.n";

  private final Catalogue catalogue;
  private final Answer keysAnswer;
  private final Answer answer;
  private final Map<Long, List<IndexKey>> keys = new HashMap<>();
  private final Map<Long, List<String>> included = new HashMap<>();

  IndexesReader(Catalogue catalogue) {
    this.catalogue = catalogue;
    this.keysAnswer = catalogue.ask(KEYS);
    this.answer =
        catalogue.ask(INDEXES.formatted(catalogue.since(15, "i.indnullsnotdistinct", "false")));
  }

  /** The indexes of each relation, by its number. */
  Map<Long, List<Index>> read(ColumnNumbers numbers) throws SQLException {
    keysAnswer.each(this::key);
    Map<Long, List<Index>> indexes = new HashMap<>();
    answer.each(
        row -> {
          if (row.getBoolean("plain")) {
            plain(row, numbers);
          }
          indexes.computeIfAbsent(row.getLong("indrelid"), k -> new ArrayList<>()).add(index(row));
        });
    return indexes;
  }

  /** The keys of a plain index, whose columns and directions are lists of numbers. */
  private void plain(ResultSet row, ColumnNumbers numbers) throws SQLException {
    long table = row.getLong("indrelid");
    List<String> columns = numbers.names(table, row.getString("indkey"));
    String[] options = row.getString("indoption").split(" ", -1);
    String[] collations = row.getString("indcollation").split(" ", -1);
    int count = row.getInt("indnkeyatts");
    List<IndexKey> plain = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String column = columns.get(i);
      int option = Integer.parseInt(options[i]);
      long collation = Long.parseLong(collations[i]);
      boolean own = collation == 0 || collation == numbers.collation(table, column);
      plain.add(
          key(
              column,
              false,
              (option & 1) != 0,
              (option & 2) != 0,
              own ? Optional.empty() : Optional.of("default"),
              Optional.empty()));
    }
    long index = row.getLong("indexrelid");
    keys.put(index, plain);
    included.put(index, columns.subList(count, columns.size()));
  }

  private static IndexKey key(
      String text,
      boolean expression,
      boolean descending,
      boolean nullsFirst,
      Optional<String> collation,
      Optional<String> operatorClass) {
    return new IndexKey(
        text,
        expression,
        descending,
        // NULLs count as larger than all values.
        nullsFirst == descending ? Optional.empty() : Optional.of(nullsFirst),
        collation,
        operatorClass);
  }

  private void key(ResultSet row) throws SQLException {
    long index = row.getLong("indexrelid");
    Optional<String> column = Catalogue.text(row, "attname");
    if (row.getBoolean("included")) {
      included.computeIfAbsent(index, k -> new ArrayList<>()).add(column.orElseThrow());
      return;
    }
    String schema = Catalogue.text(row, "collation_schema").orElse("");
    keys.computeIfAbsent(index, k -> new ArrayList<>())
        .add(
            key(
                column.isPresent()
                    ? column.get()
                    : Expressions.ungrouped(row.getString("expression")),
                column.isEmpty(),
                row.getBoolean("descending"),
                row.getBoolean("nulls_first"),
                Catalogue.text(row, "collation")
                    .map(
                        name ->
                            (schema.isEmpty() ? ObjectName.of(name) : ObjectName.of(schema, name))
                                .toString()),
                operatorClass(row)));
  }

  private static Optional<String> operatorClass(ResultSet row) throws SQLException {
    String schema = Catalogue.text(row, "operator_class_schema").map(s -> s + ".").orElse("");
    String options =
        Catalogue.text(row, "operator_class_options").map(o -> " (" + o + ")").orElse("");
    return Catalogue.text(row, "operator_class").map(name -> schema + name + options);
  }

  private Index index(ResultSet row) throws SQLException {
    long oid = row.getLong("indexrelid");
    catalogue
        .known()
        .add(
            "pg_class",
            oid,
            ObjectRef.index(catalogue.name(row.getString("nspname"), row.getString("relname"))));
    Map<String, String> options = new TreeMap<>(Catalogue.options(row, "reloptions"));
    Catalogue.text(row, "spcname").ifPresent(s -> options.put(TableOptions.TABLESPACE, s));
    if (!row.getBoolean("indisvalid")) {
      options.put(ONLY, "true");
    }
    return new Index(
        row.getString("relname"),
        row.getBoolean("indisunique"),
        keys.getOrDefault(oid, List.of()),
        Catalogue.text(row, "condition").map(Expressions::ungrouped),
        Catalogue.text(row, "amname").filter(m -> !m.equals("btree")),
        included.getOrDefault(oid, List.of()),
        row.getBoolean("nulls_not_distinct"),
        options,
        Catalogue.text(row, "comment"));
  }
}
