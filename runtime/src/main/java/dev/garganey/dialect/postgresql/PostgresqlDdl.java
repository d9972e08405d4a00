package dev.garganey.dialect.postgresql;

import dev.garganey.dialect.Dialect;
import dev.garganey.model.ColumnRef;
import dev.garganey.model.ColumnType;
import dev.garganey.model.Function;
import dev.garganey.model.ObjectName;
import dev.garganey.model.ObjectRef;
import dev.garganey.model.Schema;
import dev.garganey.model.SchemaMistake;
import dev.garganey.model.Sequence;
import dev.garganey.model.Trigger;
import dev.garganey.model.View;
import dev.garganey.operation.AddEnumValue;
import dev.garganey.operation.AlterDomain;
import dev.garganey.operation.AlterSequence;
import dev.garganey.operation.CommentTarget;
import dev.garganey.operation.CreateExtension;
import dev.garganey.operation.CreateFunction;
import dev.garganey.operation.DropExtension;
import dev.garganey.operation.DropFunction;
import dev.garganey.operation.RawSql;
import dev.garganey.operation.RefreshView;
import dev.garganey.operation.RenameEnum;
import dev.garganey.operation.RenameEnumValue;
import dev.garganey.operation.RenameSequence;
import dev.garganey.operation.RenameView;
import dev.garganey.operation.ReplaceView;
import dev.garganey.operation.Step;
import dev.garganey.plan.Lock;
import dev.garganey.plan.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** PostgresqlDdl renders one step for PostgreSQL. */
final class PostgresqlDdl extends PostgresqlTables {
  PostgresqlDdl(Dialect dialect, PostgresqlSql words, Step step, Schema before) {
    super(dialect, words, step, before);
  }

  // Views and triggers.

  /** The server keeps the columns' names and order when it replaces a plain view. */
  @Override
  public List<Statement> visit(ReplaceView operation) {
    View view = operation.view();
    Optional<View> old = before.findView(view.name());
    List<Statement> all = new ArrayList<>();
    boolean wasStored = old.map(View::materialized).orElse(false);
    if (!view.materialized() && !wasStored) {
      all.add(statement(words.createView(view, "CREATE OR REPLACE"), Lock.everything(view.name())));
      if (!view.comment().equals(old.flatMap(View::comment))) {
        all.add(comment(CommentTarget.VIEW, view.name(), Optional.empty(), view.comment()));
      }
      return all;
    }
    if (old.isPresent() || before.isOpen()) {
      String word = wasStored || old.isEmpty() ? "MATERIALIZED VIEW " : "VIEW ";
      all.add(
          statement(
              "DROP " + word + (old.isEmpty() ? "IF EXISTS " : "") + words.quote(view.name()),
              Lock.everything(view.name())));
    }
    all.addAll(newView(view.withTriggers(old.map(View::triggers).orElse(view.triggers()))));
    before
        .partsOf(ObjectRef.view(view.name()))
        .forEach(part -> all.addAll(verbatim(part.create())));
    return all;
  }

  @Override
  public List<Statement> visit(RefreshView operation) {
    return List.of(
        statement(
            "REFRESH MATERIALIZED VIEW "
                + (operation.concurrently() ? "CONCURRENTLY " : "")
                + words.quote(operation.view()),
            operation.concurrently()
                ? Lock.writes(operation.view())
                : Lock.everything(operation.view())));
  }

  @Override
  public List<Statement> visit(RenameView operation) {
    return List.of(rename(viewWord(operation.from()), operation.from(), operation.to()));
  }

  @Override
  protected List<Statement> trigger(ObjectName owner, Trigger trigger, String reason) {
    List<Statement> all = new ArrayList<>(super.trigger(owner, trigger, reason));
    trigger
        .comment()
        .ifPresent(
            text ->
                all.add(
                    statement(
                        "COMMENT ON TRIGGER "
                            + words.quote(trigger.name())
                            + " ON "
                            + words.quote(owner)
                            + " IS "
                            + words.text(text),
                        "comment on trigger " + trigger.name(),
                        Lock.NONE)));
    return all;
  }

  // Sequences, types, extensions, functions.

  @Override
  protected String sequenceTail(Sequence sequence) {
    return sequence.ownedBy().map(this::ownedBy).orElse("");
  }

  private String ownedBy(ColumnRef column) {
    return " OWNED BY " + words.quote(column.table()) + "." + words.quote(column.column());
  }

  @Override
  public List<Statement> visit(AlterSequence operation) {
    String alter = "ALTER SEQUENCE " + words.quote(operation.sequence());
    List<Statement> all = new ArrayList<>();
    before
        .findSequence(operation.sequence())
        .ifPresent(old -> narrowing(old, operation).forEach(t -> all.add(statement(t, Lock.NONE))));
    all.add(
        statement(
            alter
                + operation.type().map(t -> " AS " + words.type(t)).orElse("")
                + ColumnAlteration.options(operation.options(), "")
                + operation.ownedBy().map(this::ownedBy).orElse(" OWNED BY NONE"),
            Lock.NONE));
    return all;
  }

