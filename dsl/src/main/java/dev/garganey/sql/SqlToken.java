package dev.garganey.sql;

import java.util.Locale;

/**
 * SqlToken is one token of SQL text.
 *
 * @param text as it stands there, quotes included
 * @param start the offset of its first character
 * @param end the offset after its last character
 * @param line from 1
 * @param column from 1
 */
public record SqlToken(Kind kind, String text, int start, int end, int line, int column) {
  /** Kind tells tokens apart. */
  public enum Kind {
    WORD,
    QUOTED_NAME,
    STRING,
    NUMBER,
    SYMBOL,
    PARAMETER,
    COMMENT
  }

  /** Whether it is this keyword or symbol, in any case. */
  public boolean is(String word) {
    return (kind == Kind.WORD || kind == Kind.SYMBOL) && text.equalsIgnoreCase(word);
  }

  /** Whether it can name something. */
  public boolean isName() {
    return kind == Kind.WORD || kind == Kind.QUOTED_NAME;
  }

  /** The name without its quotes; a word as it stands there. */
  public String name() {
    if (kind != Kind.QUOTED_NAME) {
      return text;
    }
    String inner = text.substring(1, text.length() - 1);
    char quote = text.charAt(0);
    return quote == '[' ? inner : inner.replace("" + quote + quote, "" + quote);
  }

  /** The content of a string without its quotes; for dollar quotes what is between the tags. */
  public String string() {
    if (kind != Kind.STRING) {
      return text;
    }
    if (text.startsWith("$")) {
      int tag = text.indexOf('$', 1) + 1;
      return text.substring(tag, text.length() - tag);
    }
    int open = text.indexOf('\'');
    return text.substring(open + 1, text.length() - 1).replace("''", "'");
  }

  /** A word in lower case, for comparisons. */
  public String lower() {
    return text.toLowerCase(Locale.ROOT);
  }

  /** A word in upper case, for comparisons. */
  public String upper() {
    return text.toUpperCase(Locale.ROOT);
  }
}
