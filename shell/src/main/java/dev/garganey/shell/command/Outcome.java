package dev.garganey.shell.command;

import dev.garganey.shell.report.Page;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Outcome is what a command has to say.
 *
 * @param text writes it for eyes
 * @param json yields it as maps, lists, text, numbers and truth values
 */
public record Outcome(ExitCode exitCode, Consumer<Page> text, Supplier<Object> json) {
  /** The outcome of something that said itself what there was to say. */
  public static Outcome said(ExitCode code) {
    return new Outcome(code, new Silence(), Map::of);
  }

  /** Whether there is nothing left to say. */
  public boolean isSaid() {
    return text instanceof Silence;
  }

  /** The outcome of something that went well. */
  public static Outcome done(Consumer<Page> text, Supplier<Object> json) {
    return new Outcome(ExitCode.DONE, text, json);
  }

  /** Silence writes nothing. */
  private static final class Silence implements Consumer<Page> {
    @Override
    public void accept(Page page) {
      // All was said.
    }
  }
}
