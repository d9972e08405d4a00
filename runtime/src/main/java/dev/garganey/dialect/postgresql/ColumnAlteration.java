package dev.garganey.dialect.postgresql;

import dev.garganey.model.Column;
import dev.garganey.model.ColumnType;
import dev.garganey.model.Generated;
import dev.garganey.model.Identity;
import dev.garganey.model.SchemaMistake;
import dev.garganey.model.SequenceOptions;
import dev.garganey.model.Value;
import dev.garganey.operation.AlterColumn;
import dev.garganey.operation.ColumnChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * ColumnAlteration puts the changes of one column into the order in which PostgreSQL can carry them
 * out: what stands in the way of a new type goes first, what depends on it comes last.
 */
final class ColumnAlteration {
  private final PostgresqlSql sql;
  private final AlterColumn operation;

  /** The column as it was, where that is known. */
  private final Optional<Column> old;

  private final Function<String, SchemaMistake> unsupported;
  private final List<Clause> clauses = new ArrayList<>();

  /** What follows ALTER TABLE, and why it is there; or a statement of its own. */
  record Clause(String text, String reason, boolean whole) {}

  ColumnAlteration(
      PostgresqlSql sql,
      AlterColumn operation,
      Optional<Column> old,
      Function<String, SchemaMistake> unsupported) {
    this.sql = sql;
    this.operation = operation;
    this.old = old;
    this.unsupported = unsupported;
  }

  /** The clauses, in order. */
  List<Clause> clauses() {
    Optional<ColumnChange.Type> type = change(ColumnChange.Type.class);
    Optional<ColumnChange.Collation> collation = change(ColumnChange.Collation.class);
    Optional<ColumnChange.Default> newDefault = change(ColumnChange.Default.class);
    Optional<ColumnChange.ChangeIdentity> identity = change(ColumnChange.ChangeIdentity.class);
    Optional<Value> oldDefault = old.flatMap(Column::defaultValue);
    boolean retypes = type.isPresent() || collation.isPresent();

    identity.filter(c -> c.identity().isEmpty()).ifPresent(c -> add("DROP IDENTITY", "identity"));
    change(ColumnChange.ChangeGenerated.class).ifPresent(c -> generated(c.generated()));
    boolean setsAgain = retypes && oldDefault.isPresent();
    boolean drops = newDefault.isPresent() && newDefault.get().value().isEmpty();
    if (setsAgain || drops) {
      add("DROP DEFAULT", drops ? "default" : "default that the old type had");
    }
    change(ColumnChange.Nullable.class)
        .filter(ColumnChange.Nullable::nullable)
        .ifPresent(c -> add("DROP NOT NULL", "nullability"));
    if (retypes) {
      retype(type, collation);
    }
    Optional<Value> target =
        newDefault
            .map(ColumnChange.Default::value)
            .orElseGet(() -> setsAgain ? oldDefault : Optional.empty());
    target.ifPresent(v -> add("SET" + sql.defaultClause(v), "default"));
    boolean becomesIdentity =
        identity.flatMap(ColumnChange.ChangeIdentity::identity).isPresent()
            && old.flatMap(Column::identity).isEmpty();
    boolean notNull =
        change(ColumnChange.Nullable.class).filter(c -> !c.nullable()).isPresent()
            || (becomesIdentity && old.map(Column::nullable).orElse(true));
    if (notNull) {
      add("SET NOT NULL", "nullability");
    }
    identity.flatMap(ColumnChange.ChangeIdentity::identity).ifPresent(this::identity);
    return clauses;
  }

  /** The last change of a kind: a later one replaces an earlier. */
  private <T extends ColumnChange> Optional<T> change(Class<T> kind) {
    return operation.changes().stream()
        .filter(kind::isInstance)
        .map(kind::cast)
        .reduce((first, second) -> second);
  }

  private void add(String action, String what) {
    clauses.add(
        new Clause(
            "ALTER COLUMN " + sql.quote(operation.column()) + " " + action,
            operation.describe() + ": " + what,
            false));
  }

  private void generated(Optional<Generated> target) {
    if (target.isEmpty()) {
      add("DROP EXPRESSION", "generated");
      return;
    }
    boolean same =
        old.isEmpty()
            || old.get().generated().filter(g -> g.stored() == target.get().stored()).isPresent();
    if (!same) {
      throw unsupported.apply(
          "way to make `" + operation.table() + "." + operation.column() + "` generated in place");
    }
    // From PostgreSQL 17 on; an older server refuses it.
    add("SET EXPRESSION AS " + PostgresqlSql.grouped(target.get().expression()), "generated");
  }

