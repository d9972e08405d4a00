package dev.garganey.script;

import java.util.Optional;

/** Done is what remains of a word after which no other follows. */
final class Done extends Builder {
  private final String word;

  Done(Evaluation evaluation, String word) {
    super(evaluation);
    this.word = word;
  }

  @Override
  String placeTitle() {
    return " after `" + word + "`, which is complete";
  }

  @Override
  Optional<String> elsewhere(String other, Vocabulary vocabulary) {
    return Optional.of("Begin a new line, or put a semicolon before it.");
  }
}
