package dev.garganey.diff;

import dev.garganey.model.ColumnRef;
import dev.garganey.model.ColumnType;
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
  record ValueNeeded(ColumnRef column, ColumnType type) implements Question {
    /** An expression that a column of this type takes, for a person to begin with. */
    public String example() {
      if (type instanceof ColumnType.Bool) {
        return "false";
      } else if (type instanceof ColumnType.Date) {
        return "current_date";
      } else if (type instanceof ColumnType.Time) {
        return "current_time";
      } else if (type instanceof ColumnType.Timestamp || type instanceof ColumnType.TimestampTz) {
        return "current_timestamp";
      } else if (type instanceof ColumnType.Interval) {
        return "'0 s'";
      } else if (type instanceof ColumnType.Uuid) {
        return "'00000000-0000-0000-0000-000000000000'";
      } else if (type instanceof ColumnType.Json || type instanceof ColumnType.ArrayOf) {
        return "'{}'";
      } else if (type instanceof ColumnType.OfEnum) {
        return "'one of its values'";
      }
      return isNumber() ? "0" : "''";
    }

    private boolean isNumber() {
      return type instanceof ColumnType.SmallInt
          || type instanceof ColumnType.Int
          || type instanceof ColumnType.BigInt
          || type instanceof ColumnType.Decimal
          || type instanceof ColumnType.Real
          || type instanceof ColumnType.DoublePrecision;
    }

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
