package dev.garganey.script;

import dev.garganey.model.Constraint;

/** CheckBuilder is what follows {@code check('name', 'expression')}. */
public final class CheckBuilder extends ConstraintBuilder<CheckBuilder> {
  private final String defaultName;
  private final String expression;
  private boolean validated = true;
  private boolean noInherit;

  CheckBuilder(Evaluation evaluation, String defaultName, String expression) {
    super(evaluation);
    this.defaultName = defaultName;
    this.expression = expression;
  }

  /** Leaves the rows that are there unchecked until validateConstraint (PostgreSQL). */
  public CheckBuilder notValid() {
    validated = false;
    return this;
  }

  /** Leaves tables that inherit alone (PostgreSQL). */
  public CheckBuilder noInherit() {
    noInherit = true;
    return this;
  }

  @Override
  CheckBuilder self() {
    return this;
  }

  @Override
  Constraint.Check build() {
    return new Constraint.Check(nameOr(defaultName), expression, validated, noInherit);
  }
}
