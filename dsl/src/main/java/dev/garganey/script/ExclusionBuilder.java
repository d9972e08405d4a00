package dev.garganey.script;

import dev.garganey.model.Constraint;
import dev.garganey.model.NamingConvention;
import dev.garganey.model.ObjectName;

/** ExclusionBuilder is what follows {@code exclude('using gist (during with &&)')}. */
public final class ExclusionBuilder extends ConstraintBuilder<ExclusionBuilder> {
  private final ObjectName table;
  private final String definition;

  ExclusionBuilder(Evaluation evaluation, ObjectName table, String definition) {
    super(evaluation);
    this.table = table;
    this.definition = definition;
  }

  @Override
  ExclusionBuilder self() {
    return this;
  }

  @Override
  Constraint build() {
    return new Constraint.Exclusion(
        nameOr(NamingConvention.exclusion(table)), definition, deferral());
  }
}
