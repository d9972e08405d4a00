package dev.garganey.diff;

import dev.garganey.model.ObjectName;
import dev.garganey.model.Schema;
import dev.garganey.model.Table;
import dev.garganey.model.Trigger;
import dev.garganey.model.View;
import dev.garganey.operation.CommentTarget;
import dev.garganey.operation.CreateIndex;
import dev.garganey.operation.CreateTrigger;
import dev.garganey.operation.DropIndex;
import dev.garganey.operation.ReplaceView;
import dev.garganey.operation.SetComment;
import java.util.List;
import java.util.Optional;

/** ViewChanges gives views that stay, and what stands on views and tables, what they shall have. */
final class ViewChanges {
  private final Draft draft;
  private final Schema target;

  ViewChanges(Draft draft, Schema target) {
    this.draft = draft;
    this.target = target;
  }

  /** Gives views that stayed their queries, indexes and comments. */
  void settle() {
    for (View wanted : target.views()) {
      View there = now().view(wanted.name());
      if (!Losses.same(there, wanted)) {
        draft.emit(new ReplaceView(wanted.withIndexes(there.indexes()).withTriggers(List.of())));
        there = now().view(wanted.name());
      }
      for (var index : there.indexes()) {
        if (!wanted.indexes().contains(index)) {
          draft.emit(new DropIndex(wanted.name().sibling(index.name()), false));
        }
      }
      for (var index : wanted.indexes()) {
        if (!there.indexes().contains(index)) {
          draft.emit(new CreateIndex(wanted.name(), index, false));
        }
      }
      if (!there.comment().equals(wanted.comment())) {
        comment(CommentTarget.VIEW, wanted.name(), wanted.comment());
      }
    }
  }

  /** Makes the triggers that are wanted and not there. */
  void createTriggers() {
    for (Table wanted : target.tables()) {
      if (!wanted.triggers().isEmpty()) {
        create(wanted.name(), now().table(wanted.name()).triggers(), wanted.triggers());
      }
    }
    for (View wanted : target.views()) {
      create(wanted.name(), now().view(wanted.name()).triggers(), wanted.triggers());
    }
  }

  private void create(ObjectName owner, List<Trigger> there, List<Trigger> wanted) {
    wanted.stream()
        .filter(t -> !there.contains(t))
        .forEach(t -> draft.emit(new CreateTrigger(owner, t)));
  }

  private Schema now() {
    return draft.schema();
  }

  private void comment(CommentTarget what, ObjectName name, Optional<String> text) {
    draft.emit(new SetComment(what, name, Optional.empty(), text));
  }
}
