package dev.garganey.script;

import dev.garganey.operation.SourcePosition;
import java.util.Optional;

/** Place is where something was declared, in a script that may still be told of mistakes. */
record Place(Evaluation evaluation, SourcePosition at) {
  static Place here(Evaluation evaluation) {
    return new Place(evaluation, evaluation.here());
  }

  /** The same script, elsewhere. */
  Place at(SourcePosition other) {
    return new Place(evaluation, other);
  }

  void note(String message) {
    evaluation.note(at, message, Optional.empty());
  }

  void note(String message, String remedy) {
    evaluation.note(at, message, Optional.of(remedy));
  }

  void note(String message, Optional<String> remedy) {
    evaluation.note(at, message, remedy);
  }
}
