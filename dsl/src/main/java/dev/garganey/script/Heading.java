package dev.garganey.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Heading is what stands at the top of a migration, before its operations.
 *
 * @param replaces ids of the migrations whose work it does
 * @param requires ids of the migrations that must be applied before
 * @param transactional whether it may run in a transaction
 * @param irreversible why it must not be rolled back
 */
public record Heading(
    Optional<String> description,
    List<String> replaces,
    List<String> requires,
    boolean transactional,
    Optional<String> irreversible) {
  public Heading {
    replaces = List.copyOf(replaces);
    requires = List.copyOf(requires);
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    description.ifPresent(text -> lines.add("description " + Literals.text(text)));
    ids("replaces", replaces).ifPresent(lines::add);
    ids("requires", requires).ifPresent(lines::add);
    if (!transactional) {
      lines.add("transactional false");
    }
    irreversible.ifPresent(why -> lines.add("irreversible " + Literals.text(why)));
    return lines;
  }

  private static Optional<String> ids(String word, List<String> ids) {
    return ids.isEmpty()
        ? Optional.empty()
        : Optional.of(
            ids.stream().map(Literals::text).collect(Collectors.joining(", ", word + " ", "")));
  }
}
