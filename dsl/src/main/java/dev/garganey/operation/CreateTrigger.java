package dev.garganey.operation;

import dev.garganey.model.ObjectName;
import dev.garganey.model.Schema;
import dev.garganey.model.SchemaMistake;
import dev.garganey.model.Trigger;
import dev.garganey.model.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** CreateTrigger makes a trigger of a table or view. */
public record CreateTrigger(ObjectName table, Trigger trigger) implements Operation {
  @Override
  public Schema applyTo(Schema before) {
    Optional<View> view = before.findView(table);
    List<Trigger> triggers =
        new ArrayList<>(view.map(View::triggers).orElseGet(() -> before.table(table).triggers()));
    if (triggers.stream().anyMatch(t -> t.name().equals(trigger.name()))) {
      throw new SchemaMistake("`" + table + "` has a trigger `" + trigger.name() + "` already");
    }
    triggers.add(trigger);
    return view.map(v -> before.with(v.withTriggers(triggers)))
        .orElseGet(() -> before.changing(table, t -> t.withTriggers(triggers)));
  }

  @Override
  public Inverse inverse(Schema before) {
    return Inverse.of(new DropTrigger(table, trigger.name()));
  }

  @Override
  public <R> R accept(OperationVisitor<R> visitor) {
    return visitor.visit(this);
  }

  @Override
  public String describe() {
    return "create trigger " + trigger.name() + " on " + table;
  }
}
