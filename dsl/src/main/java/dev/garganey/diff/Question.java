package dev.garganey.diff;

import dev.garganey.model.ColumnRef;
import dev.garganey.model.ObjectName;
import java.util.List;
import java.util.Optional;

/** Question is what two schemas leave open, and only a person can answer. */
public sealed interface Question {
  /** In a few words, without an answer. */
  String text();

  /**
   * A table or another object is gone: dropped, or known by another name now?
   *
   * @param what the kind of object, in words
   * @param candidates the new objects of that kind
   * @param suggestion the likeliest of them, and why
   */
  record ObjectGone(
      String what, ObjectName name, List<ObjectName> candidates, Optional<Suggested> suggestion)
      implements Question {
    public ObjectGone {
      candidates = List.copyOf(candidates);
    }

    @Override
    public String text() {
      return what + " `" + name + "` is not in the model any more";
    }
  }

  /**
   * A column is gone: dropped, or known by another name now?
   *
   * @param column by the name that its table has now
   */
  record ColumnGone(ColumnRef column, List<String> candidates, Optional<Suggested> suggestion)
      implements Question {
    public ColumnGone {
      candidates = List.copyOf(candidates);
    }

    @Override
    public String text() {
      return "column `" + column.table() + "." + column.column() + "` is not in the model any more";
    }
  }

  /** A column must not be NULL from now on: what do the rows that are there already get? */
  record ValueNeeded(ColumnRef column) implements Question {
    @Override
    public String text() {
      return "column `"
          + column.table()
          + "."
          + column.column()
          + "` is NOT NULL and has no default; what do the rows get that are there already?";
    }
  }

  /** Suggested is an answer that is likely, never one that is taken. */
  record Suggested(String name, String reason) {}
}
