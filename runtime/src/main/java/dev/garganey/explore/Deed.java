package dev.garganey.explore;

import dev.garganey.model.ObjectName;
import java.util.List;
import java.util.Optional;

/**
 * Deed is what an operation does to one table or view, or to one column of it.
 *
 * @param relation its name before the deed
 * @param column its name before the deed, where it is done to one column
 * @param columns the others that it concerns, such as those of a key
 * @param text what was done, as a participle: {@code added as text}
 * @param to the name that it has afterwards, where that is another one
 */
public record Deed(
    Kind kind,
    ObjectName relation,
    Optional<String> column,
    List<String> columns,
    String text,
    Optional<String> to) {

  /** Kind tells what a deed means for the life that it is part of. */
  public enum Kind {
    /** It began, or the column did together with its table. */
    CREATED,
    /** The column began after its table. */
    ADDED,
    CHANGED,
    RENAMED,
    DROPPED,
    /** SQL or code whose effect cannot be read has its name in it. */
    MENTIONED
  }

  static Deed of(Kind kind, ObjectName relation, String text) {
    return new Deed(kind, relation, Optional.empty(), List.of(), text, Optional.empty());
  }

  static Deed of(Kind kind, ObjectName relation, String column, String text) {
    return new Deed(kind, relation, Optional.of(column), List.of(), text, Optional.empty());
  }

  static Deed concerning(ObjectName relation, List<String> columns, String text) {
    return new Deed(Kind.CHANGED, relation, Optional.empty(), columns, text, Optional.empty());
  }
}
