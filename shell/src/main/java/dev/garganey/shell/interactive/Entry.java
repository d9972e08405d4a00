package dev.garganey.shell.interactive;

import java.util.List;

/** Entry is one thing that was typed. */
sealed interface Entry {
  /** A command: its name and arguments, and where its results go. */
  record Words(List<String> words, Destination destination) implements Entry {
    public Words {
      words = List.copyOf(words);
    }
  }

  /**
   * A statement for the database.
   *
   * @param sql without what ends it
   * @param ending how this result alone is shown, and where
   */
  record Sql(String sql, Ending ending) implements Entry {}

  /** Groovy. */
  record Script(String text) implements Entry {}

  /** A switch of the shell such as {@code \x}; the argument may be empty. */
  record Switch(String name, String argument) implements Entry {}
}
