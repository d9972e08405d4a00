package dev.garganey.script;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Spoken is a word of a script that is half written, with those of its arguments that are there.
 */
final class Spoken {
  private final Optional<Spoken> on;
  private final Optional<Class<? extends Builder>> owner;
  private final String word;
  private final List<Optional<String>> texts = new ArrayList<>();
  private final Set<String> named = new LinkedHashSet<>();
  private Optional<String> text = Optional.empty();
  private Optional<String> key = Optional.empty();

  /**
   * @param on what it is said to, where that is not the block around it
   * @param owner the builder whose word it is, where it is one of the language
   */
  Spoken(Optional<Spoken> on, Optional<Class<? extends Builder>> owner, String word) {
    this.on = on;
    this.owner = owner;
    this.word = word;
  }

  Optional<Spoken> on() {
    return on;
  }

  Optional<Class<? extends Builder>> owner() {
    return owner;
  }

  String word() {
    return word;
  }

  /** The number of the positional argument that is written now, from 0. */
  int index() {
    return texts.size();
  }

  /** The name of the argument that is written now, where it has one. */
  Optional<String> key() {
    return key;
  }

  /** The names of the named arguments so far. */
  Set<String> named() {
    return Collections.unmodifiableSet(named);
  }

  /** A positional argument, where it is there and a text. */
  Optional<String> text(int argument) {
    return argument < texts.size()
        ? texts.get(argument)
        : argument == texts.size() && key.isEmpty() ? text : Optional.empty();
  }

  void name(String argument) {
    key = Optional.of(argument);
    named.add(argument);
  }

  void take(String literal) {
    text = Optional.of(literal);
  }

  /** Goes on to the next argument. */
  void next() {
    if (key.isEmpty()) {
      texts.add(text);
    }
    key = Optional.empty();
    text = Optional.empty();
  }

  /** The words from the first to this one, as they are chained by dots. */
  List<String> path() {
    List<String> path = new ArrayList<>(on.map(Spoken::path).orElse(List.of()));
    path.add(word);
    return path;
  }
}
