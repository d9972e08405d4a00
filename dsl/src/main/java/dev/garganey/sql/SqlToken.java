package dev.garganey.sql;

import java.util.Locale;

/**
 * SqlToken is one word, name, literal or sign of an SQL text.
 *
 * @param text as it stands there, with its quotes
 * @param start the index of its first character
 * @param end the index after its last character
 * @param line from 1
 * @param column from 1
 */
public record SqlToken(Kind kind, String text, int start, int end, int line, int column) {
  /** Kind is what a token is. */
  public enum Kind {
    /** A keyword, or a name without quotes. */
    WORD,
    /** A name between quotes of its product. */
    QUOTED_NAME,
    /** A character, bit or byte string, with whatever prefix it has. */
    STRING,
    NUMBER,
    /** An operator or sign of punctuation. */
    SYMBOL,
    /** A parameter of a prepared statement. */
    PARAMETER,
    COMMENT
  }

  /** Whether it is this keyword, in any case, or this symbol. */
  public boolean is(String wordOrSymbol) {
    return (kind == Kind.WORD && text.equalsIgnoreCase(wordOrSymbol))
        || (kind == Kind.SYMBOL && text.equals(wordOrSymbol));
  }

  /** Whether it can name something: a word, a quoted name, or where a product lets it a string. */
  public boolean isName() {
    return kind == Kind.WORD || kind == Kind.QUOTED_NAME || kind == Kind.STRING;
  }

  /** The name without its quotes; a word as it is. */
  public String name() {
    if (kind == Kind.WORD || text.length() < 2) {
      return text;
    }
    char open = text.charAt(0);
    String inner = text.substring(1, text.length() - 1);
    return switch (open) {
      case '"', '\'', '`' -> inner.replace("" + open + open, "" + open);
      case '[' -> inner;
      default -> text;
    };
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

  /** The word in lower case, for comparing. */
  public String lower() {
    return text.toLowerCase(Locale.ROOT);
  }
}
