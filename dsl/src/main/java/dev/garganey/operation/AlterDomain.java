package dev.garganey.operation;

import dev.garganey.model.Domain;
import dev.garganey.model.Schema;
import dev.garganey.model.SchemaMistake;

/**
 * AlterDomain gives a domain other rules: its NULL, its default, its checks and its comment.
 *
 * @param domain all of it, as it shall be; its type and collation stay
 */
public record AlterDomain(Domain domain) implements Operation {
  @Override
  public Schema applyTo(Schema before) {
    if (before.findDomain(domain.name()).isPresent() || !before.isOpen()) {
      Domain old = before.domain(domain.name());
      if (!old.type().equals(domain.type()) || !old.collation().equals(domain.collation())) {
        throw new SchemaMistake(
            "The type and collation of the domain `"
                + domain.name()
                + "` stay as they are; make another domain, give it to the columns, and drop"
                + " this one");
      }
    }
    return before.with(domain);
  }

  @Override
  public Inverse inverse(Schema before) {
    return Inverse.of(new AlterDomain(before.domain(domain.name())));
  }

  @Override
  public <R> R accept(OperationVisitor<R> visitor) {
    return visitor.visit(this);
  }

  @Override
  public String describe() {
    return "alter domain " + domain.name();
  }
}
