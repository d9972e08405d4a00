package dev.garganey.dialect.postgresql;

import dev.garganey.model.ColumnRef;
import dev.garganey.model.ColumnType;
import dev.garganey.model.ObjectName;
import dev.garganey.model.ObjectRef;
import dev.garganey.model.Sequence;
import dev.garganey.model.SequenceOptions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** SequencesReader reads the sequences, and apart from them the numbers of identity columns. */
final class SequencesReader {
  /**
   * OfColumn is the sequence by which an identity column counts.
   *
   * @param chosenName its name, where somebody chose it
   */
  record OfColumn(SequenceOptions options, Optional<String> chosenName) {}

  private static final String SEQUENCES =
      """
      SELECT c.oid, n.nspname, c.relname, format_type(s.seqtypid, NULL) AS type, s.seqstart,
        s.seqincrement, s.seqmin, s.seqmax, s.seqcache, s.seqcycle,
        d.deptype = 'i' AS identity, d.refobjid AS owner, tn.nspname AS owner_schema,
        t.relname AS owner_table, a.attname AS owner_column,
        ds.description AS comment,
        CASE WHEN c.relname <> t.relname || '_' || a.attname || '_seq' AND (c.relname
          !~ '_seq[0-9]*$' OR c.relacl IS NOT NULL OR ds.description IS NOT NULL) THEN c.relname
          END AS chosen_name
      FROM pg_sequence s
      JOIN pg_class c ON c.oid = s.seqrelid AND c.relpersistence <> 't'
      JOIN pg_namespace n ON n.oid = c.relnamespace
      LEFT JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = c.oid
        AND d.refclassid = 'pg_class'::regclass AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i')
      LEFT JOIN pg_class t ON t.oid = d.refobjid
      LEFT JOIN pg_namespace tn ON tn.oid = t.relnamespace
      LEFT JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
      LEFT JOIN pg_description ds ON ds.classoid = 'pg_class'::regclass AND ds.objoid = c.oid
        AND ds.objsubid = 0
      WHERE\s"""
          + Catalogue.OF_USERS
          + " AND "
          + Catalogue.notOfExtension("pg_class", "c.oid")
          + " ORDER BY n.nspname, c.relname";

  private final Catalogue catalogue;
  private final Set<ObjectName> ownTables;
  private final Answer answer;
  private final Map<Long, Map<String, OfColumn>> identities = new HashMap<>();

  SequencesReader(Catalogue catalogue, Set<ObjectName> ownTables) {
    this.catalogue = catalogue;
    this.ownTables = ownTables;
    this.answer = catalogue.ask(SEQUENCES);
  }

  /** The sequences that belong to no identity column. */
  List<Sequence> read() throws SQLException {
    List<Sequence> sequences = new ArrayList<>();
    answer.each(
        row -> {
          if (row.getBoolean("identity")) {
            identities
                .computeIfAbsent(row.getLong("owner"), k -> new HashMap<>())
                .put(
                    row.getString("owner_column"),
                    new OfColumn(options(row), Catalogue.text(row, "chosen_name")));
            return;
          }
          Optional<ColumnRef> owner = owner(row);
          if (owner.isEmpty() || !ownTables.contains(owner.get().table())) {
            Sequence sequence = sequence(row, owner);
            catalogue
                .known()
                .add("pg_class", row.getLong("oid"), ObjectRef.sequence(sequence.name()));
            sequences.add(sequence);
          }
        });
    return sequences;
  }

  /** The sequences of identity columns, by table and column; after {@link #read}. */
  Map<Long, Map<String, OfColumn>> identities() {
    return identities;
  }

  private Optional<ColumnRef> owner(ResultSet row) throws SQLException {
    Optional<String> column = Catalogue.text(row, "owner_column");
    if (column.isEmpty()) {
      return Optional.empty();
    }
    ObjectName table = catalogue.name(row.getString("owner_schema"), row.getString("owner_table"));
    return Optional.of(new ColumnRef(table, column.get()));
  }

  private Sequence sequence(ResultSet row, Optional<ColumnRef> owner) throws SQLException {
    ColumnType type = PostgresqlTypes.read(row.getString("type"));
    return new Sequence(
        catalogue.name(row.getString("nspname"), row.getString("relname")),
        type instanceof ColumnType.BigInt ? Optional.empty() : Optional.of(type),
        SequenceDefaults.without(options(row), type),
        owner,
        Catalogue.text(row, "comment"));
  }

  private static SequenceOptions options(ResultSet row) throws SQLException {
    return new SequenceOptions(
        Optional.of(row.getLong("seqstart")),
        Optional.of(row.getLong("seqincrement")),
        Optional.of(row.getLong("seqmin")),
        Optional.of(row.getLong("seqmax")),
        Optional.of(row.getLong("seqcache")),
        row.getBoolean("seqcycle"));
  }
}
