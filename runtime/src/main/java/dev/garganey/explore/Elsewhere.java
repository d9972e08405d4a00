package dev.garganey.explore;

import dev.garganey.operation.AddEnumValue;
import dev.garganey.operation.AlterDomain;
import dev.garganey.operation.AlterSequence;
import dev.garganey.operation.Backfill;
import dev.garganey.operation.CreateDomain;
import dev.garganey.operation.CreateEnum;
import dev.garganey.operation.CreateExtension;
import dev.garganey.operation.CreateFunction;
import dev.garganey.operation.CreateNative;
import dev.garganey.operation.CreateSchema;
import dev.garganey.operation.CreateSequence;
import dev.garganey.operation.Delete;
import dev.garganey.operation.DropDomain;
import dev.garganey.operation.DropEnum;
import dev.garganey.operation.DropExtension;
import dev.garganey.operation.DropFunction;
import dev.garganey.operation.DropNative;
import dev.garganey.operation.DropSchema;
import dev.garganey.operation.DropSequence;
import dev.garganey.operation.Insert;
import dev.garganey.operation.LoadCsv;
import dev.garganey.operation.OperationVisitor;
import dev.garganey.operation.RawSql;
import dev.garganey.operation.RefreshView;
import dev.garganey.operation.RenameEnum;
import dev.garganey.operation.RenameEnumValue;
import dev.garganey.operation.RenameSequence;
import dev.garganey.operation.RunCode;
import dev.garganey.operation.Update;
import java.util.List;

/**
 * Elsewhere lists the operations that are no part of a table's life: those on objects of other
 * kinds, on rows, and those that cannot be seen through. An operation that is neither here nor in
 * {@link Deeds} does not compile.
 */
abstract class Elsewhere implements OperationVisitor<List<Deed>> {
  @Override
  public List<Deed> visit(AddEnumValue operation) {
    return List.of();
  }

  @Override
  public List<Deed> visit(AlterDomain operation) {
    return List.of();
  }

  @Override
  public List<Deed> visit(AlterSequence operation) {
    return List.of();
  }

  @Override
  public List<Deed> visit(Backfill operation) {
    return List.of();
  }

  @Override
  public List<Deed> visit(CreateDomain operation) {
    return List.of();
  }

  @Override
  public List<Deed> visit(CreateEnum operation) {
    return List.of();
  }

  @Override
  public List<Deed> visit(CreateExtension operation) {
    return List.of();
  }

  @Override
  public List<Deed> visit(CreateFunction operation) {
    return List.of();
  }

  @Override
  public List<Deed> visit(CreateNative operation) {
    return List.of();
  }

  @Override
  public List<Deed> visit(CreateSchema operation) {
    return List.of();
  }

  @Override
  public List<Deed> visit(CreateSequence operation) {
    return List.of();
  }

  @Override
  public List<Deed> visit(Delete operation) {
    return List.of();
  }

  @Override
  public List<Deed> visit(DropDomain operation) {
    return List.of();
  }

  @Override
  public List<Deed> visit(DropEnum operation) {
    return List.of();
  }

  @Override
  public List<Deed> visit(DropExtension operation) {
    return List.of();
  }

  @Override
  public List<Deed> visit(DropFunction operation) {
    return List.of();
  }

  @Override
  public List<Deed> visit(DropNative operation) {
    return List.of();
  }

  @Override
  public List<Deed> visit(DropSchema operation) {
    return List.of();
  }

  @Override
  public List<Deed> visit(DropSequence operation) {
    return List.of();
  }

  @Override
  public List<Deed> visit(Insert operation) {
    return List.of();
  }

  @Override
  public List<Deed> visit(LoadCsv operation) {
    return List.of();
  }

  @Override
  public List<Deed> visit(RawSql operation) {
    return List.of();
  }

  @Override
  public List<Deed> visit(RefreshView operation) {
    return List.of();
  }

  @Override
  public List<Deed> visit(RenameEnum operation) {
    return List.of();
  }

  @Override
  public List<Deed> visit(RenameEnumValue operation) {
    return List.of();
  }

  @Override
  public List<Deed> visit(RenameSequence operation) {
    return List.of();
  }

  @Override
  public List<Deed> visit(RunCode operation) {
    return List.of();
  }

  @Override
  public List<Deed> visit(Update operation) {
    return List.of();
  }
}
