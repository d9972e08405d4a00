package dev.garganey.script;

import dev.garganey.model.ColumnType;
import dev.garganey.model.Identity;
import dev.garganey.model.SequenceOptions;
import dev.garganey.model.Trigger;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Named reads the named arguments of a word, whose names and types have been checked. */
record Named(Map<String, ?> arguments) {
  static Named of(Map<String, ?> arguments) {
    return new Named(arguments);
  }

  Optional<String> text(String name) {
    return value(name).map(Object::toString);
  }

  boolean flag(String name) {
    return value(name).map(Boolean.class::cast).orElse(false);
  }

  Optional<Long> number(String name) {
    return value(name).map(Long.class::cast);
  }

  Optional<ColumnType> type(String name) {
    return value(name).map(ColumnType.class::cast);
  }

  List<String> texts(String name) {
    return value(name)
        .map(List.class::cast)
        .map(list -> ((List<?>) list).stream().map(String::valueOf).toList())
        .orElse(List.of());
  }

  Map<String, String> options(String name) {
    return value(name).map(map -> asOptions((Map<?, ?>) map)).orElse(Map.of());
  }

  /** A map of named values with its keys as text. */
  static Map<String, String> asOptions(Map<?, ?> map) {
    Map<String, String> options = new LinkedHashMap<>();
    map.forEach((key, value) -> options.put(String.valueOf(key), String.valueOf(value)));
    return Collections.unmodifiableMap(options);
  }

  Optional<Object> value(String name) {
    return Optional.ofNullable(arguments.get(name));
  }

  SequenceOptions sequence() {
    return new SequenceOptions(
        number("start"),
        number("increment"),
        number("min"),
        number("max"),
        number("cache"),
        flag("cycle"));
  }

  Identity identity() {
    return new Identity(flag("always"), sequence());
  }

  Trigger trigger(String name, String definition) {
    return new Trigger(name, definition, flag("constraint"), text("comment"));
  }
}
