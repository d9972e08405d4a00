package dev.garganey.script;

import dev.garganey.model.SchemaMistake;
import java.util.Objects;

/**
 * Secret is a text that must not be shown: only {@link #reveal()} gives it away. It may stand for
 * an environment variable that is not set, which is no mistake until the text is wanted.
 */
public final class Secret {
  private final String text;
  private final boolean known;

  private Secret(String text, boolean known) {
    this.text = text;
    this.known = known;
  }

  /** The secret with this text. */
  public static Secret of(String text) {
    return new Secret(text, true);
  }

  /** What a variable would hold that is not set. */
  public static Secret unset(String variable) {
    return new Secret(variable, false);
  }

  /** Whether there is a text to reveal. */
  public boolean isKnown() {
    return known;
  }

  /**
   * The text.
   *
   * @throws SchemaMistake if it should come from a variable that is not set
   */
  public String reveal() {
    if (!known) {
      throw new SchemaMistake(
          "The environment variable `"
              + text
              + "` is not set, and the settings take a value from it. Set it, or give it a"
              + " default: env('"
              + text
              + "', '…')");
    }
    return text;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret && text.equals(secret.text) && known == secret.known;
  }

  @Override
  public int hashCode() {
    return Objects.hash(text, known);
  }

  /** Never the text. */
  @Override
  public String toString() {
    return known ? "***" : "*** (not set)";
  }
}
