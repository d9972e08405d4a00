package dev.garganey.explore;

import dev.garganey.model.Suggestion;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Meaning finds the one item that a person means by a name, and by its kind where it is said. */
public final class Meaning {
  /** Words for kinds besides those that kinds have themselves. */
  private static final Map<String, ItemKind> ALSO =
      Map.of("procedure", ItemKind.FUNCTION, "aggregate", ItemKind.FUNCTION);

  private final List<Item> items;

  /** Meanings among these items. */
  public Meaning(List<Item> items) {
    this.items = items.stream().filter(i -> i.kind().isShown() && !i.own().isEmpty()).toList();
  }

  /** The words for kinds that {@link #find} takes, with those that only the product knows. */
  public Set<String> kinds() {
    Set<String> words = new LinkedHashSet<>();
    ItemKind.shown().stream().filter(k -> k != ItemKind.NATIVE).forEach(k -> words.add(k.word()));
    items.stream().filter(i -> i.kind() == ItemKind.NATIVE).forEach(i -> words.add(i.about()));
    return words;
  }

  /**
   * The item of that name: as it is written, in another case, without its schema or table or
   * arguments, or of a migration its beginning.
   *
   * @param kind its word; without one an item of any kind is meant
   * @throws IllegalArgumentException if there is none or more than one; the message says which
   */
  public Item find(Optional<String> kind, String name) {
    List<Item> ofKind = items;
    if (kind.isPresent()) {
      String word = kind.get().toLowerCase(Locale.ROOT);
      requireKind(word);
      ofKind = items.stream().filter(i -> isOf(i, word)).toList();
    }
    List<Item> meant = meant(name, ofKind);
    if (meant.size() == 1) {
      return meant.get(0);
    }
    if (meant.isEmpty()) {
      throw unknown(kind, name, ofKind);
    }
    throw new IllegalArgumentException(
        "`"
            + name
            + "` is more than one thing; say which: "
            + meant.stream().map(Meaning::choice).collect(Collectors.joining(", ")));
  }

  private static String choice(Item item) {
    String name = item.name();
    boolean plain =
        name.chars().allMatch(c -> Character.isLetterOrDigit(c) || "_.-".indexOf(c) >= 0);
    return word(item) + " " + (plain ? name : "'" + name + "'");
  }

  private static String word(Item item) {
    return item.kind() == ItemKind.NATIVE ? item.about() : item.kind().word();
  }

  private void requireKind(String word) {
    Set<String> kinds = kinds();
    if (!kinds.contains(word) && !ALSO.containsKey(word)) {
      throw new IllegalArgumentException(
          "There is no kind `"
              + word
              + "`"
              + Suggestion.clause(word, kinds)
              + " (the kinds are "
              + String.join(", ", kinds)
              + ")");
    }
  }

  private static boolean isOf(Item item, String word) {
    return word(item).equals(word) || ALSO.get(word) == item.kind();
  }

  private static List<Item> meant(String name, List<Item> among) {
    String lower = name.toLowerCase(Locale.ROOT);
    List<Predicate<Item>> ways =
        List.of(
            i -> i.name().equals(name),
            i -> withoutSuffix(i).equals(name),
            i -> i.name().equalsIgnoreCase(name) || withoutSuffix(i).equalsIgnoreCase(name),
            i -> i.own().equals(name),
            i -> i.own().equalsIgnoreCase(name) || unquoted(i.own()).equalsIgnoreCase(name),
            i ->
                i.kind() == ItemKind.MIGRATION
                    && i.own().toLowerCase(Locale.ROOT).startsWith(lower));
    for (Predicate<Item> way : ways) {
      List<Item> found = among.stream().filter(way).toList();
      if (!found.isEmpty()) {
        return found;
      }
    }
    return List.of();
  }

  /** A function without its arguments, a migration without the ending of its file. */
  private static String withoutSuffix(Item item) {
    return item.kind() == ItemKind.MIGRATION
        ? item.own().replaceFirst("\\.(groovy|sql)$", "")
        : item.prefix() + item.own();
  }

  /** A name with a dot in it stands between quotes where it is listed. */
  private static String unquoted(String own) {
    return own.length() > 1 && own.startsWith("\"") && own.endsWith("\"")
        ? own.substring(1, own.length() - 1).replace("\"\"", "\"")
        : own;
  }

  private IllegalArgumentException unknown(Optional<String> kind, String name, List<Item> among) {
    String what =
        kind.map(k -> "There is no " + k + " `" + name + "`")
            .orElse("There is nothing called `" + name + "`");
    List<Item> others = kind.isPresent() ? meant(name, items) : List.of();
    if (!others.isEmpty()) {
      return new IllegalArgumentException(
          what
              + ", but "
              + others.stream().map(Meaning::choice).collect(Collectors.joining(" and ")));
    }
    List<String> known = new ArrayList<>();
    among.forEach(i -> known.add(i.own()));
    among.forEach(i -> known.add(withoutSuffix(i)));
    return new IllegalArgumentException(what + Suggestion.clause(name, known));
  }
}
