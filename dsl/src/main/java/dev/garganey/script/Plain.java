package dev.garganey.script;

import dev.garganey.script.SourceText.Range;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Plain is an expression of a script that is no more than words, values and blocks. */
sealed interface Plain {
  /** Statement is an expression that stands alone. */
  record Statement(Plain expression, Range range) {}

  /** Literal is a text, a number, true, false or null. */
  record Literal(@Nullable Object value) implements Plain {}

  /** Amount is a number of a unit: {@code 100.ms}. */
  record Amount(Number number, String unit) implements Plain {}

  /** Items is a list: {@code ['a', 'b']}. */
  record Items(List<Plain> items) implements Plain {}

  /** Entries is a map, {@code [a: 1]}, or the named arguments of a word. */
  record Entries(Map<String, Plain> entries) implements Plain {}

  /** Name is a word alone: {@code CASCADE}, {@code repeatable}. */
  record Name(String word) implements Plain {}

  /** Attribute is a word alone after a dot or in a chain. */
  record Attribute(Plain of, String word) implements Plain {}

  /**
   * Saying is a word with arguments, named ones first.
   *
   * @param to what it is said to, where that is not the block around it
   */
  record Saying(Optional<Plain> to, String word, List<Plain> arguments) implements Plain {}

  /** Braces is a block, given to a word. */
  record Braces(List<Statement> statements) implements Plain {}
}
