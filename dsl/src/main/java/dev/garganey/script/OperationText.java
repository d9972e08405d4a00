package dev.garganey.script;

import dev.garganey.model.ConstraintKind;
import dev.garganey.model.ConstraintRef;
import dev.garganey.model.ObjectName;
import dev.garganey.model.SchemaMistake;
import dev.garganey.model.Trigger;
import dev.garganey.operation.AddColumn;
import dev.garganey.operation.AddConstraint;
import dev.garganey.operation.AddEnumValue;
import dev.garganey.operation.AlterColumn;
import dev.garganey.operation.AlterDomain;
import dev.garganey.operation.AlterSequence;
import dev.garganey.operation.Backfill;
import dev.garganey.operation.CreateDomain;
import dev.garganey.operation.CreateEnum;
import dev.garganey.operation.CreateExtension;
import dev.garganey.operation.CreateFunction;
import dev.garganey.operation.CreateIndex;
import dev.garganey.operation.CreateNative;
import dev.garganey.operation.CreateSchema;
import dev.garganey.operation.CreateSequence;
import dev.garganey.operation.CreateTable;
import dev.garganey.operation.CreateTrigger;
import dev.garganey.operation.CreateView;
import dev.garganey.operation.Delete;
import dev.garganey.operation.DropColumn;
import dev.garganey.operation.DropConstraint;
import dev.garganey.operation.DropDomain;
import dev.garganey.operation.DropEnum;
import dev.garganey.operation.DropExtension;
import dev.garganey.operation.DropFunction;
import dev.garganey.operation.DropIndex;
import dev.garganey.operation.DropNative;
import dev.garganey.operation.DropSchema;
import dev.garganey.operation.DropSequence;
import dev.garganey.operation.DropTable;
import dev.garganey.operation.DropTrigger;
import dev.garganey.operation.DropView;
import dev.garganey.operation.Insert;
import dev.garganey.operation.LoadCsv;
import dev.garganey.operation.OperationVisitor;
import dev.garganey.operation.RawSql;
import dev.garganey.operation.RefreshView;
import dev.garganey.operation.RenameColumn;
import dev.garganey.operation.RenameConstraint;
import dev.garganey.operation.RenameEnum;
import dev.garganey.operation.RenameEnumValue;
import dev.garganey.operation.RenameIndex;
import dev.garganey.operation.RenameSequence;
import dev.garganey.operation.RenameTable;
import dev.garganey.operation.RenameView;
import dev.garganey.operation.ReplaceView;
import dev.garganey.operation.RunCode;
import dev.garganey.operation.SetComment;
import dev.garganey.operation.SetTableOptions;
import dev.garganey.operation.Update;
import dev.garganey.operation.ValidateConstraint;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * OperationText writes each kind of operation as calls, with no line of a text put in place yet.
 */
final class OperationText implements OperationVisitor<String> {
  private static String call(String word, String... arguments) {
    return word + "(" + String.join(", ", arguments) + ")";
  }

  private static String text(String text) {
    return Literals.text(text);
  }

  private static String name(ObjectName name) {
    return Literals.name(name);
  }

  private static String cascade(boolean cascade) {
    return Literals.flag("cascade", cascade);
  }

  @Override
  public String visit(CreateTable operation) {
    return Layout.brief(
        call("createTable", name(operation.table().name())), TableText.body(operation.table()));
  }

  @Override
  public String visit(DropTable operation) {
    return "dropTable(" + name(operation.table()) + cascade(operation.cascade()) + ")";
  }

  @Override
  public String visit(RenameTable operation) {
    return call("renameTable", name(operation.from()), text(operation.to()));
  }

  @Override
  public String visit(SetTableOptions operation) {
    return call("tableOptions", name(operation.table()), Literals.options(operation.options()));
  }

  @Override
  public String visit(AddColumn operation) {
    return Layout.brief(
        call("addColumn", name(operation.table())), List.of(TableText.column(operation.column())));
  }

  @Override
  public String visit(DropColumn operation) {
    return "dropColumn("
        + name(operation.table())
        + ", "
        + text(operation.column())
        + cascade(operation.cascade())
        + ")";
  }

  @Override
  public String visit(RenameColumn operation) {
    return call(
        "renameColumn", name(operation.table()), text(operation.from()), text(operation.to()));
  }

