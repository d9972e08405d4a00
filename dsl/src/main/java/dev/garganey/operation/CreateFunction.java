package dev.garganey.operation;

import dev.garganey.model.Function;
import dev.garganey.model.Schema;
import dev.garganey.model.SchemaMistake;

/**
 * CreateFunction makes a function, procedure or aggregate.
 *
 * @param replace whether one of the same signature is replaced
 * @param unchecked whether the body is taken as it is, because it names what comes later
 */
public record CreateFunction(Function function, boolean replace, boolean unchecked)
    implements Operation {
  public CreateFunction(Function function, boolean replace) {
    this(function, replace, false);
  }

  @Override
  public Schema applyTo(Schema before) {
    if (!replace && before.findFunction(function.signature()).isPresent()) {
      throw new SchemaMistake(
          "There is a function `" + function.signature() + "` already; say replace: true");
    }
    return before.with(function);
  }

  @Override
  public Inverse inverse(Schema before) {
    return before
        .findFunction(function.signature())
        .map(old -> Inverse.of(new CreateFunction(old, true)))
        .orElseGet(
            () ->
                Inverse.of(
                    new DropFunction(function.name(), function.kind(), function.arguments())));
  }

  @Override
  public <R> R accept(OperationVisitor<R> visitor) {
    return visitor.visit(this);
  }

  @Override
  public String describe() {
    return (replace ? "replace " : "create ")
        + function.kind().toLowerCase(java.util.Locale.ROOT)
        + " "
        + function.signature();
  }
}
