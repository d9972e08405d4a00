package dev.garganey.dialect.postgresql;

import dev.garganey.model.Constraint;
import dev.garganey.model.Deferral;
import dev.garganey.model.ReferentialAction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** ConstraintsReader reads the constraints that tables define themselves, not by inheritance. */
final class ConstraintsReader {
  /** What is written after a constraint that stands in this reader's words already. */
  private static final Pattern DEFERRABLE =
      Pattern.compile(" DEFERRABLE( INITIALLY DEFERRED)?( NOT VALID)?$");

  private static final String CONSTRAINTS =
      """
      SELECT c.conrelid, c.conname, c.contype, c.convalidated, c.condeferrable, c.condeferred,
        c.connoinherit, c.confupdtype, c.confdeltype, c.confmatchtype,
        c.conkey, i.indkey, i.indnkeyatts, fn.nspname AS references_schema,
        f.relname AS references_table, c.confrelid, c.confkey,
        CASE WHEN c.contype = 'c' THEN pg_get_expr(c.conbin, c.conrelid) END AS expression,
        CASE WHEN c.contype = 'x' OR c.contype <> 'c' AND v.verbatim
          THEN pg_get_constraintdef(c.oid) END AS definition,
        %s AS nulls_not_distinct, v.verbatim
      FROM pg_constraint c
      JOIN pg_class t ON t.oid = c.conrelid
      JOIN pg_namespace n ON n.oid = t.relnamespace
      LEFT JOIN pg_index i ON i.indexrelid = c.conindid AND i.indrelid = c.conrelid
      LEFT JOIN pg_class f ON f.oid = c.confrelid
      LEFT JOIN pg_namespace fn ON fn.oid = f.relnamespace
      CROSS JOIN LATERAL (SELECT %s OR %s OR %s AS verbatim) v
      WHERE c.contype IN ('p', 'u', 'f', 'c', 'x') AND c.conparentid = 0 AND c.conislocal
        AND\s"""
          + Catalogue.OF_USERS
          + " ORDER BY c.conrelid, c.conname";

  private final Catalogue catalogue;
  private final Answer answer;
  private final Map<Long, Map<String, String>> verbatim = new HashMap<>();

  ConstraintsReader(Catalogue catalogue) {
    this.catalogue = catalogue;
    this.answer =
        catalogue.ask(
            CONSTRAINTS.formatted(
                catalogue.since(15, "coalesce(i.indnullsnotdistinct, false)", "false"),
                catalogue.since(15, "c.confdelsetcols IS NOT NULL", "false"),
                catalogue.since(18, "c.conperiod", "false"),
                catalogue.since(18, "NOT c.conenforced", "false")));
  }

  /** The constraints of each table, by the table's number. */
  Map<Long, List<Constraint>> read(ColumnNumbers numbers) throws SQLException {
    Map<Long, List<Constraint>> constraints = new HashMap<>();
    answer.each(
        row -> {
          long table = row.getLong("conrelid");
          if (row.getBoolean("verbatim")) {
            verbatim
                .computeIfAbsent(table, k -> new HashMap<>())
                .put(row.getString("conname"), definition(row));
          } else {
            constraints
                .computeIfAbsent(table, k -> new ArrayList<>())
                .add(constraint(row, numbers));
          }
        });
    return constraints;
  }

  /** The constraints that have no portable words, by table and name; after {@link #read}. */
  Map<Long, Map<String, String>> verbatim() {
    return verbatim;
  }

  private static String definition(ResultSet row) throws SQLException {
    return row.getString("contype").equals("c")
        ? "CHECK (" + Expressions.ungrouped(row.getString("expression")) + ") NOT ENFORCED"
        : row.getString("definition");
  }

  private Constraint constraint(ResultSet row, ColumnNumbers numbers) throws SQLException {
    Optional<String> name = Optional.of(row.getString("conname"));
    List<String> columns = numbers.names(row.getLong("conrelid"), row.getString("conkey"));
    Deferral deferral = deferral(row);
    return switch (row.getString("contype")) {
      case "p" ->
          new Constraint.PrimaryKey(
              name, columns, included(row, numbers), deferral, Optional.empty());
      case "u" ->
          new Constraint.Unique(
              name,
              columns,
              row.getBoolean("nulls_not_distinct"),
              included(row, numbers),
              deferral,
              Optional.empty());
      case "f" -> foreignKey(row, columns, numbers);
      case "c" ->
          new Constraint.Check(
              name,
              Expressions.ungrouped(row.getString("expression")),
              row.getBoolean("convalidated"),
              row.getBoolean("connoinherit"));
      default ->
          new Constraint.Exclusion(
              name,
              DEFERRABLE
                  .matcher(row.getString("definition"))
                  .replaceFirst("")
                  .substring("EXCLUDE ".length()),
              deferral);
    };
  }

  private Constraint foreignKey(ResultSet row, List<String> columns, ColumnNumbers numbers)
      throws SQLException {
    return new Constraint.ForeignKey(
        Optional.of(row.getString("conname")),
        columns,
        catalogue.name(row.getString("references_schema"), row.getString("references_table")),
        numbers.names(row.getLong("confrelid"), row.getString("confkey")),
        action(row.getString("confdeltype")),
        action(row.getString("confupdtype")),
        deferral(row),
        row.getBoolean("convalidated"),
        row.getString("confmatchtype").equals("f") ? Optional.of("FULL") : Optional.empty());
  }

  private static List<String> included(ResultSet row, ColumnNumbers numbers) throws SQLException {
    List<String> all = numbers.names(row.getLong("conrelid"), row.getString("indkey"));
    return all.subList(Math.min(row.getInt("indnkeyatts"), all.size()), all.size());
  }

  private static Deferral deferral(ResultSet row) throws SQLException {
    if (!row.getBoolean("condeferrable")) {
      return Deferral.NOT_DEFERRABLE;
    }
    return row.getBoolean("condeferred")
        ? Deferral.INITIALLY_DEFERRED
        : Deferral.INITIALLY_IMMEDIATE;
  }

  private static ReferentialAction action(String code) {
    return switch (code) {
      case "r" -> ReferentialAction.RESTRICT;
      case "c" -> ReferentialAction.CASCADE;
      case "n" -> ReferentialAction.SET_NULL;
      case "d" -> ReferentialAction.SET_DEFAULT;
      default -> ReferentialAction.NO_ACTION;
    };
  }
}
