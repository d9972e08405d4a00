package dev.garganey.script;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** OwnCode is what a script brings along beyond the language: its methods, variables, failures. */
interface OwnCode {
  /** The names of its methods. */
  Set<String> methods();

  /** The names of its variables. */
  Set<String> variables();

  Optional<Object> variable(String name);

  /** Whether a variable is a block, which can be called. */
  boolean isBlock(String variable);

  /** Calls a method, or a variable that is a block. */
  @Nullable Object call(String name, @Nullable Object[] arguments);

  void assign(String variable, @Nullable Object value);

  /** Prints: a word that is known everywhere. */
  void print(String word, @Nullable Object[] arguments);

  /** An argument of the script as the words of the language take it. */
  @Nullable Object argument(@Nullable Object given);

  /** Notes what is wrong where the script threw something. */
  void note(Throwable thrown, Evaluation evaluation);
}
