package dev.garganey.model;

import java.util.Collection;

/** MissingObject says that an operation names something that is not there. */
public final class MissingObject extends SchemaMistake {
  private static final long serialVersionUID = 1L;

  private final String name;

  /**
   * @param kind what is missing: table, column, index…
   * @param name its name as the user wrote it
   * @param present the names that are there, for a suggestion
   */
  public MissingObject(String kind, String name, Collection<String> present) {
    super(
        "There is no " + kind + " `" + name + "` at this point" + Suggestion.clause(name, present));
    this.name = name;
  }

  /** What is missing, as the user wrote it; a column as {@code table.column}. */
  public String name() {
    return name;
  }
}
