package dev.garganey.dialect;

import dev.garganey.model.Domain;
import dev.garganey.model.EnumType;
import dev.garganey.model.Function;
import dev.garganey.model.Schema;
import dev.garganey.model.Sequence;
import dev.garganey.operation.Backfill;
import dev.garganey.operation.CommentTarget;
import dev.garganey.operation.CreateDomain;
import dev.garganey.operation.CreateEnum;
import dev.garganey.operation.CreateFunction;
import dev.garganey.operation.CreateNative;
import dev.garganey.operation.CreateSchema;
import dev.garganey.operation.CreateSequence;
import dev.garganey.operation.Delete;
import dev.garganey.operation.DropDomain;
import dev.garganey.operation.DropEnum;
import dev.garganey.operation.DropNative;
import dev.garganey.operation.DropSchema;
import dev.garganey.operation.DropSequence;
import dev.garganey.operation.Insert;
import dev.garganey.operation.LoadCsv;
import dev.garganey.operation.RawSql;
import dev.garganey.operation.RunCode;
import dev.garganey.operation.SetComment;
import dev.garganey.operation.Step;
import dev.garganey.operation.Update;
import dev.garganey.plan.Action;
import dev.garganey.plan.Lock;
import dev.garganey.plan.Statement;
import dev.garganey.sql.SqlSplitter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * StandardDdl renders one step as statements of standard SQL. A product's own class inherits what
 * fits, overrides what differs, and must say what it does about operations that no standard covers;
 * those are missing here, so the compiler names them.
 */
public abstract class StandardDdl extends StandardTables {
  private final DataStatements data;

  protected StandardDdl(Dialect dialect, StandardSql sql, Step step, Schema before) {
    super(dialect, sql, step, before);
    this.data = new DataStatements(sql, before);
  }

  private void requireSequences() {
    require(Capability.SEQUENCES, "sequences", "use an identity column");
  }

  private void requireEnums() {
    require(Capability.ENUMS, "enum types", "use text with a check of its values");
  }

  private void requireDomains() {
    require(Capability.DOMAINS, "domains", "use the plain type with a check");
  }

  private void requireSchemas() {
    require(Capability.SCHEMAS, "schemas", "put the schema's name in front of the table's");
  }

  // Schemas, sequences, types, functions.

  @Override
  public List<Statement> visit(CreateSchema operation) {
    requireSchemas();
    return List.of(statement("CREATE SCHEMA " + sql.quote(operation.name()), Lock.NONE));
  }

  @Override
  public List<Statement> visit(DropSchema operation) {
    requireSchemas();
    return List.of(statement("DROP SCHEMA " + sql.quote(operation.name()), Lock.NONE));
  }

  @Override
  public List<Statement> visit(CreateSequence operation) {
    requireSequences();
    Sequence sequence = operation.sequence();
    List<Statement> all = new ArrayList<>();
    all.add(
        statement(
            "CREATE SEQUENCE "
                + sql.quote(sequence.name())
                + sequence.type().map(t -> " AS " + sql.type(t)).orElse("")
                + sql.sequenceOptions(sequence.options())
                + sequenceTail(sequence),
            Lock.NONE));
    all.addAll(
        newComment(CommentTarget.SEQUENCE, sequence.name(), Optional.empty(), sequence.comment()));
    return all;
  }

  /** What follows the options of a new sequence, after a blank. */
  protected String sequenceTail(Sequence sequence) {
    return "";
  }

  @Override
  public List<Statement> visit(DropSequence operation) {
    requireSequences();
    return List.of(statement("DROP SEQUENCE " + sql.quote(operation.sequence()), Lock.NONE));
  }

  @Override
  public List<Statement> visit(CreateEnum operation) {
    requireEnums();
    EnumType type = operation.type();
    List<Statement> all = new ArrayList<>();
    all.add(
        statement(
            "CREATE TYPE "
                + sql.quote(type.name())
                + " AS ENUM ("
                + type.values().stream().map(sql::text).collect(Collectors.joining(", "))
                + ")",
            Lock.NONE));
    all.addAll(newComment(CommentTarget.ENUM, type.name(), Optional.empty(), type.comment()));
    return all;
  }

