package dev.garganey.testing.random;

import dev.garganey.model.Function;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Table;
import dev.garganey.model.Trigger;
import dev.garganey.operation.CommentTarget;
import dev.garganey.operation.CreateFunction;
import dev.garganey.operation.CreateTrigger;
import dev.garganey.operation.DropTrigger;
import dev.garganey.operation.Operation;
import dev.garganey.operation.SetComment;
import java.util.List;
import java.util.Optional;

/** RandomCode draws triggers with the functions that they call, and comments. */
final class RandomCode {
  private final Draw draw;

  RandomCode(Draw draw) {
    this.draw = draw;
  }

  List<Operation> trigger(Table table) {
    String name = draw.fresh("tr");
    String on = "AFTER DELETE ON " + Draw.quoted(table.name());
    if (!draw.isPostgresql()) {
      String body =
          " WHEN OLD.\"id\" > 9 BEGIN DELETE FROM " + Draw.quoted(table.name()) + " WHERE 0; END";
      return List.of(new CreateTrigger(table.name(), Trigger.of(name, on + body)));
    }
    Function function =
        new Function(
            ObjectName.of(draw.fresh("f")),
            "FUNCTION",
            "",
            "RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN new; END$$",
            Optional.empty());
    String calls = " FOR EACH ROW EXECUTE FUNCTION " + Draw.quoted(function.name()) + "()";
    return List.of(
        new CreateFunction(function, false),
        new CreateTrigger(table.name(), Trigger.of(name, on + calls)));
  }

  Optional<List<Operation>> change(Table table) {
    return draw.pickFrom(table.triggers())
        .map(t -> List.of(new DropTrigger(table.name(), t.name())));
  }

  Operation comment(Table table) {
    Optional<String> text = draw.once(4) ? Optional.empty() : Optional.of("it's \"said\"");
    return draw.once(2)
        ? new SetComment(CommentTarget.TABLE, table.name(), Optional.empty(), text)
        : new SetComment(
            CommentTarget.COLUMN,
            table.name(),
            Optional.of(draw.pick(table.columns()).name()),
            text);
  }
}
