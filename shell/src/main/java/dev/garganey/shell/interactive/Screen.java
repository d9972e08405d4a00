package dev.garganey.shell.interactive;

import java.io.PrintStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;

/**
 * Screen is what a person looks at, or the two streams where nobody does.
 *
 * @param terminal whether a person watches
 * @param columns how wide it is
 * @param lines how high it is
 * @param pager the program that shows long results, as a command line; empty for none
 */
record Screen(
    PrintStream out,
    PrintStream err,
    boolean terminal,
    boolean colours,
    IntSupplier columns,
    IntSupplier lines,
    Optional<String> pager) {
  int width() {
    return columns.getAsInt();
  }

  /** The variables of the environment, with what a command needs to know of this screen. */
  Map<String, String> sizing(Map<String, String> variables) {
    Map<String, String> all = new HashMap<>(variables);
    all.put("COLUMNS", String.valueOf(width()));
    return all;
  }

  /** Where a result goes that may be longer than the screen is high. */
  Output paged(View view) {
    if (!terminal || !view.paging() || pager.isEmpty()) {
      return Output.screen(out);
    }
    return Output.paged(
        out,
        () -> Output.program(List.of("sh", "-c", pager.get()), Map.of("LESS", "-SRFX")),
        lines.getAsInt() - 1);
  }
}
