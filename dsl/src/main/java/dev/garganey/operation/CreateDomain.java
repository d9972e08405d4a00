package dev.garganey.operation;

import dev.garganey.model.Domain;
import dev.garganey.model.Schema;
import dev.garganey.model.SchemaMistake;

/** CreateDomain makes a type with its own default and checks. */
public record CreateDomain(Domain domain) implements Operation {
  @Override
  public Schema applyTo(Schema before) {
    if (before.findDomain(domain.name()).isPresent()) {
      throw new SchemaMistake("There is a domain `" + domain.name() + "` already");
    }
    return before.with(domain);
  }

  @Override
  public Inverse inverse(Schema before) {
    return Inverse.of(new DropDomain(domain.name()));
  }

  @Override
  public <R> R accept(OperationVisitor<R> visitor) {
    return visitor.visit(this);
  }

  @Override
  public String describe() {
    return "create domain " + domain.name();
  }
}
