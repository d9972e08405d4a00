package dev.garganey;

import dev.garganey.model.ObjectName;
import dev.garganey.model.Product;
import dev.garganey.model.Schema;
import dev.garganey.model.SchemaMistake;
import dev.garganey.model.Table;
import dev.garganey.model.View;
import dev.garganey.operation.Step;
import java.util.List;

/**
 * ResumeBase reckons the schema that a half-applied migration once began with: what its steps touch
 * is as history has it, all else as it is in the database now.
 */
final class ResumeBase {
  private ResumeBase() {}

  static Schema of(Schema recorded, Schema live, List<Step> steps, Product product) {
    // Folding over history alone, leniently, shows what the steps make and change.
    Schema after = fold(recorded.opened(), steps, product);
    Schema base = live;
    for (Table table : after.tables()) {
      base = asRecorded(base, recorded, after, table.name());
    }
    for (Table table : recorded.tables()) {
      base = asRecorded(base, recorded, after, table.name());
    }
    for (View view : after.views()) {
      if (recorded.findView(view.name()).isEmpty() && base.findView(view.name()).isPresent()) {
        base = base.without(base.view(view.name()));
      }
    }
    for (View view : recorded.views()) {
      if (!recorded.findView(view.name()).equals(after.findView(view.name()))) {
        base = base.with(view);
      }
    }
    for (var type : recorded.enums()) {
      base = base.with(type);
    }
    for (var type : after.enums()) {
      if (recorded.findEnum(type.name()).isEmpty() && base.findEnum(type.name()).isPresent()) {
        base = base.without(base.enumType(type.name()));
      }
    }
    for (var sequence : after.sequences()) {
      if (recorded.findSequence(sequence.name()).isEmpty()
          && base.findSequence(sequence.name()).isPresent()) {
        base = base.without(base.sequence(sequence.name()));
      }
    }
    for (var domain : after.domains()) {
      if (recorded.findDomain(domain.name()).isEmpty()
          && base.findDomain(domain.name()).isPresent()) {
        base = base.without(base.domain(domain.name()));
      }
    }
    for (var function : after.functions()) {
      if (recorded.findFunction(function.signature()).isEmpty()
          && base.findFunction(function.signature()).isPresent()) {
        base = base.without(function);
      }
    }
    return base;
  }

  private static Schema asRecorded(Schema base, Schema recorded, Schema after, ObjectName name) {
    if (recorded.findTable(name).equals(after.findTable(name))) {
      return base;
    }
    if (recorded.findTable(name).isPresent()) {
      return base.with(recorded.table(name));
    }
    return base.findTable(name).map(base::without).orElse(base);
  }

  private static Schema fold(Schema start, List<Step> steps, Product product) {
    Schema schema = start;
    for (Step step : steps) {
      if (step.isFor(product)) {
        try {
          schema = step.operation().applyTo(schema);
        } catch (SchemaMistake mistake) {
          // It touches what history does not know; that stays as it is in the database.
        }
      }
    }
    return schema;
  }
}
