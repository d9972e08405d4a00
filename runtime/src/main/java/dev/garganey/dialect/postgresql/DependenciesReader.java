package dev.garganey.dialect.postgresql;

import dev.garganey.model.ObjectName;
import dev.garganey.model.ObjectRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
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
      SELECT 'pg_attrdef'::regclass::oid AS class, d.oid,
        'pg_class'::regclass::oid AS owner_class, d.adrelid AS owner,
        true AS source, NULL AS part, NULL AS name
      FROM pg_attrdef d
      UNION ALL
      SELECT 'pg_constraint'::regclass::oid, k.oid, CASE WHEN k.contypid <> 0
        THEN 'pg_type'::regclass::oid ELSE 'pg_class'::regclass::oid END,
        CASE WHEN k.contypid <> 0 THEN k.contypid ELSE k.conrelid END, k.contype <> 'f',
        CASE WHEN k.contypid = 0 AND k.contype IN ('c', 'x') THEN 'constraint' END,
        CASE WHEN k.contypid = 0 AND k.contype IN ('c', 'x') THEN k.conname END
      FROM pg_constraint k
      UNION ALL
      SELECT 'pg_rewrite'::regclass::oid, r.oid, 'pg_class'::regclass::oid,
        r.ev_class, true, NULL, NULL
      FROM pg_rewrite r WHERE r.rulename = '_RETURN'
      UNION ALL
      SELECT 'pg_trigger'::regclass::oid, t.oid, 'pg_class'::regclass::oid,
        t.tgrelid, true, 'options', NULL
      FROM pg_trigger t
      UNION ALL
      SELECT 'pg_policy'::regclass::oid, p.oid, 'pg_class'::regclass::oid,
        p.polrelid, true, 'options', NULL
      FROM pg_policy p
      UNION ALL
      SELECT 'pg_class'::regclass::oid, i.indexrelid, 'pg_class'::regclass::oid,
        i.indrelid, true, NULL, NULL
      FROM pg_index i
      UNION ALL
      SELECT 'pg_class'::regclass::oid, d.objid, 'pg_class'::regclass::oid,
        d.refobjid, false, NULL, NULL
      FROM pg_depend d
      WHERE d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass
        AND d.deptype = 'i' AND d.refobjsubid > 0
      UNION ALL
      SELECT 'pg_type'::regclass::oid, t.oid, 'pg_class'::regclass::oid,
        t.typrelid, true, NULL, NULL
      FROM pg_type t JOIN pg_class c ON c.oid = t.typrelid AND c.relkind <> 'c'
      UNION ALL
      SELECT 'pg_class'::regclass::oid, t.typrelid, 'pg_type'::regclass::oid,
        t.oid, true, NULL, NULL
      FROM pg_type t JOIN pg_class c ON c.oid = t.typrelid AND c.relkind = 'c'
      UNION ALL
      SELECT 'pg_type'::regclass::oid, t.oid, 'pg_type'::regclass::oid,
        t.typelem, false, NULL, NULL
      FROM pg_type t WHERE t.typelem <> 0 AND t.typcategory = 'A'
      UNION ALL
      SELECT d.classid, d.objid, d.refclassid, d.refobjid,
        d.classid IN ('pg_amop'::regclass, 'pg_amproc'::regclass),
        CASE WHEN d.refclassid = 'pg_opfamily'::regclass THEN 'members' END, NULL
      FROM pg_depend d WHERE d.deptype = 'i' AND d.refclassid IN ('pg_type'::regclass,
          'pg_opclass'::regclass) AND d.classid <> 'pg_class'::regclass
        OR d.classid IN ('pg_amop'::regclass, 'pg_amproc'::regclass)
          AND d.refclassid = 'pg_opfamily'::regclass AND d.deptype = 'a'
      UNION ALL
      SELECT d.classid, d.objid, 'pg_extension'::regclass::oid, d.refobjid, false, NULL, NULL
      FROM pg_depend d WHERE d.deptype = 'e'""";

  /** An index that is not on every partition comes after them, lest they get one of their own. */
  private static final String DEPENDENCIES =
      """
      SELECT d.classid AS class, d.objid, d.refclassid AS ref_class,
        d.refobjid, d.deptype, d.refobjsubid
      FROM pg_depend d WHERE d.deptype IN ('n', 'a', 'i', 'x', 'P', 'S')
        AND d.objid >= 16384
      UNION ALL
      SELECT 'pg_class'::regclass::oid, i.indexrelid, 'pg_class'::regclass::oid,
        h.inhrelid, 'n', 0
      FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid AND x.relkind = 'I'
      JOIN pg_inherits h ON h.inhparent = i.indrelid
      WHERE NOT i.indisvalid""";

  /** The catalogues by their numbers, which are shorter than names where there are many rows. */
  private static final String CATALOGUES =
      """
      SELECT c.oid, c.relname FROM pg_class c
      WHERE c.relnamespace = 'pg_catalog'::regnamespace AND c.relkind = 'r'""";

  private record Part(Known.Row owner, boolean source, Optional<String> kind, String name) {}

  private final Catalogue catalogue;
  private final Answer cataloguesAnswer;
  private final Answer partsAnswer;
  private final Answer dependencies;
  private final Map<Long, String> catalogues = new HashMap<>();
  private final Map<Known.Row, Part> parts = new HashMap<>();
  private final Map<ObjectRef, Set<ObjectRef>> needs = new HashMap<>();

  DependenciesReader(Catalogue catalogue) {
    this.catalogue = catalogue;
    this.cataloguesAnswer = catalogue.ask(CATALOGUES);
    this.partsAnswer = catalogue.ask(PARTS);
    this.dependencies = catalogue.ask(DEPENDENCIES);
  }

  /** Reads which parts belong to what. */
  void readParts() throws SQLException {
    cataloguesAnswer.each(row -> catalogues.put(row.getLong(1), row.getString(2)));
    partsAnswer.each(
        row -> {
          String name = row.getString(7);
          parts.putIfAbsent(
              row(row, 1, 2),
              new Part(
                  row(row, 3, 4),
                  row.getBoolean(5),
                  Optional.ofNullable(row.getString(6)),
                  name == null ? "" : name));
        });
  }

  /** The row of the catalogue in one column with the number in another. */
  private Known.Row row(ResultSet row, int catalogue, int number) throws SQLException {
    return new Known.Row(catalogues.get(row.getLong(catalogue)), row.getLong(number));
  }

  /** What each object needs; after {@link #readParts}. */
  Map<ObjectRef, Set<ObjectRef>> read() throws SQLException {
    catalogue.known().objects().values().forEach(o -> needs.put(o, new HashSet<>()));
    dependencies.each(
        row -> {
          Optional<ObjectRef> source = source(row(row, 1, 2));
          if (source.isPresent()) {
            // A sequence that is owned by a column is made before its table, whose default needs
            // it.
            boolean owned = row.getString(5).equals("a") && row.getInt(6) > 0;
            if (!(owned && source.get().kind().equals("sequence"))) {
              owner(row(row, 3, 4)).ifPresent(t -> need(source.get(), t));
            }
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
    List<ObjectRef> shells =
        needs.keySet().stream().filter(o -> o.kind().equals(NativeTypes.SHELL)).toList();
    for (ObjectRef shell : shells) {
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
