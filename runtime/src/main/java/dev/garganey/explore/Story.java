package dev.garganey.explore;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Story is a life while it is told: what happened, at which step of all, and which name it had
 * then.
 */
final class Story<N> {
  private record At<T>(int step, T what) {}

  private final List<At<N>> names = new ArrayList<>();
  private final List<At<Event>> events = new ArrayList<>();
  private final Map<String, Story<String>> columns = new LinkedHashMap<>();
  private final List<Story<String>> droppedColumns = new ArrayList<>();
  private Optional<Integer> born = Optional.empty();
  private Optional<Integer> died = Optional.empty();

  Story(N name) {
    names.add(new At<>(0, name));
  }

  void add(int step, Event event) {
    events.add(new At<>(step, event));
  }

  void begin(int step) {
    born = Optional.of(step);
  }

  void end(int step) {
    died = Optional.of(step);
  }

  void rename(int step, N name) {
    names.add(new At<>(step, name));
  }

  boolean isOver() {
    return died.isPresent();
  }

  N name() {
    return names.get(names.size() - 1).what();
  }

  /** All names, the last one included, each once. */
  List<N> names() {
    return names.stream().map(At::what).distinct().toList();
  }

  /** The name that it had at that step; empty before it was made and after it was dropped. */
  Optional<N> nameAt(int step) {
    if (born.filter(b -> step < b).isPresent() || died.filter(d -> step > d).isPresent()) {
      return Optional.empty();
    }
    N name = names.get(0).what();
    for (At<N> next : names) {
      name = next.step() <= step ? next.what() : name;
    }
    return Optional.of(name);
  }

  /** The column of that name; one that nobody heard of was made by SQL that cannot be read. */
  Story<String> column(String name) {
    return columns.computeIfAbsent(name, Story::new);
  }

  /** A column begins; of an earlier one of its name the life is over. */
  Story<String> newColumn(String name) {
    Story<String> earlier = columns.remove(name);
    if (earlier != null) {
      droppedColumns.add(earlier);
    }
    return column(name);
  }

  void renameColumn(int step, String from, String to) {
    Story<String> column = column(from);
    columns.remove(from);
    column.rename(step, to);
    columns.put(to, column);
  }

  void dropColumn(int step, String name) {
    Story<String> column = column(name);
    columns.remove(name);
    column.end(step);
    droppedColumns.add(column);
  }

  /** The columns that there were, the living ones last. */
  List<Story<String>> allColumns() {
    List<Story<String>> all = new ArrayList<>(droppedColumns);
    all.addAll(columns.values());
    return all;
  }

  /** What happened, with what else is told of it, in order. */
  List<Event> events(Map<Integer, Event> others) {
    List<At<Event>> all = new ArrayList<>(events);
    others.forEach((step, event) -> all.add(new At<>(step, event)));
    all.sort(java.util.Comparator.comparingInt(At::step));
    return all.stream().map(At::what).toList();
  }
}
