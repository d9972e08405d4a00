package dev.garganey.diff;

import dev.garganey.model.MissingObject;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Product;
import dev.garganey.model.Schema;
import dev.garganey.model.SchemaMistake;
import dev.garganey.operation.AddColumn;
import dev.garganey.operation.CreateDomain;
import dev.garganey.operation.CreateEnum;
import dev.garganey.operation.CreateIndex;
import dev.garganey.operation.CreateSequence;
import dev.garganey.operation.CreateTable;
import dev.garganey.operation.CreateView;
import dev.garganey.operation.Migration;
import dev.garganey.operation.Operation;
import dev.garganey.operation.RenameColumn;
import dev.garganey.operation.RenameEnum;
import dev.garganey.operation.RenameIndex;
import dev.garganey.operation.RenameSequence;
import dev.garganey.operation.RenameTable;
import dev.garganey.operation.RenameView;
import dev.garganey.operation.ReplaceView;
import dev.garganey.operation.Step;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Fold applies migrations to a schema, one operation after the other, without a database: a wrong
 * order or a missing table is found before one is opened.
 */
public final class Fold {
  private final List<FoldMistake> mistakes = new ArrayList<>();

  /** What is missing because of a mistake that has been told: to tell that too would be noise. */
  private final Set<String> lost = new HashSet<>();

  private Fold() {}

  /**
   * The schema after these migrations, with all mistakes. An operation that cannot be applied is
   * left out. Once the schema is open, what is missing or in the way is for the database to judge.
   */
  public static FoldResult fold(Schema base, List<Migration> migrations, Product product) {
    Fold fold = new Fold();
    Schema schema = base;
    for (Migration migration : migrations) {
      for (Step step : migration.up()) {
        if (step.isFor(product)) {
          schema = fold.apply(schema, migration, step);
        }
      }
    }
    return new FoldResult(schema, fold.mistakes);
  }

  private Schema apply(Schema schema, Migration migration, Step step) {
    try {
      return step.operation().applyTo(schema);
    } catch (SchemaMistake mistake) {
      made(step.operation()).ifPresent(lost::add);
      if (!schema.isOpen() && !isKnown(mistake)) {
        mistakes.add(new FoldMistake(migration.id(), step.at(), mistake.getMessage()));
      }
      return schema;
    }
  }

  private boolean isKnown(SchemaMistake mistake) {
    return mistake instanceof MissingObject missing && !lost.add(missing.name());
  }

  /** The name of what an operation would have brought. */
  private static Optional<String> made(Operation operation) {
    if (operation instanceof CreateTable o) {
      return name(o.table().name());
    }
    if (operation instanceof RenameTable o) {
      return name(o.from().sibling(o.to()));
    }
    if (operation instanceof AddColumn o) {
      return Optional.of(o.table() + "." + o.column().name());
    }
    if (operation instanceof RenameColumn o) {
      return Optional.of(o.table() + "." + o.to());
    }
    if (operation instanceof CreateIndex o) {
      return name(o.table().sibling(o.index().name()));
    }
    if (operation instanceof RenameIndex o) {
      return name(o.from().sibling(o.to()));
    }
    if (operation instanceof CreateView o) {
      return name(o.view().name());
    }
    if (operation instanceof ReplaceView o) {
      return name(o.view().name());
    }
    if (operation instanceof RenameView o) {
      return name(o.from().sibling(o.to()));
    }
    if (operation instanceof CreateSequence o) {
      return name(o.sequence().name());
    }
    if (operation instanceof RenameSequence o) {
      return name(o.from().sibling(o.to()));
    }
    if (operation instanceof CreateEnum o) {
      return name(o.type().name());
    }
    if (operation instanceof RenameEnum o) {
      return name(o.from().sibling(o.to()));
    }
    return operation instanceof CreateDomain o ? name(o.domain().name()) : Optional.empty();
  }

  private static Optional<String> name(ObjectName name) {
    return Optional.of(name.toString());
  }
}