  /** What goes before a change that leaves numbers out. */
  private List<String> narrowing(Sequence old, AlterSequence operation) {
    ColumnType was = old.type().orElseGet(ColumnType.BigInt::new);
    ColumnType type = operation.type().orElse(was);
    SequenceChange change = new SequenceChange(old.options(), was, operation.options(), type);
    if (!change.narrows()) {
      return List.of();
    }
    List<String> texts = new ArrayList<>();
    String name = words.quote(operation.sequence());
    change
        .widened("")
        .ifPresent(
            bounds ->
                texts.add(
                    "ALTER SEQUENCE "
                        + name
                        + " AS "
                        + words.type(SequenceChange.wider(was, type))
                        + bounds));
    texts.add(change.restarted(words.text(name) + "::regclass"));
    return texts;
  }

  @Override
  public List<Statement> visit(AlterDomain operation) {
    return new DomainChange(words, before.findDomain(operation.domain().name()), operation.domain())
        .statements().stream().map(text -> statement(text, Lock.NONE)).toList();
  }

  @Override
  public List<Statement> visit(RenameSequence operation) {
    return List.of(rename("SEQUENCE ", operation.from(), operation.to()));
  }

  /**
   * A stage of its own: the value may be added in a transaction, but until that commits nothing can
   * use it (PostgreSQL manual, "ALTER TYPE"), so the next insert of the same migration would fail.
   */
  @Override
  public List<Statement> visit(AddEnumValue operation) {
    String type = words.quote(operation.name());
    String value = words.text(operation.value());
    return List.of(
        statement(
                "ALTER TYPE "
                    + type
                    + " ADD VALUE "
                    + value
                    + operation.before().map(b -> " BEFORE " + words.text(b)).orElse("")
                    + operation.after().map(a -> " AFTER " + words.text(a)).orElse(""),
                Lock.NONE)
            .alone(Optional.of(Probes.enumValue(type, value))));
  }

  @Override
  public List<Statement> visit(RenameEnum operation) {
    return List.of(rename("TYPE ", operation.from(), operation.to()));
  }

  @Override
  public List<Statement> visit(RenameEnumValue operation) {
    return List.of(
        statement(
            "ALTER TYPE "
                + words.quote(operation.name())
                + " RENAME VALUE "
                + words.text(operation.from())
                + " TO "
                + words.text(operation.to()),
            Lock.NONE));
  }

  @Override
  public List<Statement> visit(CreateExtension operation) {
    return List.of(
        statement(
            "CREATE EXTENSION "
                + words.quote(operation.extension().name())
                + operation.extension().schema().map(s -> " SCHEMA " + words.quote(s)).orElse("")
                + operation.extension().version().map(v -> " VERSION " + words.text(v)).orElse(""),
            Lock.NONE));
  }

  @Override
  public List<Statement> visit(DropExtension operation) {
    return List.of(statement("DROP EXTENSION " + words.quote(operation.name()), Lock.NONE));
  }

  @Override
  public List<Statement> visit(CreateFunction operation) {
    Function function = operation.function();
    List<Statement> all = new ArrayList<>();
    if (operation.unchecked()) {
      all.add(checkBodies("off"));
    }
    all.addAll(super.visit(operation));
    if (operation.unchecked()) {
      all.add(checkBodies("on"));
    }
    Optional<String> old = before.findFunction(function.signature()).flatMap(Function::comment);
    if (!old.equals(function.comment())) {
      all.add(
          statement(
              "COMMENT ON "
                  + signature(function.kind(), function.name(), function.arguments())
                  + " IS "
                  + function.comment().map(words::text).orElse("NULL"),
              "comment on " + function.signature(),
              Lock.NONE));
    }
    return all;
  }

  private Statement checkBodies(String state) {
    return statement("SET LOCAL check_function_bodies = " + state, Lock.NONE);
  }

  @Override
  public List<Statement> visit(DropFunction operation) {
    return List.of(
        statement(
            "DROP " + signature(operation.kind(), operation.name(), operation.arguments()),
            Lock.NONE));
  }

  private String signature(String kind, ObjectName name, String arguments) {
    return kind
        + " "
        + words.quote(name)
        + "("
        + FunctionArguments.withoutDefaults(arguments)
        + ")";
  }

  // Raw SQL.

  /**
   * Raw SQL as it is, outside of a transaction where it must be.
   *
   * @throws SchemaMistake if it opens or ends a transaction
   */
  @Override
  public List<Statement> visit(RawSql operation) {
    RawStatement.Reading reading = RawStatement.read(operation.sql());
    Statement statement = statement(operation.sql(), Lock.NONE);
    return List.of(reading.transactional() ? statement : statement.alone(reading.probe()));
  }
}