  @Override
  public String visit(AlterColumn operation) {
    return Layout.brief(
        call("alterColumn", name(operation.table()), text(operation.column())),
        operation.changes().stream().map(ChangeText::of).toList());
  }

  @Override
  public String visit(AddConstraint operation) {
    return new ConstraintText(operation.table()).added(operation.constraint());
  }

  @Override
  public String visit(DropConstraint operation) {
    ConstraintRef ref = operation.constraint();
    String table = name(operation.table());
    String cascade = cascade(operation.cascade());
    Optional<ConstraintKind> kind = ref.kind();
    String word = kind.map(OperationText::drop).orElse("dropConstraint");
    if (ref.name().isPresent() && byName(kind)) {
      return word + "(" + table + ", " + text(ref.name().get()) + cascade + ")";
    }
    if (ref.name().isEmpty() && ref.expression().isPresent()) {
      return word + "(" + table + ", expression: " + text(ref.expression().get()) + cascade + ")";
    }
    String columns =
        ref.columns().isEmpty() || ref.name().isPresent()
            ? ""
            : ", " + Literals.texts(ref.columns());
    if (byName(kind)
        || (columns.isEmpty()
            && ref.name().isEmpty()
            && !kind.equals(Optional.of(ConstraintKind.PRIMARY_KEY)))) {
      throw new SchemaMistake(
          "A "
              + kind.orElseThrow().title()
              + " of `"
              + operation.table()
              + "` has no name, so no script can drop it; make the table anew without it");
    }
    return word
        + "("
        + table
        + columns
        + cascade
        + ")"
        + ref.name().map(n -> ".named(" + text(n) + ")").orElse("");
  }

  private static boolean byName(Optional<ConstraintKind> kind) {
    return kind.isEmpty()
        || kind.get() == ConstraintKind.CHECK
        || kind.get() == ConstraintKind.EXCLUSION;
  }

  private static String drop(ConstraintKind kind) {
    return switch (kind) {
      case PRIMARY_KEY -> "dropPrimaryKey";
      case UNIQUE -> "dropUnique";
      case FOREIGN_KEY -> "dropForeignKey";
      case CHECK -> "dropCheck";
      case EXCLUSION -> "dropExclusion";
    };
  }

  @Override
  public String visit(RenameConstraint operation) {
    return call(
        "renameConstraint", name(operation.table()), text(operation.from()), text(operation.to()));
  }

  @Override
  public String visit(ValidateConstraint operation) {
    return call("validateConstraint", name(operation.table()), text(operation.constraint()));
  }

  @Override
  public String visit(CreateIndex operation) {
    return new IndexText(operation.table()).created(operation.index())
        + (operation.concurrently() ? ".concurrently()" : "");
  }

  @Override
  public String visit(DropIndex operation) {
    return call("dropIndex", name(operation.index()))
        + (operation.concurrently() ? ".concurrently()" : "");
  }

  @Override
  public String visit(RenameIndex operation) {
    return call("renameIndex", name(operation.from()), text(operation.to()));
  }

  @Override
  public String visit(CreateView operation) {
    return ObjectText.view("createView", operation.view());
  }

  @Override
  public String visit(ReplaceView operation) {
    return ObjectText.view("replaceView", operation.view());
  }

  @Override
  public String visit(DropView operation) {
    return "dropView(" + name(operation.view()) + cascade(operation.cascade()) + ")";
  }

  @Override
  public String visit(RenameView operation) {
    return call("renameView", name(operation.from()), text(operation.to()));
  }

  @Override
  public String visit(RefreshView operation) {
    return "refreshView("
        + name(operation.view())
        + Literals.flag("concurrently", operation.concurrently())
        + ")";
  }

  @Override
  public String visit(CreateSchema operation) {
    return call("createSchema", text(operation.name()));
  }

  @Override
  public String visit(DropSchema operation) {
    return call("dropSchema", text(operation.name()));
  }

  @Override
  public String visit(CreateSequence operation) {
    return ObjectText.sequence("createSequence", operation.sequence());
  }

  @Override
  public String visit(AlterSequence operation) {
    return "alterSequence("
        + name(operation.sequence())
        + ObjectText.named(
            ObjectText.sequence(operation.type(), operation.options(), operation.ownedBy()))
        + ")";
  }

  @Override
  public String visit(DropSequence operation) {
    return call("dropSequence", name(operation.sequence()));
  }

