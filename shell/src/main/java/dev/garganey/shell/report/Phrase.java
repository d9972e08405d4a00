package dev.garganey.shell.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Phrase is a text of which parts look different from others. */
public record Phrase(List<Part> parts) {
  /** Nothing. */
  public static final Phrase EMPTY = new Phrase(List.of());

  /** Part is a text of one look. */
  record Part(String text, List<Style> styles) {
    private Part cut(int from, int to) {
      return new Part(text.substring(from, to), styles);
    }

    private String on(Page page) {
      String shown = text;
      for (Style style : styles) {
        shown = page.styled(style, shown);
      }
      return shown;
    }
  }

  public Phrase {
    parts = parts.stream().filter(p -> !p.text().isEmpty()).toList();
  }

  /** A text of one look. */
  public static Phrase of(String text, Style... styles) {
    return new Phrase(List.of(new Part(text, List.of(styles))));
  }

  /** This with more behind it. */
  public Phrase plus(String text, Style... styles) {
    List<Part> all = new ArrayList<>(parts);
    all.add(new Part(text, List.of(styles)));
    return new Phrase(all);
  }

  /** This with another behind it. */
  Phrase plus(Phrase other) {
    List<Part> all = new ArrayList<>(parts);
    all.addAll(other.parts);
    return new Phrase(all);
  }

  /** What stands behind so many characters, without blanks before it. */
  Phrase from(int at) {
    String text = text();
    int start = at;
    while (start < text.length() && text.charAt(start) == ' ') {
      start++;
    }
    return between(start, text.length());
  }

  /** The text alone. */
  public String text() {
    return parts.stream().map(Part::text).collect(Collectors.joining());
  }

  /** The text as the page shows it. */
  String on(Page page) {
    return parts.stream().map(p -> p.on(page)).collect(Collectors.joining());
  }

  /** Cut into lines of so many places: at blanks where there are, else within a word. */
  List<Phrase> wrapped(int places) {
    String text = text();
    if (Width.of(text) <= places) {
      return List.of(this);
    }
    List<Phrase> lines = new ArrayList<>();
    int from = 0;
    while (from < text.length()) {
      int end = fitting(text, from, places);
      int cut = end;
      if (end < text.length() && text.charAt(end) != ' ') {
        int blank = text.lastIndexOf(' ', end - 1);
        cut = blank > from && !text.substring(from, blank).isBlank() ? blank : end;
      }
      lines.add(between(from, from + text.substring(from, cut).stripTrailing().length()));
      from = cut;
      while (from < text.length() && text.charAt(from) == ' ') {
        from++;
      }
    }
    return lines;
  }

  /** How far a text goes that begins there and takes no more than so many places. */
  private static int fitting(String text, int from, int places) {
    int used = 0;
    int at = from;
    while (at < text.length()) {
      int character = text.codePointAt(at);
      used += Width.of(character);
      if (used > places && at > from) {
        return at;
      }
      at += Character.charCount(character);
    }
    return at;
  }

  private Phrase between(int from, int to) {
    List<Part> kept = new ArrayList<>();
    int start = 0;
    for (Part part : parts) {
      int end = start + part.text().length();
      if (end > from && start < to) {
        kept.add(part.cut(Math.max(from, start) - start, Math.min(to, end) - start));
      }
      start = end;
    }
    return new Phrase(kept);
  }
}
