package dev.garganey.shell.command;

import dev.garganey.diff.Hints;
import dev.garganey.diff.Question;
import dev.garganey.model.ColumnRef;
import dev.garganey.model.ObjectName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Gone is a table or column that the model lacks: renamed, or dropped?
 *
 * @param name as it is shown
 * @param candidates the names that it may have now
 * @param shown how such a name is shown
 * @param renamed what follows from its being such a name now
 * @param dropped what follows from its being dropped
 */
record Gone(
    String name,
    List<String> candidates,
    Optional<Question.Suggested> suggestion,
    Function<String, String> shown,
    Function<String, Hints> renamed,
    Hints dropped) {
  static Gone of(Question question) {
    return question instanceof Question.ColumnGone column
        ? column(column)
        : object((Question.ObjectGone) question);
  }

  private static Gone column(Question.ColumnGone gone) {
    ColumnRef old = gone.column();
    return new Gone(
        old.toString(),
        gone.candidates(),
        gone.suggestion(),
        now -> new ColumnRef(old.table(), now).toString(),
        now ->
            hints(
                Map.of(),
                Map.of(new ColumnRef(old.table(), now), old.column()),
                Set.of(),
                Set.of()),
        hints(Map.of(), Map.of(), Set.of(old), Set.of()));
  }

  private static Gone object(Question.ObjectGone gone) {
    ObjectName old = gone.name();
    return new Gone(
        old.toString(),
        gone.candidates().stream().map(ObjectName::toString).toList(),
        gone.suggestion(),
        now -> now,
        now -> hints(Map.of(ObjectName.parse(now), old), Map.of(), Set.of(), Set.of()),
        hints(Map.of(), Map.of(), Set.of(), Set.of(old)));
  }

  private static Hints hints(
      Map<ObjectName, ObjectName> tables,
      Map<ColumnRef, String> columns,
      Set<ColumnRef> droppedColumns,
      Set<ObjectName> dropped) {
    return new Hints(tables, columns, Map.of(), Map.of(), droppedColumns, dropped);
  }

  String shown(String candidate) {
    return shown.apply(candidate);
  }

  Hints renamed(String candidate) {
    return renamed.apply(candidate);
  }

  /**
   * The question and its answers, the likeliest first.
   *
   * @param taken new names that are known to be something else
   */
  Choices choices(Set<String> taken) {
    List<String> free = candidates.stream().filter(c -> !taken.contains(shown(c))).toList();
    Optional<Question.Suggested> likely = suggestion.filter(s -> free.contains(s.name()));
    Optional<String> first =
        likely
            .map(Question.Suggested::name)
            .or(() -> free.size() == 1 ? Optional.of(free.get(0)) : Optional.empty());
    Choices choices = new Choices(question(free, first));
    String reason = likely.map(s -> ": " + s.reason()).orElse("");
    first.ifPresent(f -> choices.with("r", "renamed to " + shown(f) + reason, f));
    int number = 1;
    for (String other : free) {
      if (!first.equals(Optional.of(other))) {
        choices.with(String.valueOf(number++), "renamed to " + shown(other), other);
      }
    }
    return choices
        .with(
            "d",
            "dropped, with all that it holds"
                + first.map(f -> "; " + shown(f) + " is another").orElse(""))
        .with(Choices.QUIT, "stop here");
  }

  private String question(List<String> free, Optional<String> first) {
    if (free.isEmpty()) {
      return name + " is gone, and nothing new is in its place: may it go?";
    }
    return name
        + " is gone and "
        + first.map(this::shown).orElseGet(() -> free.size() + " others are")
        + (first.isPresent() ? " is" : "")
        + " new: renamed?";
  }
}
