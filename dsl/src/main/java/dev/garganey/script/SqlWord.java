package dev.garganey.script;

/**
 * SqlWord is {@code sql('…')}: an operation where it stands alone, an expression where a word takes
 * it: {@code defaultTo(sql('now()'))}.
 */
public final class SqlWord extends Builder {
  private final String text;
  private boolean claimed;

  SqlWord(Evaluation evaluation, String text) {
    super(evaluation);
    this.text = text;
  }

  String text() {
    return text;
  }

  void claim() {
    claimed = true;
  }

  /** Whether some word took it as a value. */
  boolean isClaimed() {
    return claimed;
  }

  @Override
  public String toString() {
    return text;
  }

  @Override
  String placeTitle() {
    return " after sql('…')";
  }
}
