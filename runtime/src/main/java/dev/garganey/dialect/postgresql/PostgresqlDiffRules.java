package dev.garganey.dialect.postgresql;

import dev.garganey.diff.DiffRules;
import dev.garganey.model.ColumnType;
import dev.garganey.model.Function;
import dev.garganey.model.View;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** PostgresqlDiffRules says what PostgreSQL changes in place, and what must be converted. */
final class PostgresqlDiffRules implements DiffRules {
  private final PostgresqlSql sql;

  PostgresqlDiffRules(PostgresqlSql sql) {
    this.sql = sql;
  }

  /** ALTER TABLE converts by an assignment cast alone; all else wants USING ("CREATE CAST"). */
  @Override
  public Optional<String> conversion(String column, ColumnType from, ColumnType to) {
    if (assigns(from, to)) {
      return Optional.empty();
    }
    String name = sql.quote(column);
    if (isNumber(from) && to instanceof ColumnType.Bool) {
      return Optional.of(name + " <> 0");
    }
    if (from instanceof ColumnType.Bool && isNumber(to)) {
      return Optional.of(name + "::integer::" + sql.type(to));
    }
    String text = from instanceof ColumnType.ArrayOf && isArray(to) ? "::text[]" : "::text";
    return Optional.of(name + (casts(from, to) ? "" : text) + "::" + sql.type(to));
  }

  /**
   * Whether a cast by itself makes one of the other. Where there is none, a value's text is read
   * anew, which the server does for all types.
   */
  private static boolean casts(ColumnType from, ColumnType to) {
    return isText(from)
        || from instanceof ColumnType.Native
        || (isPoint(from) && to instanceof ColumnType.Time)
        || (from instanceof ColumnType.Interval && to instanceof ColumnType.Time);
  }

  private static boolean isArray(ColumnType type) {
    return type instanceof ColumnType.ArrayOf;
  }

  private static boolean isNamed(ColumnType type) {
    return type instanceof ColumnType.OfEnum
        || (type instanceof ColumnType.ArrayOf array && isNamed(array.element()));
  }

  private static boolean assigns(ColumnType from, ColumnType to) {
    if (from.getClass().equals(to.getClass()) && !(from instanceof ColumnType.Native)) {
      if (from instanceof ColumnType.ArrayOf a && to instanceof ColumnType.ArrayOf b) {
        return assigns(a.element(), b.element());
      }
      return !isNamed(from);
    }
    return isText(to)
        || (isNumber(from) && isNumber(to))
        || (isPoint(from) && isPoint(to))
        || (from instanceof ColumnType.Time && to instanceof ColumnType.Interval);
  }

  private static boolean isText(ColumnType type) {
    return type instanceof ColumnType.Text
        || type instanceof ColumnType.VarChar
        || type instanceof ColumnType.Char;
  }

  private static boolean isNumber(ColumnType type) {
    return type instanceof ColumnType.SmallInt
        || type instanceof ColumnType.Int
        || type instanceof ColumnType.BigInt
        || type instanceof ColumnType.Decimal
        || type instanceof ColumnType.Real
        || type instanceof ColumnType.DoublePrecision;
  }

  private static boolean isPoint(ColumnType type) {
    return type instanceof ColumnType.Date
        || type instanceof ColumnType.Timestamp
        || type instanceof ColumnType.TimestampTz;
  }

  /** CREATE OR REPLACE keeps what a function returns ("CREATE FUNCTION", notes). */
  @Override
  public boolean canReplace(Function old, Function now) {
    return old.kind().equals(now.kind())
        && !old.kind().equals("AGGREGATE")
        && returned(old).equals(returned(now));
  }

  private static String returned(Function function) {
    String text = function.definition().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
    int end = text.length();
    for (String word :
        Set.of(
            " language ",
            " as ",
            " begin ",
            " return ",
            " immutable",
            " stable",
            " volatile",
            " strict",
            " security ",
            " parallel ",
            " cost ",
            " rows ",
            " set ",
            " leakproof",
            " window",
            " called ",
            " support ",
            " transform ",
            " not leakproof")) {
      int at = text.indexOf(word);
      end = at >= 0 ? Math.min(end, at) : end;
    }
    return text.substring(0, end).strip();
  }

  /** CREATE OR REPLACE VIEW only adds columns, which a query does not tell. */
  @Override
  public boolean canReplace(View old, View now) {
    return false;
  }

  /** The manual, "pg_depend"; SET EXPRESSION is there from PostgreSQL 17 on alone. */
  @Override
  public boolean bindsExpressions() {
    return true;
  }

  @Override
  public Set<String> fixedOptions() {
    return Set.of(TableOptions.PARTITION_BY, TableOptions.PARTITION_OF, TableOptions.INHERITS);
  }
}
