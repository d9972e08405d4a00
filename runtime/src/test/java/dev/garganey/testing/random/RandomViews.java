package dev.garganey.testing.random;

import dev.garganey.model.ObjectName;
import dev.garganey.model.Table;
import dev.garganey.model.View;
import dev.garganey.operation.CommentTarget;
import dev.garganey.operation.CreateIndex;
import dev.garganey.operation.CreateView;
import dev.garganey.operation.DropView;
import dev.garganey.operation.Operation;
import dev.garganey.operation.RefreshView;
import dev.garganey.operation.RenameView;
import dev.garganey.operation.ReplaceView;
import dev.garganey.operation.SetComment;
import dev.garganey.testing.Things;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** RandomViews draws views of a table's key, stored ones too. */
final class RandomViews {
  private final Draw draw;

  RandomViews(Draw draw) {
    this.draw = draw;
  }

  List<Operation> create(Table table) {
    ObjectName name = table.name().sibling(draw.fresh("v"));
    boolean stored = draw.isPostgresql() && draw.once(3);
    View view = view(name, table, stored);
    List<Operation> operations = new ArrayList<>(List.of(new CreateView(view)));
    if (stored && draw.once(2)) {
      operations.add(
          new CreateIndex(name, Things.index(draw.fresh("i"), draw.once(2), "id"), false));
    }
    return operations;
  }

  private View view(ObjectName name, Table table, boolean stored) {
    return new View(
        name,
        "SELECT "
            + Draw.quoted("id")
            + ", 1 AS one FROM "
            + Draw.quoted(table.name())
            + (draw.once(2) ? " WHERE " + Draw.quoted("id") + " > 1" : ""),
        stored,
        List.of(),
        Map.of(),
        List.of(),
        List.of(),
        Optional.empty());
  }

  Optional<List<Operation>> change(Table table) {
    return draw.pickFrom(draw.schema.views())
        .map(
            view ->
                switch (draw.upTo(5)) {
                  case 0 -> new DropView(view.name(), false);
                  case 1 -> new RenameView(view.name(), draw.fresh("v"));
                  case 2 ->
                      new SetComment(
                          CommentTarget.VIEW,
                          view.name(),
                          Optional.empty(),
                          Optional.of("it's seen"));
                  default ->
                      view.materialized()
                          ? new RefreshView(view.name(), false)
                          : new ReplaceView(view(view.name(), table, false));
                })
        .map(List::of);
  }
}
