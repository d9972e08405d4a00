package dev.garganey.shell.report;

import dev.garganey.explore.Finding;
import dev.garganey.explore.Finding.Excerpt;
import dev.garganey.explore.ItemKind;
import dev.garganey.explore.Search;
import dev.garganey.explore.SearchText.Span;
import dev.garganey.shell.report.Columns.Cell;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** FindReport shows what was found, kind by kind, and where each of it is. */
public final class FindReport {
  private static final Style[] FOUND = {Style.BOLD, Style.YELLOW};

  /** How much of a line of a definition is shown before what was found. */
  private static final int BEFORE = 24;

  private static final int EXCERPT = 52;
  private static final int ABOUT = 50;

  private final String text;
  private final boolean deep;
  private final Search search;
  private final List<String> notices;

  /**
   * The report.
   *
   * @param text what was looked for
   * @param deep whether definitions were looked into
   */
  public FindReport(String text, boolean deep, Search search, List<String> notices) {
    this.text = text;
    this.deep = deep;
    this.search = search;
    this.notices = List.copyOf(notices);
  }

  public void write(Page page) {
    Map<ItemKind, List<Finding>> byKind = new EnumMap<>(ItemKind.class);
    search
        .findings()
        .forEach(f -> byKind.computeIfAbsent(f.item().kind(), k -> new ArrayList<>()).add(f));
    byKind.forEach(
        (kind, findings) -> {
          page.line(page.styled(Style.CYAN, kind.title()));
          Columns columns = new Columns();
          for (Finding finding : findings) {
            columns.row(row(finding));
            finding
                .excerpt()
                .filter(e -> !isTitle(finding, e))
                .ifPresent(e -> columns.below(excerpt(e)));
          }
          columns.wrapped(page);
        });
    if (search.findings().isEmpty()) {
      nothing(page);
    }
    notices.forEach(n -> page.wrapped(0, Phrase.of("Note: " + n, Style.YELLOW)));
  }

  private void nothing(Page page) {
    List<String> near =
        search.suggestions().stream().map(s -> "`" + Visible.line(s) + "`").toList();
    page.wrapped(
        0,
        Phrase.of(
            "Nothing has `"
                + Visible.line(text)
                + "` in its name"
                + (deep ? " or definition" : "")
                + (near.isEmpty() ? "." : "; did you mean " + String.join(" or ", near) + "?")
                + (deep ? "" : " With --deep, definitions are looked into as well.")));
  }

  private static Cell[] row(Finding finding) {
    Phrase name = marked(finding.item().name(), finding.inName());
    return new Cell[] {
      Cell.of(Phrase.of("  ").plus(name)),
      Cell.of(about(finding)),
      Cell.of(finding.item().place().map(Visible::line).orElse(""), Style.DIM)
    };
  }

  /** A description that was found stands where descriptions stand. */
  private static Phrase about(Finding finding) {
    Optional<Excerpt> title = finding.excerpt().filter(e -> isTitle(finding, e));
    return title
        .map(e -> marked(e.text(), e.spans()))
        .orElse(Phrase.of(Width.cut(Visible.line(finding.item().about()), ABOUT)));
  }

  private static boolean isTitle(Finding finding, Excerpt excerpt) {
    return finding.item().about().equals(excerpt.text());
  }

  private static Phrase excerpt(Excerpt excerpt) {
    String where = excerpt.label() + (excerpt.lines() > 1 ? ", line " + excerpt.line() : "") + ": ";
    Phrase line = clipped(excerpt);
    Phrase all = Phrase.of(Visible.line(where), Style.DIM).plus(line);
    return excerpt.more() == 0 ? all : all.plus("  and " + excerpt.more() + " more", Style.DIM);
  }

  /** The line around what was found first. */
  private static Phrase clipped(Excerpt excerpt) {
    String line = excerpt.text();
    int from = excerpt.spans().get(0).from() > BEFORE * 2 ? start(line, excerpt.spans().get(0)) : 0;
    int to = end(line, from, excerpt.spans().get(0));
    List<Span> inside =
        excerpt.spans().stream()
            .filter(s -> s.from() >= from && s.to() <= to)
            .map(s -> new Span(s.from() - from, s.to() - from))
            .toList();
    Phrase clipped = marked(line.substring(from, to), inside);
    return Phrase.of(from > 0 ? "…" : "").plus(clipped).plus(to < line.length() ? "…" : "");
  }

  private static int start(String line, Span span) {
    int from = span.from() - BEFORE;
    return Character.isLowSurrogate(line.charAt(from)) ? from - 1 : from;
  }

  private static int end(String line, int from, Span span) {
    int to = Math.min(line.length(), Math.max(span.to(), from + EXCERPT));
    return to < line.length() && Character.isLowSurrogate(line.charAt(to)) ? to + 1 : to;
  }

  /** A text with what was found set off. */
  private static Phrase marked(String text, List<Span> spans) {
    Phrase phrase = Phrase.EMPTY;
    int at = 0;
    for (Span span : spans) {
      if (span.from() >= at) {
        phrase =
            phrase
                .plus(Visible.line(text.substring(at, span.from())))
                .plus(Visible.line(text.substring(span.from(), span.to())), FOUND);
        at = span.to();
      }
    }
    return phrase.plus(Visible.line(text.substring(at)));
  }

  /** Fields: text, found with kind, name, about, place, excerpt; suggestions, notices. */
  public Object json() {
    return Values.of(
        "text",
        text,
        "found",
        search.findings().stream().map(FindReport::json).toList(),
        "suggestions",
        search.suggestions(),
        "notices",
        notices);
  }

  private static Object json(Finding finding) {
    return Values.of(
        "kind", finding.item().kind().word(),
        "name", finding.item().name(),
        "about", Optional.of(finding.item().about()).filter(a -> !a.isEmpty()),
        "place", finding.item().place(),
        "inName", !finding.inName().isEmpty(),
        "excerpt",
            finding
                .excerpt()
                .map(e -> Values.of("of", e.label(), "line", e.line(), "text", e.text())));
  }
}
