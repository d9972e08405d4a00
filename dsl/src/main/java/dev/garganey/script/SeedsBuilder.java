package dev.garganey.script;

import java.util.Optional;

/** SeedsBuilder is a file of seeds: nothing but rows. */
public final class SeedsBuilder extends SeedWords {
  SeedsBuilder(Evaluation evaluation, ModelParts parts) {
    super(evaluation, parts);
  }

  @Override
  SeedWords nested(ModelParts into) {
    return new SeedsBuilder(evaluation, into);
  }

  @Override
  String placeTitle() {
    return " in a file of seeds";
  }

  @Override
  Optional<String> elsewhere(String word, Vocabulary vocabulary) {
    return vocabulary.knows(ModelBuilder.class, word)
        ? Optional.of("This word stands in a schema model.")
        : ModelBuilder.ofMigrations(word, vocabulary);
  }
}
