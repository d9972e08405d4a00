package dev.garganey.explore;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Life is what migrations did to one table, view or column, in order.
 *
 * @param name the last that it had
 * @param formerNames those before, the first of them first
 * @param dropped whether it is gone
 * @param columns the lives of its columns by their last names, those of dropped ones included; a
 *     column has none
 */
public record Life(
    String name,
    List<String> formerNames,
    boolean dropped,
    List<Event> events,
    Map<String, Life> columns) {
  public Life {
    formerNames = List.copyOf(formerNames);
    events = List.copyOf(events);
    columns = Map.copyOf(columns);
  }

  /** The column that has this name, or else had it. */
  public Optional<Life> column(String column) {
    return Optional.ofNullable(columns.get(column))
        .or(
            () ->
                columns.values().stream()
                    .filter(c -> c.formerNames().contains(column))
                    .findFirst());
  }

  /** What was done to it by now. */
  public List<Event> past() {
    return events.stream().filter(e -> !e.isPending()).toList();
  }

  /** The migration that made it, as far as one is known. */
  public Optional<Event> first() {
    return past().stream().findFirst();
  }

  /** The migration that changed it last. */
  public Optional<Event> last() {
    List<Event> past = past();
    return past.isEmpty() ? Optional.empty() : Optional.of(past.get(past.size() - 1));
  }
}
