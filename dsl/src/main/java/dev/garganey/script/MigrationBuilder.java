package dev.garganey.script;

import dev.garganey.model.ObjectName;
import dev.garganey.model.SchemaMistake;
import dev.garganey.model.Table;
import dev.garganey.operation.Migration;
import dev.garganey.operation.Step;
import groovy.lang.Closure;
import groovy.lang.DelegatesTo;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** MigrationBuilder is a migration's file: what stands outside of {@code up} and {@code down}. */
public final class MigrationBuilder extends Block {
  private final Map<ObjectName, Table> created = new HashMap<>();
  private Optional<String> description = Optional.empty();
  private Optional<List<Step>> up = Optional.empty();
  private Optional<List<Step>> down = Optional.empty();
  private boolean transactional = true;
  private boolean repeatable;
  private List<String> requires = List.of();
  private List<String> replaces = List.of();
  private Optional<String> irreversible = Optional.empty();

  MigrationBuilder(Evaluation evaluation) {
    super(evaluation);
  }

  /** What the migration is about, in one line. */
  public void description(String text) {
    description = Optional.of(text);
  }

  /** The operations that apply it. */
  public void up(
      @DelegatesTo(value = OperationsBuilder.class, strategy = Closure.DELEGATE_ONLY)
          Body operations) {
    if (up.isPresent()) {
      throw new SchemaMistake("There are two up { } blocks; write all operations into one");
    }
    up = Optional.of(steps("up", operations, new Operations(evaluation, created)));
  }

  /** The operations that undo it, where those derived from {@code up} are not the right ones. */
  public void down(
      @DelegatesTo(value = OperationsBuilder.class, strategy = Closure.DELEGATE_ONLY)
          Body operations) {
    if (down.isPresent()) {
      throw new SchemaMistake("There are two down { } blocks; write all operations into one");
    }
    down = Optional.of(steps("down", operations, new Operations(evaluation)));
  }

  private List<Step> steps(String title, Body body, Operations operations) {
    evaluation.run(body, new OperationsBuilder(evaluation, title, operations, Set.of()));
    return operations.steps();
  }

  /** Whether it may run in a transaction, which is the default. */
  public void transactional(boolean may) {
    transactional = may;
  }

  /** The migrations that must be applied before. */
  public void requires(String... ids) {
    requires = List.of(ids);
  }

  /** The migrations whose work this one does in one go. */
  public void replaces(String... ids) {
    replaces = List.of(ids);
  }

  /** Says that it must not be rolled back, and why. */
  public void irreversible(String why) {
    irreversible = Optional.of(why);
  }

  /** Applies it again whenever its content changes: for views, functions, triggers. */
  public void repeatable() {
    repeatable = true;
  }

  /** The migration; what is wrong with it as a whole is noted. */
  Migration build(MigrationFile file) {
    if (up.isEmpty() && evaluation.mistakeCount() == 0) {
      evaluation.note(
          evaluation.source().position(0, 0),
          evaluation.source().text().isBlank()
              ? "This migration is empty"
              : "This migration has no up { } block",
          Optional.of("Write its operations into up { … }."));
    }
    boolean bare = up.isPresent() && up.get().isEmpty() && replaces.isEmpty();
    if (bare && evaluation.mistakeCount() == 0) {
      // A block whose code comes to nothing, for this database say, is not meant.
      evaluation
          .source()
          .emptyBlock("up")
          .ifPresent(
              at ->
                  evaluation.note(
                      at,
                      "This migration is empty",
                      Optional.of("Write its operations into up { … }, or delete the file.")));
    }
    if (irreversible.isPresent() && down.isPresent()) {
      evaluation.note(
          evaluation.source().position(0, 0),
          "This migration is irreversible and has a down { } block",
          Optional.of("Keep one of them."));
    }
    if (repeatable && !replaces.isEmpty()) {
      evaluation.note(
          evaluation.source().position(0, 0),
          "This migration is repeatable and replaces others, which were applied once",
          Optional.of("Keep one of the two words."));
    }
    return new Migration(
        file.id(),
        file.shownPath(),
        file.checksum(),
        description,
        up.orElse(List.of()),
        down,
        transactional,
        repeatable,
        requires,
        replaces,
        irreversible);
  }

  @Override
  String placeTitle() {
    return " at the top of a migration";
  }

  @Override
  Optional<String> elsewhere(String word, Vocabulary vocabulary) {
    return vocabulary.knows(OperationsBuilder.class, word)
        ? Optional.of("This word stands in up { … }.")
        : ModelBuilder.ofModels(word, vocabulary);
  }
}
