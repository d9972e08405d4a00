package dev.garganey.diff;

import dev.garganey.model.Domain;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Schema;
import dev.garganey.operation.AlterDomain;
import dev.garganey.operation.CommentTarget;
import dev.garganey.operation.SetComment;
import java.util.List;
import java.util.Optional;

/** DomainChanges gives domains that stay other rules. */
final class DomainChanges {
  private final Draft draft;
  private final Schema target;
  private final List<String> refusals;

  DomainChanges(Draft draft, Schema target, List<String> refusals) {
    this.draft = draft;
    this.target = target;
    this.refusals = refusals;
  }

  /** Gives those that are there their rules and comment. */
  void run() {
    for (Domain wanted : target.domains()) {
      Domain there = draft.schema().domain(wanted.name());
      boolean fixed =
          there.type().equals(wanted.type()) && there.collation().equals(wanted.collation());
      if (!fixed) {
        refusals.add(
            "The domain `"
                + wanted.name()
                + "` cannot change its type or collation in place; make another domain and give it"
                + " to the columns in migrations of your own");
      } else if (!there.withComment(wanted.comment()).equals(wanted)) {
        draft.emit(new AlterDomain(wanted));
      } else if (!there.comment().equals(wanted.comment())) {
        comment(wanted.name(), wanted.comment());
      }
    }
  }

  private void comment(ObjectName name, Optional<String> text) {
    draft.emit(new SetComment(CommentTarget.DOMAIN, name, Optional.empty(), text));
  }
}
