package dev.garganey.plan;

import dev.garganey.operation.SourcePosition;
import java.util.List;
import java.util.stream.Collectors;

/** PlanMistakes are the operations of a migration that cannot be planned, all of them. */
public final class PlanMistakes extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Entry> entries;

  public PlanMistakes(List<Entry> entries) {
    super(entries.stream().map(Entry::toString).collect(Collectors.joining("\n")));
    this.entries = List.copyOf(entries);
  }

  /** Each mistake and where it is. */
  public List<Entry> entries() {
    return entries;
  }

  /** Entry is one mistake. */
  public record Entry(SourcePosition at, String message) {
    @Override
    public String toString() {
      return at + ": " + message;
    }
  }
}
