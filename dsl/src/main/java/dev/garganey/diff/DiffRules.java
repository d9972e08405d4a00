package dev.garganey.diff;

import dev.garganey.model.ColumnType;
import dev.garganey.model.Function;
import dev.garganey.model.View;
import java.util.Optional;
import java.util.Set;

/** DiffRules are the questions about differences to which database products give other answers. */
public interface DiffRules {
  /** The answers that need no product: nothing is replaced, everything may be converted. */
  DiffRules PLAIN =
      new DiffRules() {
        @Override
        public Optional<String> conversion(String column, ColumnType from, ColumnType to) {
          return Optional.empty();
        }

        @Override
        public boolean canReplace(Function old, Function now) {
          return false;
        }

        @Override
        public boolean canReplace(View old, View now) {
          return false;
        }

        @Override
        public boolean bindsExpressions() {
          return false;
        }

        @Override
        public Set<String> fixedOptions() {
          return Set.of();
        }
      };

  /**
   * The expression that makes a value of the new type from one of the old, where the product does
   * not do so by itself.
   */
  Optional<String> conversion(String column, ColumnType from, ColumnType to);

  /** Whether a function of the same signature can take the place of the old one, in place. */
  boolean canReplace(Function old, Function now);

  /** Whether a view can be given its new query in place, whatever depends on it. */
  boolean canReplace(View old, View now);

  /**
   * Whether expressions are kept as what they mean, so that a function, type or generated column
   * cannot change under a check, default, index, policy or generated column that names it; and
   * whether a generated column gets another expression only by being made anew.
   */
  boolean bindsExpressions();

  /** The options of a table that it has from its creation to its end. */
  Set<String> fixedOptions();
}