  @Override
  public List<Statement> visit(DropEnum operation) {
    requireEnums();
    return List.of(statement("DROP TYPE " + sql.quote(operation.name()), Lock.NONE));
  }

  @Override
  public List<Statement> visit(CreateDomain operation) {
    requireDomains();
    Domain domain = operation.domain();
    List<Statement> all = new ArrayList<>();
    all.add(
        statement(
            "CREATE DOMAIN "
                + sql.quote(domain.name())
                + " AS "
                + sql.type(domain.type())
                + domain.collation().map(sql::collationClause).orElse("")
                + domain.defaultValue().map(sql::defaultClause).orElse("")
                + (domain.nullable() ? "" : " NOT NULL")
                + domain.checks().stream()
                    .map(c -> " " + sql.constraint(c))
                    .collect(Collectors.joining()),
            Lock.NONE));
    all.addAll(newComment(CommentTarget.DOMAIN, domain.name(), Optional.empty(), domain.comment()));
    return all;
  }

  @Override
  public List<Statement> visit(DropDomain operation) {
    requireDomains();
    return List.of(statement("DROP DOMAIN " + sql.quote(operation.name()), Lock.NONE));
  }

  @Override
  public List<Statement> visit(CreateFunction operation) {
    require(
        Capability.FUNCTIONS, "stored functions", "put the code into a trigger or a data block");
    Function function = operation.function();
    return List.of(
        statement(
            (operation.replace() ? "CREATE OR REPLACE " : "CREATE ")
                + function.kind()
                + " "
                + sql.quote(function.name())
                + "("
                + function.arguments()
                + ") "
                + function.definition(),
            Lock.NONE));
  }

  // What only one product knows.

  @Override
  public List<Statement> visit(CreateNative operation) {
    return verbatim(operation.object().create());
  }

  @Override
  public List<Statement> visit(DropNative operation) {
    return verbatim(operation.find(before).drop());
  }

  /** The statements of a native object. */
  protected List<Statement> verbatim(String text) {
    return SqlSplitter.split(text, dialect.product().syntax()).stream()
        .map(part -> statement(part.text(), Lock.NONE))
        .toList();
  }

  @Override
  public List<Statement> visit(SetComment operation) {
    require(Capability.COMMENTS, "comments on objects", "write it into the script, or use only(…)");
    return List.of(
        comment(operation.target(), operation.name(), operation.column(), operation.comment()));
  }

  // Rows and code.

  @Override
  public List<Statement> visit(Insert operation) {
    return data.insert(operation).stream()
        .map(text -> statement(text, Lock.rows(operation.table())))
        .toList();
  }

  @Override
  public List<Statement> visit(Update operation) {
    return List.of(statement(data.update(operation), Lock.rows(operation.table())));
  }

  @Override
  public List<Statement> visit(Delete operation) {
    return List.of(statement(data.delete(operation), Lock.rows(operation.table())));
  }

  @Override
  public List<Statement> visit(Backfill operation) {
    return data.backfill(operation).stream()
        .map(
            action ->
                statement(action, backfilling(operation, action), Lock.rows(operation.table())))
        .toList();
  }

  private static String backfilling(Backfill operation, Action action) {
    return action instanceof Action.Batches
        ? operation.describe()
        : "backfill the rows of " + operation.table() + " that have NULL in their key";
  }

  @Override
  public List<Statement> visit(LoadCsv operation) {
    return List.of(
        statement(data.load(operation), operation.describe(), Lock.rows(operation.table())));
  }

  @Override
  public List<Statement> visit(RunCode operation) {
    return List.of(
        statement(
            new Action.Code(operation.source(), step.code()), operation.describe(), Lock.NONE));
  }

  @Override
  public List<Statement> visit(RawSql operation) {
    return List.of(statement(operation.sql(), Lock.NONE));
  }
}
