package dev.garganey.diff;

import dev.garganey.model.Schema;
import java.util.List;

/**
 * FoldResult is what migrations add up to.
 *
 * @param schema the schema after all operations that could be applied
 * @param mistakes those that could not, in their order
 */
public record FoldResult(Schema schema, List<FoldMistake> mistakes) {
  public FoldResult {
    mistakes = List.copyOf(mistakes);
  }
}
