package dev.garganey.script;

import dev.garganey.model.Constraint;
import dev.garganey.model.Deferral;
import java.util.Optional;

/** ConstraintBuilder is what follows a constraint: its name, and when it is checked. */
public abstract class ConstraintBuilder<B extends ConstraintBuilder<B>> extends Builder {
  private Optional<String> name = Optional.empty();
  private boolean unnamed;
  private Deferral deferral = Deferral.NOT_DEFERRABLE;

  ConstraintBuilder(Evaluation evaluation) {
    super(evaluation);
  }

  abstract B self();

  /** The name, in the place of the one that is made of table and columns. */
  public B named(String name) {
    this.name = Optional.of(name);
    return self();
  }

  /** Leaves the name to the database; only for databases where constraints have none. */
  public B unnamed() {
    unnamed = true;
    return self();
  }

  /** Lets a transaction put off the check. */
  public B deferrable() {
    deferral = Deferral.INITIALLY_IMMEDIATE;
    return self();
  }

  /** Puts off the check until the transaction commits. */
  public B initiallyDeferred() {
    deferral = Deferral.INITIALLY_DEFERRED;
    return self();
  }

  void unnamedUnlessNamed() {
    unnamed |= name.isEmpty();
  }

  Deferral deferral() {
    return deferral;
  }

  Optional<String> nameOr(String conventional) {
    return unnamed ? Optional.empty() : Optional.of(name.orElse(conventional));
  }

  abstract Constraint build();

  @Override
  String placeTitle() {
    return " after a constraint";
  }
}
