package dev.garganey.diff;

import dev.garganey.model.Schema;
import dev.garganey.model.SchemaMistake;
import dev.garganey.model.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Differ finds the operations that lead from one schema to another: the ones that an author would
 * write, in an order that works.
 *
 * <p>What depends goes first, what is depended on comes first: triggers and views are taken away,
 * then foreign keys, keys and indexes, then tables; then types, functions and tables are made,
 * columns changed, keys and indexes added, and views and triggers made last. Each operation is
 * applied as it is written, so that what it takes along is never asked for twice, and the end is
 * compared with what was wanted.
 */
public final class Differ {
  private final Draft draft;
  private final Schema target;
  private final DiffRules rules;
  private final Answers answers;
  private final List<Question> questions = new ArrayList<>();
  private final List<String> refusals = new ArrayList<>();
  private final Losses losses;

  private Differ(Schema from, Schema to, Answers answers, DiffRules rules) {
    this.draft = new Draft(from);
    this.rules = rules;
    this.answers = answers;
    new Renames(draft, to, answers.hints()).run();
    if (answers.removalsAsked()) {
      Removals removals = new Removals(draft.schema(), to, answers.hints());
      this.target = removals.kept();
      this.questions.addAll(removals.questions());
    } else {
      this.target = to;
    }
    this.losses = Losses.of(draft.schema(), target, rules);
  }

  /**
   * The difference between two schemas in the same words: both from scripts, or both from a
   * database.
   */
  public static Difference diff(Schema from, Schema to, Answers answers, DiffRules rules) {
    Differ differ = new Differ(from, to, answers, rules);
    try {
      differ.run();
    } catch (SchemaMistake unfinished) {
      // What was refused may have left the rest without what it needs.
      if (differ.refusals.isEmpty()) {
        throw unfinished;
      }
    }
    return new Difference(differ.draft.operations(), differ.questions, differ.refusals);
  }

  /** The schema once all that the hints say was renamed has its new name. */
  public static Schema renamed(Schema from, Schema to, Hints hints) {
    Draft draft = new Draft(from);
    new Renames(draft, to, hints).run();
    return draft.schema();
  }

  private Schema now() {
    return draft.schema();
  }

  private void run() {
    new Departures(draft, target, rules, losses, refusals).run();
    new KeyLosses(draft, target, rules).run();
    DomainChanges domains = new DomainChanges(draft, target);
    domains.release();
    List<TableChanges> changes = changes();
    changes.forEach(TableChanges::dropParts);
    SequenceChanges sequences = new SequenceChanges(draft, target);
    sequences.keep();
    Leftovers leftovers = new Leftovers(draft, target);
    leftovers.dropTables();
    new EnumChanges(draft, target, rules).run();
    Additions additions = new Additions(draft, target);
    additions.run();
    domains.run();
    for (TableChanges table : changes) {
      // One table after the other, for some products make it anew for all of that.
      table.columns();
      table.addParts();
    }
    sequences.run();
    additions.late().forEach(draft::emit);
    sequences.run();
    changes.forEach(TableChanges::addForeignKeys);
    ViewChanges views = new ViewChanges(draft, target);
    views.settle();
    views.createTriggers();
    changes.forEach(TableChanges::lateOptions);
    additions.last().forEach(draft::emit);
    leftovers.dropRest();
    requireArrival();
  }

  private List<TableChanges> changes() {
    List<TableChanges> changes = new ArrayList<>();
    for (Table table : now().tables()) {
      Optional<Table> wanted = target.findTable(table.name());
      if (wanted.isPresent() && !wanted.get().equals(table)) {
        TableChanges change =
            new TableChanges(draft, target, table.name(), rules, answers, questions, refusals);
        if (!change.refuse()) {
          changes.add(change);
        }
      }
    }
    return changes;
  }

  /** What is left is a defect here, not a mistake of the user's; better told than applied. */
  private void requireArrival() {
    if (!refusals.isEmpty()) {
      return;
    }
    List<String> left = Likeness.differences(now(), target);
    if (!left.isEmpty()) {
      refusals.add("This cannot be said in operations yet:\n  " + String.join("\n  ", left));
    }
  }
}
