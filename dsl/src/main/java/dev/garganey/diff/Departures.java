package dev.garganey.diff;

import dev.garganey.model.NativeObject;
import dev.garganey.model.ObjectName;
import dev.garganey.model.ObjectRef;
import dev.garganey.model.Schema;
import dev.garganey.model.Table;
import dev.garganey.model.Trigger;
import dev.garganey.model.View;
import dev.garganey.operation.CreateFunction;
import dev.garganey.operation.CreateNative;
import dev.garganey.operation.CreateView;
import dev.garganey.operation.DropFunction;
import dev.garganey.operation.DropNative;
import dev.garganey.operation.DropTrigger;
import dev.garganey.operation.DropView;
import dev.garganey.operation.Operation;
import dev.garganey.operation.SetTableOptions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Departures takes away what stands in the way of a change, in the reverse of the order in which it
 * would be made: triggers, then what tables have that stands on functions and types, then views,
 * functions and native objects.
 */
final class Departures {
  private final Draft draft;
  private final Schema target;
  private final DiffRules rules;
  private final Losses losses;
  private final List<String> refusals;

  Departures(Draft draft, Schema target, DiffRules rules, Losses losses, List<String> refusals) {
    this.draft = draft;
    this.target = target;
    this.rules = rules;
    this.losses = losses;
    this.refusals = refusals;
  }

  void run() {
    dropTriggers();
    List<Operation> made = new ArrayList<>(Creation.of(losses.departing()));
    Collections.reverse(made);
    // What belongs to a part of a table goes before that part does.
    made.forEach(this::dropPart);
    Optional<Loosening> loosening =
        Optional.of(new Loosening(draft, target, losses)).filter(l -> rules.bindsExpressions());
    loosening.ifPresent(Loosening::run);
    int views = 0;
    for (int i = 0; i < made.size(); i++) {
      views = made.get(i) instanceof CreateView ? i + 1 : views;
    }
    // A generated column goes between the views that show it and the functions that it calls.
    made.subList(0, views).forEach(this::drop);
    loosening.ifPresent(Loosening::dropGenerated);
    made.subList(views, made.size()).forEach(this::drop);
  }

  private void dropPart(Operation made) {
    if (made instanceof CreateNative object
        && Losses.standsOnRelation(object.object(), draft.schema())) {
      drop(object.object());
    }
  }

  private void drop(Operation made) {
    if (made instanceof CreateView view) {
      draft.emit(new DropView(view.view().name(), false));
    } else if (made instanceof CreateFunction function) {
      draft.emit(
          new DropFunction(
              function.function().name(),
              function.function().kind(),
              function.function().arguments()));
    } else if (made instanceof CreateNative object) {
      drop(object.object());
    }
  }

  /** Drops it, unless it went with another, or something that stays stands on it. */
  private void drop(NativeObject object) {
    if (draft.schema().findNative(object.ref()).isEmpty()) {
      return;
    }
    Optional<ObjectRef> standing = standing(object.ref());
    if (standing.isPresent() && target.findNative(object.ref()).isPresent()) {
      refusals.add(
          "`"
              + object.ref()
              + "` cannot be changed in place, for `"
              + standing.get()
              + "` stands on it; change it in migrations of your own");
      return;
    }
    draft.emit(new DropNative(object.kind(), object.name()));
  }

  /** A table, domain or function that stays and needs an object. */
  private Optional<ObjectRef> standing(ObjectRef object) {
    Schema now = draft.schema();
    return Stream.of(
            now.tables().stream()
                .filter(t -> target.findTable(t.name()).isPresent())
                .map(t -> ObjectRef.table(t.name())),
            now.domains().stream().map(d -> ObjectRef.type(d.name())),
            now.functions().stream().map(f -> ObjectRef.function(f.signature())))
        .flatMap(refs -> refs)
        .filter(ref -> now.dependenciesOf(ref).filter(n -> n.contains(object)).isPresent())
        .findFirst();
  }

  private void dropTriggers() {
    for (Table table : List.copyOf(draft.schema().tables())) {
      List<Trigger> wanted = target.findTable(table.name()).map(Table::triggers).orElse(List.of());
      for (Trigger trigger : losses.triggers(table.name(), table.triggers(), wanted)) {
        forgetState(table, trigger);
        draft.emit(new DropTrigger(table.name(), trigger.name()));
      }
    }
    for (View view : List.copyOf(draft.schema().views())) {
      List<Trigger> wanted = target.findView(view.name()).map(View::triggers).orElse(List.of());
      losses
          .triggers(view.name(), view.triggers(), wanted)
          .forEach(t -> draft.emit(new DropTrigger(view.name(), t.name())));
    }
  }

  /** A trigger that is disabled, say, is so no more when it is gone. */
  private void forgetState(Table table, Trigger trigger) {
    String state = Table.TRIGGER_STATE + trigger.name();
    ObjectName name = table.name();
    if (table.options().containsKey(state)) {
      draft.emit(new SetTableOptions(name, Map.of(state, "")));
    }
  }
}
