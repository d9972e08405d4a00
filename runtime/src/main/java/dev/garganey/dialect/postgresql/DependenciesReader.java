package dev.garganey.dialect.postgresql;

import dev.garganey.model.ObjectName;
import dev.garganey.model.ObjectRef;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * DependenciesReader reads what needs what (PostgreSQL manual, "pg_depend"). What depends on, or is
 * depended on by, a part of an object counts for the whole; foreign keys do not count, and what an
 * index, a check or a trigger needs is told apart, for those can come later.
 */
final class DependenciesReader {
  /**
   * Parts with what they are parts of. A part that needs things for itself has a name; {@code
   * source} is whether what the part needs is needed by the owner.
   */
  private static final String PARTS =
      """
      SELECT 'pg_attrdef' AS class, d.oid, 'pg_class' AS owner_class, d.adrelid AS owner,
        true AS source, NULL AS part, NULL AS name
      FROM pg_attrdef d
      UNION ALL
      SELECT 'pg_constraint', k.oid, CASE WHEN k.contypid <> 0 THEN 'pg_type' ELSE 'pg_class' END,
        CASE WHEN k.contypid <> 0 THEN k.contypid ELSE k.conrelid END, k.contype <> 'f',
        CASE WHEN k.contypid = 0 AND k.contype IN ('c', 'x') THEN 'constraint' END, k.conname
      FROM pg_constraint k
      UNION ALL
      SELECT 'pg_rewrite', r.oid, 'pg_class', r.ev_class, true, NULL, NULL
      FROM pg_rewrite r WHERE r.rulename = '_RETURN'
      UNION ALL
      SELECT 'pg_trigger', t.oid, 'pg_class', t.tgrelid, true, 'options', NULL FROM pg_trigger t
      UNION ALL
      SELECT 'pg_policy', p.oid, 'pg_class', p.polrelid, true, 'options', NULL FROM pg_policy p
      UNION ALL
      SELECT 'pg_class', i.indexrelid, 'pg_class', i.indrelid, true, NULL, NULL FROM pg_index i
      UNION ALL
      SELECT 'pg_class', d.objid, 'pg_class', d.refobjid, false, NULL, NULL FROM pg_depend d
      WHERE d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass
        AND d.deptype = 'i' AND d.refobjsubid > 0
      UNION ALL
      SELECT 'pg_type', t.oid, 'pg_class', t.typrelid, true, NULL, NULL
      FROM pg_type t JOIN pg_class c ON c.oid = t.typrelid AND c.relkind <> 'c'
      UNION ALL
      SELECT 'pg_class', t.typrelid, 'pg_type', t.oid, true, NULL, NULL
      FROM pg_type t JOIN pg_class c ON c.oid = t.typrelid AND c.relkind = 'c'
      UNION ALL
      SELECT 'pg_type', t.oid, 'pg_type', t.typelem, false, NULL, NULL
      FROM pg_type t WHERE t.typelem <> 0 AND t.typcategory = 'A'
      UNION ALL
      SELECT d.classid::regclass::text, d.objid, d.refclassid::regclass::text, d.refobjid,
        d.classid IN ('pg_amop'::regclass, 'pg_amproc'::regclass),
        CASE WHEN d.refclassid = 'pg_opfamily'::regclass THEN 'members' END, NULL
      FROM pg_depend d WHERE d.deptype = 'i' AND d.refclassid IN ('pg_type'::regclass,
          'pg_opclass'::regclass) AND d.classid <> 'pg_class'::regclass
        OR d.classid IN ('pg_amop'::regclass, 'pg_amproc'::regclass)
          AND d.refclassid = 'pg_opfamily'::regclass AND d.deptype = 'a'
      UNION ALL
      SELECT d.classid::regclass::text, d.objid, 'pg_extension', d.refobjid, false, NULL, NULL
      FROM pg_depend d WHERE d.deptype = 'e'""";

  /** An index that is not on every partition comes after them, lest they get one of their own. */
  private static final String DEPENDENCIES =
      """
      SELECT d.classid::regclass::text AS class, d.objid, d.refclassid::regclass::text AS ref_class,
        d.refobjid, d.deptype, d.refobjsubid
      FROM pg_depend d WHERE d.deptype IN ('n', 'a', 'i', 'x', 'P', 'S')
        AND d.objid >= 16384
      UNION ALL
      SELECT 'pg_class', i.indexrelid, 'pg_class', h.inhrelid, 'n', 0
      FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid AND x.relkind = 'I'
      JOIN pg_inherits h ON h.inhparent = i.indrelid
      WHERE NOT i.indisvalid""";

