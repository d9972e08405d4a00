package dev.garganey.dialect.postgresql;

import dev.garganey.model.ObjectName;
import dev.garganey.model.ObjectRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** RelationsReader reads tables and views with their own options, but not their parts. */
final class RelationsReader {
  /**
   * Relation is a table or view, known by its number in the catalogue.
   *
   * @param kind r: table, p: partitioned table, v: view, m: materialized view
   * @param definition the query of a view
   * @param parents the tables that it is a partition of or inherits from
   * @param options what PostgreSQL alone knows of it; filled further by other readers
   */
  record Relation(
      long oid,
      ObjectName name,
      char kind,
      Optional<String> definition,
      boolean partition,
      List<Long> parents,
      Map<String, String> options,
      Optional<String> comment) {
    boolean isTable() {
      return kind == 'r' || kind == 'p';
    }
  }

  /** Whether the query of the view {@code c} reads the view itself; no CREATE VIEW makes such. */
  static final String SELF_REFERRING =
      "EXISTS (SELECT FROM pg_rewrite r JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND"
          + " d.objid = r.oid AND d.refclassid = 'pg_class'::regclass AND d.refobjid = c.oid AND"
          + " d.refobjsubid > 0 AND d.deptype = 'n' WHERE r.ev_class = c.oid AND r.rulename ="
          + " '_RETURN' AND c.relkind = 'v')";

  private static final String RELATIONS =
      """
      SELECT c.oid, n.nspname, c.relname, c.relkind, c.relpersistence, c.relispartition,
        CASE WHEN c.relkind IN ('v', 'm') THEN pg_get_viewdef(c.oid) END AS definition,
        CASE WHEN c.relkind = 'p' THEN pg_get_partkeydef(c.oid) END AS partition_by,
        pg_get_expr(c.relpartbound, c.oid) AS bound,
        c.reloptions, t.reloptions AS toast_options, s.spcname, m.amname,
        c.relrowsecurity, c.relforcerowsecurity, c.relreplident, c.relispopulated,
        (SELECT ic.relname FROM pg_index i JOIN pg_class ic ON ic.oid = i.indexrelid
          WHERE i.indrelid = c.oid AND i.indisreplident) AS identity_index,
        obj_description(c.oid, 'pg_class') AS comment
      FROM pg_class c
      JOIN pg_namespace n ON n.oid = c.relnamespace
      LEFT JOIN pg_class t ON t.oid = c.reltoastrelid
      LEFT JOIN pg_tablespace s ON s.oid = c.reltablespace
      LEFT JOIN pg_am m ON m.oid = c.relam AND m.amname <> 'heap'
      WHERE c.relkind IN ('r', 'p', 'v', 'm') AND c.relpersistence <> 't' AND\s"""
          + Catalogue.OF_USERS
          + " AND "
          + Catalogue.notOfExtension("pg_class", "c.oid")
          + " AND NOT "
          + SELF_REFERRING
          + " ORDER BY n.nspname, c.relname";

  private static final String PARENTS =
      """
      SELECT h.inhrelid, h.inhparent, h.inhparent::regclass::text AS parent
      FROM pg_inherits h
      JOIN pg_class c ON c.oid = h.inhrelid AND c.relkind IN ('r', 'p')
      ORDER BY h.inhrelid, h.inhseqno""";

  private final Catalogue catalogue;
  private final Set<ObjectName> ownTables;
  private final Answer parentsAnswer;
  private final Answer relations;
  private final Map<Long, List<Long>> parents = new HashMap<>();
  private final Map<Long, List<String>> parentNames = new HashMap<>();

  RelationsReader(Catalogue catalogue, Set<ObjectName> ownTables) {
    this.catalogue = catalogue;
    this.ownTables = ownTables;
    this.parentsAnswer = catalogue.ask(PARENTS);
    this.relations = catalogue.ask(RELATIONS);
  }

  /** All tables and views, in the order of their names. */
  List<Relation> read() throws SQLException {
    parentsAnswer.each(
        row -> {
          long child = row.getLong("inhrelid");
          parents.computeIfAbsent(child, k -> new ArrayList<>()).add(row.getLong("inhparent"));
          parentNames.computeIfAbsent(child, k -> new ArrayList<>()).add(row.getString("parent"));
        });
    List<Relation> relations = new ArrayList<>();
    this.relations.each(
        row -> {
          ObjectName name = catalogue.name(row.getString("nspname"), row.getString("relname"));
          if (!ownTables.contains(name)) {
            Relation relation = relation(row, name);
            relations.add(relation);
            catalogue
                .known()
                .add(
                    "pg_class",
                    relation.oid(),
                    relation.isTable() ? ObjectRef.table(name) : ObjectRef.view(name));
          }
        });
    return relations;
  }

  private Relation relation(ResultSet row, ObjectName name) throws SQLException {
    long oid = row.getLong("oid");
    return new Relation(
        oid,
        name,
        row.getString("relkind").charAt(0),
        Catalogue.text(row, "definition"),
        row.getBoolean("relispartition"),
        parents.getOrDefault(oid, List.of()),
        options(row, oid),
        Catalogue.text(row, "comment"));
  }

  private Map<String, String> options(ResultSet row, long oid) throws SQLException {
    Map<String, String> options = new TreeMap<>(Catalogue.options(row, "reloptions"));
    Catalogue.options(row, "toast_options").forEach((k, v) -> options.put("toast." + k, v));
    put(options, TableOptions.TABLESPACE, Catalogue.text(row, "spcname"));
    put(options, TableOptions.ACCESS_METHOD, Catalogue.text(row, "amname"));
    put(options, TableOptions.PARTITION_BY, Catalogue.text(row, "partition_by"));
    String parents = String.join(", ", parentNames.getOrDefault(oid, List.of()));
    if (row.getBoolean("relispartition")) {
      options.put(TableOptions.PARTITION_OF, parents + " " + row.getString("bound"));
    } else if (!parents.isEmpty()) {
      options.put(TableOptions.INHERITS, parents);
    }
    if (row.getString("relpersistence").equals("u")) {
      options.put(TableOptions.UNLOGGED, "true");
    }
    if (row.getBoolean("relrowsecurity")) {
      options.put(
          TableOptions.ROW_SECURITY, row.getBoolean("relforcerowsecurity") ? "forced" : "enabled");
    }
    if (row.getString("relkind").equals("m") && !row.getBoolean("relispopulated")) {
      options.put(TableOptions.POPULATED, "false");
    }
    boolean table = row.getString("relkind").matches("[rp]");
    Optional<String> identity =
        switch (row.getString("relreplident")) {
          case "f" -> Optional.of("full");
          case "n" -> Optional.of("nothing");
          case "i" -> Catalogue.text(row, "identity_index").map(i -> "index " + i);
          default -> Optional.empty();
        };
    put(options, TableOptions.REPLICA_IDENTITY, identity.filter(i -> table));
    return options;
  }

  private static void put(Map<String, String> options, String key, Optional<String> value) {
    value.ifPresent(v -> options.put(key, v));
  }
}
