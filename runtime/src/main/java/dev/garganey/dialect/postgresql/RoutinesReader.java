package dev.garganey.dialect.postgresql;

import dev.garganey.model.Function;
import dev.garganey.model.ObjectRef;
import dev.garganey.model.Trigger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** RoutinesReader reads functions, procedures and aggregates, triggers and policies. */
final class RoutinesReader {
  /** Functions that belong to a type, as the constructors of a range do, are internal to it. */
  private static final String FUNCTIONS =
      """
      SELECT p.oid, n.nspname, p.proname, p.prokind, p.pronargs,
        quote_ident(n.nspname) || '.' || quote_ident(p.proname) AS head,
        pg_get_function_arguments(p.oid) AS arguments,
        CASE WHEN p.prokind <> 'a' THEN pg_get_functiondef(p.oid) END AS definition,
        obj_description(p.oid, 'pg_proc') AS comment, p.proparallel,
        g.aggkind, g.aggtransfn, format_type(g.aggtranstype, NULL) AS state, g.aggtransspace,
        g.aggmtransspace, g.aggfinalmodify, g.aggmfinalmodify, g.aggmfinalextra,
        nullif(g.aggfinalfn::oid, 0)::regproc AS finalfn, g.aggfinalextra, g.agginitval,
        nullif(g.aggcombinefn::oid, 0)::regproc AS combinefn, nullif(g.aggserialfn::oid, 0)::regproc AS serialfn,
        nullif(g.aggdeserialfn::oid, 0)::regproc AS deserialfn, nullif(g.aggmtransfn::oid, 0)::regproc AS mtransfn,
        nullif(g.aggminvtransfn::oid, 0)::regproc AS minvtransfn, nullif(g.aggmfinalfn::oid, 0)::regproc AS mfinalfn,
        format_type(nullif(g.aggmtranstype, 0), NULL) AS mstate, g.aggminitval,
        nullif(g.aggsortop, 0)::regoperator AS sortop
      FROM pg_proc p
      JOIN pg_namespace n ON n.oid = p.pronamespace
      LEFT JOIN pg_aggregate g ON g.aggfnoid = p.oid
      WHERE NOT EXISTS (SELECT FROM pg_depend x WHERE x.classid = 'pg_proc'::regclass
        AND x.objid = p.oid AND x.deptype IN ('e', 'i')) AND\s"""
          + Catalogue.OF_USERS
          + " ORDER BY n.nspname, p.proname, arguments";

  private static final String TRIGGERS =
      """
      SELECT t.tgrelid, t.tgname, quote_ident(t.tgname) AS quoted,
        pg_get_triggerdef(t.oid, true) AS definition, t.tgconstraint <> 0 AS is_constraint,
        t.tgenabled, obj_description(t.oid, 'pg_trigger') AS comment
      FROM pg_trigger t
      JOIN pg_class c ON c.oid = t.tgrelid
      JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE NOT t.tgisinternal AND t.tgparentid = 0 AND\s"""
          + Catalogue.OF_USERS
          + " ORDER BY t.tgrelid, t.tgname";

  private static final String POLICIES =
      """
      SELECT p.polrelid, p.polname, p.polpermissive, p.polcmd,
        (SELECT string_agg(CASE WHEN r = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(r)) END,
          ', ' ORDER BY r) FROM unnest(p.polroles) r) AS roles,
        pg_get_expr(p.polqual, p.polrelid) AS condition,
        pg_get_expr(p.polwithcheck, p.polrelid) AS new_condition
      FROM pg_policy p
      JOIN pg_class c ON c.oid = p.polrelid
      JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE\s"""
          + Catalogue.OF_USERS;

  private static final Map<String, String> COMMANDS =
      Map.of("r", "SELECT", "a", "INSERT", "w", "UPDATE", "d", "DELETE", "*", "ALL");

  private final Catalogue catalogue;
  private final Answer functions;
  private final Answer triggers;
  private final Answer policies;
  private final Map<Long, Map<String, String>> options = new HashMap<>();

  RoutinesReader(Catalogue catalogue) {
    this.catalogue = catalogue;
    this.functions = catalogue.ask(FUNCTIONS);
    this.triggers = catalogue.ask(TRIGGERS);
    this.policies = catalogue.ask(POLICIES);
  }

  List<Function> functions() throws SQLException {
    List<Function> functions = new ArrayList<>();
    this.functions.each(
        row -> {
          Function function = function(row);
          catalogue
              .known()
              .add("pg_proc", row.getLong("oid"), ObjectRef.function(function.signature()));
          functions.add(function);
        });
    return functions;
  }

  private Function function(ResultSet row) throws SQLException {
    String kind = row.getString("prokind");
    String arguments = row.getString("arguments");
    boolean aggregate = kind.equals("a");
    return new Function(
        catalogue.name(row.getString("nspname"), row.getString("proname")),
        aggregate ? "AGGREGATE" : kind.equals("p") ? "PROCEDURE" : "FUNCTION",
        aggregate && row.getInt("pronargs") == 0 ? "*" : arguments,
        aggregate
            ? aggregate(row)
            : afterHead(row.getString("definition"), row.getString("head"), arguments),
        Catalogue.text(row, "comment"));
  }

  /** What follows {@code CREATE OR REPLACE FUNCTION name(arguments)}. */
  private static String afterHead(String definition, String head, String arguments) {
    String start = head + "(" + arguments + ")";
    return definition.substring(definition.indexOf(start) + start.length());
  }

