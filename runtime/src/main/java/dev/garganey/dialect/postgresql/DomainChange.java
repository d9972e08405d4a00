package dev.garganey.dialect.postgresql;

import dev.garganey.model.Constraint;
import dev.garganey.model.Domain;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * DomainChange gives a domain other rules: what it shall not have goes first, and what is added is
 * checked against the rows that there are.
 */
final class DomainChange {
  private final PostgresqlSql sql;
  private final Optional<Domain> old;
  private final Domain wanted;
  private final List<String> statements = new ArrayList<>();

  /**
   * A change to what is wanted.
   *
   * @param old empty where raw SQL made it
   */
  DomainChange(PostgresqlSql sql, Optional<Domain> old, Domain wanted) {
    this.sql = sql;
    this.old = old;
    this.wanted = wanted;
  }

  /** The statements, in order. */
  List<String> statements() {
    List<Constraint.Check> there = old.map(PostgresqlLowering::checks).orElse(List.of());
    List<Constraint.Check> checks = PostgresqlLowering.checks(wanted);
    for (Constraint.Check check : there) {
      if (!checks.contains(check) && !checks.contains(validated(check))) {
        alter("DROP CONSTRAINT " + name(check));
      }
    }
    if (old.isEmpty() || !old.get().defaultValue().equals(wanted.defaultValue())) {
      alter(wanted.defaultValue().map(v -> "SET" + sql.defaultClause(v)).orElse("DROP DEFAULT"));
    }
    if (old.isEmpty() || old.get().nullable() != wanted.nullable()) {
      alter((wanted.nullable() ? "DROP" : "SET") + " NOT NULL");
    }
    for (Constraint.Check check : checks) {
      if (there.stream().anyMatch(c -> !c.equals(check) && validated(c).equals(check))) {
        alter("VALIDATE CONSTRAINT " + name(check));
      } else if (!there.contains(check)) {
        alter("ADD " + sql.constraint(check) + (check.validated() ? "" : " NOT VALID"));
      }
    }
    comment();
    return statements;
  }

  private String name(Constraint.Check check) {
    return sql.quote(check.name().orElseThrow());
  }

  private static Constraint.Check validated(Constraint.Check check) {
    return new Constraint.Check(check.name(), check.expression(), true, check.noInherit());
  }

  private void comment() {
    if (!old.flatMap(Domain::comment).equals(wanted.comment())) {
      statements.add(
          "COMMENT ON DOMAIN "
              + sql.quote(wanted.name())
              + " IS "
              + wanted.comment().map(sql::text).orElse("NULL"));
    }
  }

  private void alter(String action) {
    statements.add("ALTER DOMAIN " + sql.quote(wanted.name()) + " " + action);
  }
}
