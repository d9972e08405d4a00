package dev.garganey.shell.interactive;

import java.util.List;
import org.jline.reader.CompletingParsedLine;

/** TypedLine is a line as the completion sees it: one word, which ends at the cursor. */
record TypedLine(String line, int cursor) implements CompletingParsedLine {
  @Override
  public String word() {
    return Suggestions.wordAt(line.substring(0, cursor));
  }

  @Override
  public int wordCursor() {
    return word().length();
  }

  @Override
  public int wordIndex() {
    return 0;
  }

  @Override
  public List<String> words() {
    return List.of(word());
  }

  @Override
  public CharSequence escape(CharSequence candidate, boolean complete) {
    return candidate;
  }

  @Override
  public int rawWordCursor() {
    return wordCursor();
  }

  @Override
  public int rawWordLength() {
    return wordCursor();
  }
}
