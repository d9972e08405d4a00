package dev.garganey.shell.command;

import java.util.List;

/** Command is one thing that the user can ask for. */
public interface Command {
  /** The word that names it. */
  String name();

  /** One line that says what it does. */
  String summary();

  /** What the help says besides the options, each element a line. */
  List<String> details();

  /** Command lines that a user might type, without the program's name. */
  List<String> examples();

  /** Its own options; the global ones go with every command. */
  List<Option> options();

  /**
   * The names of its arguments, as the help shows them; those in brackets may be left out, and a
   * last one with an ellipsis may be there any number of times.
   */
  default List<String> arguments() {
    return List.of();
  }

  /** Whether it mostly opens a connection to the database of the project. */
  default boolean asksDatabase() {
    return true;
  }

  /** Does it. It never prints: what there is to say is in the outcome. */
  Outcome run(Invocation invocation);
}
