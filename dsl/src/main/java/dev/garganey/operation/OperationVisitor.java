package dev.garganey.operation;

/** OperationVisitor handles every kind of operation. */
public interface OperationVisitor<R> {
  R visit(AddColumn operation);

  R visit(AddConstraint operation);

  R visit(AddEnumValue operation);

  R visit(AlterColumn operation);

  R visit(AlterDomain operation);

  R visit(AlterSequence operation);

  R visit(Backfill operation);

  R visit(CreateDomain operation);

  R visit(CreateEnum operation);

  R visit(CreateExtension operation);

  R visit(CreateFunction operation);

  R visit(CreateIndex operation);

  R visit(CreateNative operation);

  R visit(CreateSchema operation);

  R visit(CreateSequence operation);

  R visit(CreateTable operation);

  R visit(CreateTrigger operation);

  R visit(CreateView operation);

  R visit(Delete operation);

  R visit(DropColumn operation);

  R visit(DropConstraint operation);

  R visit(DropDomain operation);

  R visit(DropEnum operation);

  R visit(DropExtension operation);

  R visit(DropFunction operation);

  R visit(DropIndex operation);

  R visit(DropNative operation);

  R visit(DropSchema operation);

  R visit(DropSequence operation);

  R visit(DropTable operation);

  R visit(DropTrigger operation);

  R visit(DropView operation);

  R visit(Insert operation);

  R visit(LoadCsv operation);

  R visit(RawSql operation);

  R visit(RefreshView operation);

  R visit(RenameColumn operation);

  R visit(RenameConstraint operation);

  R visit(RenameEnum operation);

  R visit(RenameEnumValue operation);

  R visit(RenameIndex operation);

  R visit(RenameSequence operation);

  R visit(RenameTable operation);

  R visit(RenameView operation);

  R visit(ReplaceView operation);

  R visit(RunCode operation);

  R visit(SetComment operation);

  R visit(SetTableOptions operation);

  R visit(Update operation);

  R visit(ValidateConstraint operation);
}
