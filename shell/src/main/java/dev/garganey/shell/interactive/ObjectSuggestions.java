package dev.garganey.shell.interactive;

import dev.garganey.explore.ItemKind;
import dev.garganey.shell.interactive.Suggestions.Suggestion;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** ObjectSuggestions are the kinds and names that a command takes which shows one object. */
final class ObjectSuggestions {
  private ObjectSuggestions() {}

  /** A kind, or the name of something; behind a kind a name of that kind. */
  static void at(Names names, String before, String word, Map<String, Suggestion> found) {
    List<String> said =
        Arrays.stream(before.strip().split("\\s+"))
            .skip(1)
            .filter(w -> !w.startsWith("-"))
            .toList();
    if (said.size() == 1) {
      String kind = said.get(0).toLowerCase(Locale.ROOT);
      named(names.ofKind(kind), kind, word, found);
    } else if (said.isEmpty()) {
      Set<String> kinds = new LinkedHashSet<>();
      ItemKind.shown().stream().filter(k -> k != ItemKind.NATIVE).forEach(k -> kinds.add(k.word()));
      kinds.addAll(names.objects().keySet());
      Suggestions.given(kinds, word, "kinds", found);
      names.objects().forEach((kind, all) -> named(all, kind, word, found));
    }
  }

  /** Names by their beginning, or by that of what stands behind a dot in them. */
  private static void named(
      List<String> all, String kind, String word, Map<String, Suggestion> found) {
    for (String name : all) {
      String own = name.substring(name.lastIndexOf('.') + 1);
      if (Suggestions.begins(name, word)) {
        Suggestions.add(found, argument(name), kind + "s", kind);
      } else if (Suggestions.begins(own, word)) {
        Suggestions.add(found, argument(own), kind + "s", kind + " " + name);
      }
    }
  }

  /** A name as a command takes it: between quotes where it has blanks or the like. */
  private static String argument(String name) {
    boolean plain =
        name.chars().allMatch(c -> Character.isLetterOrDigit(c) || "_.-$".indexOf(c) >= 0);
    return plain || name.indexOf('\'') >= 0 ? name : "'" + name + "'";
  }
}
