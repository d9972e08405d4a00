package dev.garganey.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * SearchText is what a person looks for, in any case: a part of a name, or with {@code *} for any
 * letters and {@code ?} for one all of it.
 */
public final class SearchText {
  /** Span is where in a text something stands, in UTF-16 units; {@code to} is behind it. */
  public record Span(int from, int to) {}

  private final String text;
  private final boolean glob;
  private final Pattern pattern;

  public SearchText(String text) {
    this.text = text;
    this.glob = text.indexOf('*') >= 0 || text.indexOf('?') >= 0;
    this.pattern =
        Pattern.compile(
            glob ? groups(text) : "(" + Pattern.quote(text) + ")",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }

  /** A glob as an expression with a group for all that stands for itself. */
  private static String groups(String glob) {
    StringBuilder regex = new StringBuilder();
    int from = 0;
    for (int i = 0; i <= glob.length(); i++) {
      if (i == glob.length() || glob.charAt(i) == '*' || glob.charAt(i) == '?') {
        if (i > from) {
          regex.append('(').append(Pattern.quote(glob.substring(from, i))).append(')');
        }
        from = i + 1;
        regex.append(i == glob.length() ? "" : glob.charAt(i) == '*' ? "(?s:.*)" : "(?s:.)");
      }
    }
    return regex.toString();
  }

  /** What was typed. */
  public String text() {
    return text;
  }

  /** Whether it speaks of the place of a thing as well: {@code users.email}. */
  public boolean isQualified() {
    return text.indexOf('.') >= 0;
  }

  /** Where it stands in a name; none where it does not, or does not fit all of it. */
  public List<Span> in(String name) {
    Matcher matcher = pattern.matcher(name);
    List<Span> spans = new ArrayList<>();
    if (glob) {
      if (matcher.matches()) {
        add(matcher, spans);
        if (spans.isEmpty()) {
          spans.add(new Span(0, name.length()));
        }
      }
      return spans;
    }
    while (matcher.find()) {
      add(matcher, spans);
    }
    return spans;
  }

  /** Where it stands in a text, be it all of that or not. */
  public List<Span> within(String longer) {
    Matcher matcher = pattern.matcher(longer);
    List<Span> spans = new ArrayList<>();
    while (matcher.find()) {
      add(matcher, spans);
    }
    return spans;
  }

  private static void add(Matcher matcher, List<Span> spans) {
    for (int group = 1; group <= matcher.groupCount(); group++) {
      if (matcher.end(group) > matcher.start(group)) {
        spans.add(new Span(matcher.start(group), matcher.end(group)));
      }
    }
  }
}
