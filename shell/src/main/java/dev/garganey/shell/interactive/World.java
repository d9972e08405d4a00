package dev.garganey.shell.interactive;

import dev.garganey.Garganey;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.Map;
import java.util.function.Consumer;

/**
 * World is what a process has around it.
 *
 * @param answers whether a person types what comes in
 * @param variables the environment's variables
 * @param terminal whether a person watches what goes out
 * @param opened told of each facade that is opened, so that a signal can stop it
 * @param waits told when nothing is under way but waiting for a person, and when that is over
 */
public record World(
    InputStream in,
    boolean answers,
    PrintStream out,
    PrintStream err,
    Map<String, String> variables,
    boolean terminal,
    Consumer<Garganey> opened,
    Consumer<Boolean> waits) {
  /** Whether a person sits at a terminal that can do more than print. */
  boolean isAttended() {
    return answers && terminal && !"dumb".equals(variables.get("TERM"));
  }
}
