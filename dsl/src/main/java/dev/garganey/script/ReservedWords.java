package dev.garganey.script;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * ReservedWords lets a script call words that Groovy reserves, such as {@code native('a', 'b')}.
 *
 * <p>Groovy's parser refuses them, so where one stands before an opening parenthesis (and is
 * therefore no legal Groovy), its last letter becomes a capital before parsing: lengths, and so
 * lines and columns, stay. What names are for editors that read Groovy strictly is on each word.
 */
final class ReservedWords {
  private static final Set<String> WORDS =
      Set.of(
          "native", "enum", "double", "char", "int", "long", "short", "byte", "float", "boolean",
          "default");

  /** A reserved word before a text, where a command call is meant that Groovy cannot read. */
  private static final Set<String> COMMANDS = Set.of("native", "enum", "default");

  /** Words by which Groovy calls methods that it gives every object, and so every block too. */
  private static final Set<String> GIVEN = Set.of("identity");

  private static final Map<String, String> MEANT =
      Stream.concat(WORDS.stream(), GIVEN.stream())
          .collect(Collectors.toMap(ReservedWords::disguised, w -> w));

  private ReservedWords() {}

  private static String disguised(String word) {
    int last = word.length() - 1;
    return word.substring(0, last) + Character.toUpperCase(word.charAt(last));
  }

  /** A word said to the block around it, under the name by which it gets to that block. */
  static String spoken(String word) {
    return GIVEN.contains(word) ? disguised(word) : word;
  }

  /** The word as the user wrote it. */
  static String meant(String word) {
    return MEANT.getOrDefault(word, word);
  }

  /** The script with reserved words made readable, of the same length. */
  static String readable(String script) {
    boolean worth = WORDS.stream().anyMatch(script::contains);
    return worth ? new Reader(script).read() : script;
  }

  /** Reader walks over the code and leaves strings and comments alone. */
  private static final class Reader {
    private final String code;
    private final StringBuilder result;
    private int i;

    Reader(String code) {
      this.code = code;
      this.result = new StringBuilder(code);
    }

    String read() {
      char before = '\n'; // the last character that is no white space
      while (i < code.length()) {
        char c = code.charAt(i);
        int after = CodeSkipper.skip(code, i, before);
        if (after > i) {
          before = code.charAt(after - 1) == '\n' ? before : '"';
          i = after;
        } else if (Character.isJavaIdentifierStart(c)) {
          int start = i;
          while (i < code.length() && Character.isJavaIdentifierPart(code.charAt(i))) {
            i++;
          }
          disguise(start, before);
          before = 'a';
        } else {
          before = c == '\n' || !Character.isWhitespace(c) ? c : before;
          i++;
        }
      }
      return result.toString();
    }

    private void disguise(int start, char before) {
      String word = code.substring(start, i);
      if (before == '.' || !WORDS.contains(word) || i >= code.length()) {
        return;
      }
      int next = i;
      while (next < code.length() && code.charAt(next) == ' ') {
        next++;
      }
      char after = next < code.length() ? code.charAt(next) : ' ';
      boolean call = after == '(' && next == i;
      boolean command = COMMANDS.contains(word) && (after == '\'' || after == '"') && next > i;
      if (call || command) {
        result.replace(start, i, disguised(word));
      }
    }
  }
}