  @Override
  public String visit(RenameSequence operation) {
    return call("renameSequence", name(operation.from()), text(operation.to()));
  }

  @Override
  public String visit(CreateEnum operation) {
    return ObjectText.enumType("createEnum", operation.type());
  }

  @Override
  public String visit(AddEnumValue operation) {
    return "addEnumValue("
        + name(operation.name())
        + ", "
        + text(operation.value())
        + Literals.named("before", operation.before())
        + Literals.named("after", operation.after())
        + ")";
  }

  @Override
  public String visit(RenameEnumValue operation) {
    return call(
        "renameEnumValue", name(operation.name()), text(operation.from()), text(operation.to()));
  }

  @Override
  public String visit(RenameEnum operation) {
    return call("renameEnum", name(operation.from()), text(operation.to()));
  }

  @Override
  public String visit(DropEnum operation) {
    return call("dropEnum", name(operation.name()));
  }

  @Override
  public String visit(CreateDomain operation) {
    return ObjectText.domain("createDomain", operation.domain());
  }

  @Override
  public String visit(AlterDomain operation) {
    return ObjectText.domain("alterDomain", operation.domain());
  }

  @Override
  public String visit(DropDomain operation) {
    return call("dropDomain", name(operation.name()));
  }

  @Override
  public String visit(CreateExtension operation) {
    return ObjectText.extension("createExtension", operation.extension());
  }

  @Override
  public String visit(DropExtension operation) {
    return call("dropExtension", text(operation.name()));
  }

  @Override
  public String visit(CreateFunction operation) {
    return ObjectText.function(
        "create" + kind(operation.function().kind()),
        operation.function(),
        Stream.of(
                operation.replace() ? "replace: true" : "",
                operation.unchecked() ? "unchecked: true" : "")
            .filter(o -> !o.isEmpty())
            .toList());
  }

  @Override
  public String visit(DropFunction operation) {
    return "drop"
        + kind(operation.kind())
        + "("
        + text(Signature.text(operation.name(), operation.arguments()))
        + ")";
  }

  private static String kind(String kind) {
    return switch (kind) {
      case "PROCEDURE" -> "Procedure";
      case "AGGREGATE" -> "Aggregate";
      default -> "Function";
    };
  }

  @Override
  public String visit(CreateNative operation) {
    return ObjectText.nativeObject("createNative", operation.object());
  }

  @Override
  public String visit(DropNative operation) {
    return call("dropNative", text(operation.kind()), text(operation.name()));
  }

  @Override
  public String visit(CreateTrigger operation) {
    return trigger(operation.table(), operation.trigger());
  }

  private static String trigger(ObjectName table, Trigger trigger) {
    return "createTrigger("
        + text(trigger.name())
        + ", "
        + text(trigger.definition())
        + ", on: "
        + name(table)
        + Literals.flag("constraint", trigger.constraint())
        + Literals.named("comment", trigger.comment())
        + ")";
  }

  @Override
  public String visit(DropTrigger operation) {
    return call("dropTrigger", text(operation.trigger()), "on: " + name(operation.table()));
  }

  @Override
  public String visit(SetComment operation) {
    String comment = operation.comment().map(Literals::text).orElse("null");
    String name = name(operation.name());
    return switch (operation.target()) {
      case TABLE -> call("commentOnTable", name, comment);
      case COLUMN -> call("commentOnColumn", name, text(operation.column().orElseThrow()), comment);
      case VIEW -> call("commentOnView", name, comment);
      case INDEX -> call("commentOnIndex", name, comment);
      case SEQUENCE -> call("commentOnSequence", name, comment);
      case ENUM -> call("commentOnEnum", name, comment);
      case DOMAIN -> call("commentOnDomain", name, comment);
    };
  }

  @Override
  public String visit(Insert operation) {
    return DataText.insert(operation);
  }

  @Override
  public String visit(Update operation) {
    return DataText.update(operation);
  }

  @Override
  public String visit(Delete operation) {
    return DataText.delete(operation);
  }

  @Override
  public String visit(LoadCsv operation) {
    return DataText.loadCsv(operation);
  }

  @Override
  public String visit(Backfill operation) {
    return DataText.backfill(operation);
  }

  @Override
  public String visit(RunCode operation) {
    return DataText.data(operation);
  }

  @Override
  public String visit(RawSql operation) {
    return DataText.sql(operation);
  }
}