  private void retype(
      Optional<ColumnChange.Type> change, Optional<ColumnChange.Collation> collation) {
    ColumnType target =
        change
            .map(ColumnChange.Type::type)
            .or(() -> old.map(Column::type))
            .orElseThrow(
                () ->
                    new SchemaMistake(
                        "The type of `"
                            + operation.table()
                            + "."
                            + operation.column()
                            + "` is not known, because raw SQL made it; give the type together"
                            + " with the collation"));
    Optional<String> collate =
        collation.isPresent()
            ? collation.get().collation()
            : old.flatMap(Column::collation).filter(c -> isText(target));
    Optional<String> using =
        change.flatMap(ColumnChange.Type::using).or(() -> change.flatMap(c -> cast(c.type())));
    add(
        "TYPE "
            + sql.type(target)
            + collate.map(sql::collationClause).orElse("")
            + using.map(u -> " USING " + u).orElse(""),
        change.isPresent() ? "type" : "collation");
  }

  /**
   * The cast that turns old values into new ones where no assignment does (PostgreSQL manual,
   * "CREATE CAST"). Text is always assigned: a cast to {@code varchar(3)} would cut it silently.
   */
  private Optional<String> cast(ColumnType target) {
    return old.map(Column::type)
        .filter(type -> !type.equals(target))
        .flatMap(type -> new PostgresqlDiffRules(sql).conversion(operation.column(), type, target));
  }

  private static boolean isText(ColumnType type) {
    return type instanceof ColumnType.Text
        || type instanceof ColumnType.VarChar
        || type instanceof ColumnType.Char;
  }

  private void identity(Identity target) {
    Optional<Identity> was = old.flatMap(Column::identity);
    if (was.isEmpty()) {
      add("ADD" + sql.identityClause(target), "identity");
      if (target.options().start().isEmpty()) {
        clauses.add(new Clause(continueAfterRows(), "count on after the rows there are", true));
      }
      return;
    }
    StringBuilder changes = new StringBuilder();
    if (was.get().always() != target.always()) {
      changes.append(" SET GENERATED ").append(target.always() ? "ALWAYS" : "BY DEFAULT");
    }
    if (!was.get().options().equals(target.options())) {
      narrow(was.get().options(), target.options());
      changes.append(options(target.options(), " SET"));
    }
    if (changes.length() > 0) {
      add(changes.toString().strip(), "identity");
    }
  }

  private void narrow(SequenceOptions was, SequenceOptions target) {
    ColumnType type =
        change(ColumnChange.Type.class)
            .map(ColumnChange.Type::type)
            .or(() -> old.map(Column::type))
            .orElseGet(ColumnType.BigInt::new);
    SequenceChange change = new SequenceChange(was, type, target, type);
    if (change.narrows()) {
      change.widened(" SET").ifPresent(bounds -> add(bounds.strip(), "identity"));
      String sequence = "pg_get_serial_sequence(" + ownColumn() + ")::regclass";
      clauses.add(new Clause(change.restarted(sequence), "start within the new bounds", true));
    }
  }

  private String ownColumn() {
    return sql.text(sql.quote(operation.table())) + ", " + sql.text(operation.column());
  }

  private String continueAfterRows() {
    String column = sql.quote(operation.column());
    String table = sql.quote(operation.table());
    return "SELECT setval(pg_get_serial_sequence("
        + ownColumn()
        + "), coalesce(max("
        + column
        + "), 0) + 1, false) FROM "
        + table;
  }

  /**
   * All the options of a sequence, each after a word.
   *
   * @param word {@code " SET"} for an identity, nothing for a sequence
   */
  static String options(SequenceOptions options, String word) {
    return word
        + " INCREMENT BY "
        + options.increment().orElse(1L)
        + word
        + options.min().map(n -> " MINVALUE " + n).orElse(" NO MINVALUE")
        + word
        + options.max().map(n -> " MAXVALUE " + n).orElse(" NO MAXVALUE")
        + options.start().or(() -> implied(options)).map(n -> word + " START WITH " + n).orElse("")
        + word
        + " CACHE "
        + options.cache().orElse(1L)
        + word
        + (options.cycle() ? " CYCLE" : " NO CYCLE");
  }

  /** The start that a new sequence would have: its first number. */
  private static Optional<Long> implied(SequenceOptions options) {
    return options.increment().orElse(1L) > 0
        ? Optional.of(options.min().orElse(1L))
        : Optional.of(options.max().orElse(-1L));
  }
}