  private static String aggregate(ResultSet row) throws SQLException {
    Map<String, String> parts = new TreeMap<>();
    parts.put("SFUNC", row.getString("aggtransfn"));
    parts.put("STYPE", row.getString("state"));
    put(parts, "SSPACE", Catalogue.text(row, "aggtransspace").filter(s -> !s.equals("0")));
    put(parts, "FINALFUNC", function(row, "finalfn"));
    put(parts, "INITCOND", initial(row, "agginitval"));
    put(parts, "COMBINEFUNC", function(row, "combinefn"));
    put(parts, "SERIALFUNC", function(row, "serialfn"));
    put(parts, "DESERIALFUNC", function(row, "deserialfn"));
    put(parts, "MSFUNC", function(row, "mtransfn"));
    put(parts, "MINVFUNC", function(row, "minvtransfn"));
    put(parts, "MFINALFUNC", function(row, "mfinalfn"));
    put(parts, "MSTYPE", Catalogue.text(row, "mstate").filter(s -> !s.equals("-")));
    put(parts, "MINITCOND", initial(row, "aggminitval"));
    put(
        parts,
        "SORTOP",
        Catalogue.text(row, "sortop")
            .filter(s -> !s.equals("0") && !s.equals("-"))
            .map(s -> "OPERATOR(" + s.substring(0, s.indexOf('(')) + ")"));
    put(parts, "MSSPACE", Catalogue.text(row, "aggmtransspace").filter(s -> !s.equals("0")));
    String usual = row.getString("aggkind").equals("n") ? "r" : "w";
    put(parts, "FINALFUNC_MODIFY", modification(row.getString("aggfinalmodify"), usual));
    if (parts.containsKey("MSFUNC")) {
      put(parts, "MFINALFUNC_MODIFY", modification(row.getString("aggmfinalmodify"), usual));
    }
    if (!row.getString("proparallel").equals("u")) {
      parts.put("PARALLEL", row.getString("proparallel").equals("s") ? "safe" : "restricted");
    }
    List<String> words = new ArrayList<>();
    parts.forEach((key, value) -> words.add(key + " = " + value));
    if (row.getBoolean("aggfinalextra")) {
      words.add("FINALFUNC_EXTRA");
    }
    if (row.getBoolean("aggmfinalextra")) {
      words.add("MFINALFUNC_EXTRA");
    }
    if (row.getString("aggkind").equals("h")) {
      words.add("HYPOTHETICAL");
    }
    return "(" + String.join(", ", words) + ")";
  }

  /** What a final function may do with the state, unless it is what is usual for its kind. */
  private static Optional<String> modification(String code, String usual) {
    return code.equals(usual)
        ? Optional.empty()
        : Optional.of(
            code.equals("r") ? "READ_ONLY" : code.equals("s") ? "SHAREABLE" : "READ_WRITE");
  }

  private static Optional<String> function(ResultSet row, String column) throws SQLException {
    return Catalogue.text(row, column).filter(name -> !name.equals("-"));
  }

  /** An empty text is a state to begin with, too. */
  private static Optional<String> initial(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getString(column))
        .map(text -> "'" + text.replace("'", "''") + "'");
  }

  private static void put(Map<String, String> parts, String key, Optional<String> value) {
    value.ifPresent(v -> parts.put(key, v));
  }

  /** The triggers of each table and view, by its number. */
  Map<Long, List<Trigger>> triggers() throws SQLException {
    Map<Long, List<Trigger>> triggers = new HashMap<>();
    this.triggers.each(
        row -> {
          long owner = row.getLong("tgrelid");
          String name = row.getString("tgname");
          triggers.computeIfAbsent(owner, k -> new ArrayList<>()).add(trigger(row, name));
          String state =
              switch (row.getString("tgenabled")) {
                case "D" -> "disabled";
                case "R" -> "replica";
                case "A" -> "always";
                default -> "";
              };
          if (!state.isEmpty()) {
            option(owner, TableOptions.TRIGGER + name, state);
          }
        });
    return triggers;
  }

  private static Trigger trigger(ResultSet row, String name) throws SQLException {
    String start = "TRIGGER " + row.getString("quoted") + " ";
    String definition = row.getString("definition");
    return new Trigger(
        name,
        definition.substring(definition.indexOf(start) + start.length()),
        row.getBoolean("is_constraint"),
        Catalogue.text(row, "comment"));
  }

  /** States of triggers and policies, by the table's number; after {@link #triggers}. */
  Map<Long, Map<String, String>> options() throws SQLException {
    this.policies.each(
        row ->
            option(
                row.getLong("polrelid"),
                TableOptions.POLICY + row.getString("polname"),
                policy(row)));
    return options;
  }

  private static String policy(ResultSet row) throws SQLException {
    return (row.getBoolean("polpermissive") ? "" : "AS RESTRICTIVE ")
        + "FOR "
        + COMMANDS.get(row.getString("polcmd"))
        + " TO "
        + row.getString("roles")
        + Catalogue.text(row, "condition").map(c -> " USING (" + c + ")").orElse("")
        + Catalogue.text(row, "new_condition").map(c -> " WITH CHECK (" + c + ")").orElse("");
  }

  private void option(long owner, String key, String value) {
    options.computeIfAbsent(owner, k -> new HashMap<>()).put(key, value);
  }
}
