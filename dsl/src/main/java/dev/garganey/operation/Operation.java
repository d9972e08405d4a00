package dev.garganey.operation;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.garganey.model.Schema;

/**
 * Operation is one logical step of a migration, for every product alike.
 *
 * <p>The family is closed: whoever handles operations implements {@link OperationVisitor}, and the
 * compiler names those that a new member makes incomplete.
 */
public sealed interface Operation
    permits AddColumn,
        AddConstraint,
        AddEnumValue,
        AlterColumn,
        AlterDomain,
        AlterSequence,
        Backfill,
        CreateDomain,
        CreateEnum,
        CreateExtension,
        CreateFunction,
        CreateIndex,
        CreateNative,
        CreateSchema,
        CreateSequence,
        CreateTable,
        CreateTrigger,
        CreateView,
        Delete,
        DropColumn,
        DropConstraint,
        DropDomain,
        DropEnum,
        DropExtension,
        DropFunction,
        DropIndex,
        DropNative,
        DropSchema,
        DropSequence,
        DropTable,
        DropTrigger,
        DropView,
        Insert,
        LoadCsv,
        RawSql,
        RefreshView,
        RenameColumn,
        RenameConstraint,
        RenameEnum,
        RenameEnumValue,
        RenameIndex,
        RenameSequence,
        RenameTable,
        RenameView,
        ReplaceView,
        RunCode,
        SetComment,
        SetTableOptions,
        Update,
        ValidateConstraint {
  /**
   * The schema after this operation.
   *
   * @throws dev.garganey.model.SchemaMistake if it cannot be applied: the message says what is
   *     missing or in the way
   */
  Schema applyTo(Schema before);

  /**
   * What undoes this operation.
   *
   * @param before the schema that it was applied to
   * @throws dev.garganey.model.SchemaMistake if it could not have been applied to that
   */
  Inverse inverse(Schema before);

  <R> R accept(OperationVisitor<R> visitor);

  /** What it does, in a few words that open with a verb: {@code add column users.email}. */
  String describe();

  /** Whether what it does to the schema cannot be known from here. */
  @JsonIgnore
  default boolean isOpaque() {
    return false;
  }

  /** Whether it changes rows and never the schema. */
  @JsonIgnore
  default boolean isData() {
    return false;
  }
}
