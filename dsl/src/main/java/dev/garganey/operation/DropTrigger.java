package dev.garganey.operation;

import dev.garganey.model.MissingObject;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Schema;
import dev.garganey.model.Trigger;
import dev.garganey.model.View;
import java.util.List;

/** DropTrigger removes a trigger of a table or view. */
public record DropTrigger(ObjectName table, String trigger) implements Operation {
  private List<Trigger> triggers(Schema before) {
    return before
        .findView(table)
        .map(View::triggers)
        .orElseGet(() -> before.table(table).triggers());
  }

  private Trigger require(Schema before) {
    List<Trigger> all = triggers(before);
    return all.stream()
        .filter(t -> t.name().equals(trigger))
        .findFirst()
        .orElseThrow(
            () -> new MissingObject("trigger", trigger, all.stream().map(Trigger::name).toList()));
  }

  @Override
  public Schema applyTo(Schema before) {
    require(before);
    List<Trigger> rest = triggers(before).stream().filter(t -> !t.name().equals(trigger)).toList();
    return before
        .findView(table)
        .map(v -> before.with(v.withTriggers(rest)))
        .orElseGet(() -> before.changing(table, t -> t.withTriggers(rest)));
  }

  @Override
  public Inverse inverse(Schema before) {
    return Inverse.of(new CreateTrigger(table, require(before)));
  }

  @Override
  public <R> R accept(OperationVisitor<R> visitor) {
    return visitor.visit(this);
  }

  @Override
  public String describe() {
    return "drop trigger " + trigger + " on " + table;
  }
}
