package dev.garganey.explore;

import dev.garganey.explore.Finding.Excerpt;
import dev.garganey.explore.SearchText.Span;
import dev.garganey.model.Suggestion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Search looks for a text in names, and in definitions where that is wanted.
 *
 * @param findings by kind and name
 * @param suggestions where nothing was found: words of names that look like it, the nearest first
 */
public record Search(List<Finding> findings, List<String> suggestions) {
  private static final int SUGGESTED = 4;
  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");

  public Search {
    findings = List.copyOf(findings);
    suggestions = List.copyOf(suggestions);
  }

  /**
   * Looks through items.
   *
   * @param deep whether definitions are looked into as well
   */
  public static Search through(List<Item> items, SearchText wanted, boolean deep) {
    List<Finding> findings = new ArrayList<>();
    for (Item item : items) {
      List<Span> inName = inName(item, wanted);
      Optional<Excerpt> excerpt = excerpt(item, wanted, deep);
      if (!inName.isEmpty() || excerpt.isPresent()) {
        findings.add(new Finding(item, inName, excerpt));
      }
    }
    findings.sort(
        Comparator.comparing((Finding f) -> f.item().kind()).thenComparing(f -> f.item().name()));
    return new Search(findings, findings.isEmpty() ? suggestions(items, wanted) : List.of());
  }

  private static List<Span> inName(Item item, SearchText wanted) {
    List<Span> own =
        wanted.in(item.own()).stream()
            .map(s -> new Span(s.from() + item.prefix().length(), s.to() + item.prefix().length()))
            .toList();
    return own.isEmpty() && wanted.isQualified() ? wanted.in(item.name()) : own;
  }

  private static Optional<Excerpt> excerpt(Item item, SearchText wanted, boolean deep) {
    return item.parts().stream()
        .filter(p -> deep || p.title())
        .map(p -> excerpt(p, wanted))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<Excerpt> excerpt(Item.Part part, SearchText wanted) {
    List<String> lines = part.text().lines().map(String::strip).toList();
    Optional<Excerpt> first = Optional.empty();
    int more = 0;
    for (int i = 0; i < lines.size(); i++) {
      List<Span> spans = wanted.within(lines.get(i));
      if (!spans.isEmpty() && first.isEmpty()) {
        first = Optional.of(new Excerpt(part.label(), i + 1, lines.size(), lines.get(i), spans, 0));
      } else if (!spans.isEmpty()) {
        more++;
      }
    }
    int others = more;
    return first.map(e -> new Excerpt(e.label(), e.line(), e.lines(), e.text(), e.spans(), others));
  }

  /** Names, and the words that they are made of. */
  private static List<String> suggestions(List<Item> items, SearchText wanted) {
    Set<String> words = new TreeSet<>();
    for (Item item : items) {
      words.add(item.own());
      BETWEEN_WORDS.splitAsStream(item.own()).filter(w -> w.length() > 2).forEach(words::add);
    }
    words.remove("");
    String last = wanted.text().substring(wanted.text().lastIndexOf('.') + 1);
    return Suggestion.nearest(last.replaceAll("[*?]", ""), words, SUGGESTED);
  }
}
