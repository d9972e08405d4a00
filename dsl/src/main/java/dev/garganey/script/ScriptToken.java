package dev.garganey.script;

/**
 * ScriptToken is one word, literal, comment or sign of a text of Groovy.
 *
 * @param text as it stands there, with its quotes
 * @param start the index of its first character
 * @param end the index after its last character
 * @param closed whether what ends it is there; false for a string or comment at the end of the text
 *     that goes on
 */
public record ScriptToken(Kind kind, String text, int start, int end, boolean closed) {
  /** Kind is what a token is. */
  public enum Kind {
    /** A name or a word of Groovy. */
    WORD,
    NUMBER,
    /** A text between any of Groovy's quotes, or a pattern between slashes. */
    STRING,
    COMMENT,
    /** One character of an operator or bracket. */
    SYMBOL,
    /** The end of a line. */
    NEW_LINE
  }

  /** Whether it is this symbol. */
  boolean is(char symbol) {
    return kind == Kind.SYMBOL && text.charAt(0) == symbol;
  }

  /** Whether it is a word that means something to Groovy itself: {@code def}, {@code if}. */
  public boolean isKeyword() {
    return kind == Kind.WORD && Keywords.contains(text) && !text.equals("it");
  }

  /** What stands between the quotes of a string, escapes as they are written. */
  String content() {
    int width = text.startsWith("'''") || text.startsWith("\"\"\"") ? 3 : 1;
    int from = Math.min(text.startsWith("$/") ? 2 : width, text.length());
    int to = closed ? text.length() - from : text.length();
    return text.substring(from, Math.max(from, to));
  }
}
