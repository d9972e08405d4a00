package dev.garganey.explore;

import java.util.List;
import java.util.Optional;

/**
 * Item is something of a database that has a name, as a person looks for it.
 *
 * @param prefix what stands before its own name, with the dot: a schema, a table
 * @param own its own name
 * @param suffix what stands behind it: the arguments of a function, the ending of a file
 * @param about what it is, in a few words; may be empty
 * @param place where it is: {@code column of users}; empty where that is plain
 * @param parts the texts that belong to it, which can be looked into
 */
public record Item(
    ItemKind kind,
    String prefix,
    String own,
    String suffix,
    String about,
    Optional<String> place,
    List<Part> parts) {
  /**
   * Part is a text that belongs to an item.
   *
   * @param label what it is: query, body, check
   * @param title whether it is a name too, and not a definition
   */
  public record Part(String label, String text, boolean title) {
    static Part definition(String label, String text) {
      return new Part(label, text, false);
    }

    static Part title(String label, String text) {
      return new Part(label, text, true);
    }
  }

  public Item {
    parts = parts.stream().filter(p -> !p.text().isBlank()).toList();
  }

  /** The whole name. */
  public String name() {
    return prefix + own + suffix;
  }
}