  private record Part(Known.Row owner, boolean source, Optional<String> kind, String name) {}

  private final Catalogue catalogue;
  private final Map<Known.Row, Part> parts = new HashMap<>();
  private final Map<ObjectRef, Set<ObjectRef>> needs = new HashMap<>();

  DependenciesReader(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /** Reads which parts belong to what. */
  void readParts() throws SQLException {
    catalogue.query(
        PARTS,
        row ->
            parts.putIfAbsent(
                new Known.Row(row.getString("class"), row.getLong("oid")),
                new Part(
                    new Known.Row(row.getString("owner_class"), row.getLong("owner")),
                    row.getBoolean("source"),
                    Optional.ofNullable(row.getString("part")),
                    row.getString("name") == null ? "" : row.getString("name"))));
  }

  /** What each object needs; after {@link #readParts}. */
  Map<ObjectRef, Set<ObjectRef>> read() throws SQLException {
    catalogue.known().objects().values().forEach(o -> needs.put(o, new HashSet<>()));
    catalogue.query(
        DEPENDENCIES,
        row -> {
          Known.Row from = new Known.Row(row.getString("class"), row.getLong("objid"));
          Known.Row to = new Known.Row(row.getString("ref_class"), row.getLong("refobjid"));
          // A sequence that is owned by a column is made before its table, for a default needs it.
          boolean owned = row.getString("deptype").equals("a") && row.getInt("refobjsubid") > 0;
          Optional<ObjectRef> source = source(from);
          if (source.isPresent() && !(owned && source.get().kind().equals("sequence"))) {
            owner(to).ifPresent(t -> need(source.get(), t));
          }
        });
    announceTypes();
    return needs;
  }

  private void need(ObjectRef from, ObjectRef to) {
    boolean always = to.kind().equals("schema") && catalogue.isAlwaysThere(to.name());
    if (!from.equals(to) && !always) {
      needs.computeIfAbsent(from, k -> new HashSet<>()).add(to);
    }
  }

  private Optional<ObjectRef> source(Known.Row row) {
    Part part = parts.get(row);
    Optional<ObjectRef> known = catalogue.known().find(row);
    if (known.isPresent() || part == null || !part.source()) {
      return known;
    }
    Optional<ObjectRef> owner = source(part.owner());
    if (part.kind().isEmpty()) {
      return owner;
    }
    if (part.kind().get().equals("members")) {
      return catalogue.known().find(new Known.Row("members", part.owner().oid()));
    }
    return owner
        .filter(o -> o.kind().equals("table"))
        .map(
            o ->
                new ObjectRef(
                    part.kind().get(), o.name() + (part.name().isEmpty() ? "" : "." + part.name())))
        .or(() -> owner.filter(o -> !part.kind().get().equals("options")));
  }

  /** The object that a row of the catalogue is, or is a part of. */
  Optional<ObjectRef> owner(Known.Row row) {
    Optional<ObjectRef> known = catalogue.known().find(row);
    Part part = parts.get(row);
    return known.isPresent() || part == null ? known : owner(part.owner());
  }

  /** A type needs its functions, and they need it: what they need is its announcement. */
  private void announceTypes() {
    for (ObjectRef shell : Set.copyOf(needs.keySet())) {
      if (!shell.kind().equals(NativeTypes.SHELL)) {
        continue;
      }
      for (String kind : Set.of("baseType", "rangeType")) {
        ObjectRef type = new ObjectRef(kind, shell.name());
        for (ObjectRef function : needs.getOrDefault(type, Set.of())) {
          if (needs.getOrDefault(function, Set.of()).remove(type)) {
            needs.get(function).add(shell);
          }
        }
        if (needs.containsKey(type)) {
          need(type, shell);
        }
      }
      String text = ObjectName.parse(shell.name()).schema().orElse("");
      if (!text.isEmpty()) {
        need(shell, ObjectRef.schema(text));
      }
    }
  }
}
