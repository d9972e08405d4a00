package dev.garganey.script;

import dev.garganey.script.SettingValue.FileText;
import dev.garganey.script.SettingValue.Flag;
import dev.garganey.script.SettingValue.Quantity;
import dev.garganey.script.SettingValue.Text;
import dev.garganey.script.SettingValue.Variable;
import dev.garganey.script.SettingValue.Word;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * SettingsParser reads the settings that are no more than words, values and blocks, because Groovy
 * takes longer to load than all else that a run with nothing to do needs. What it does not
 * understand is left to Groovy: it never guesses.
 */
final class SettingsParser {
  private final String text;
  private int at;
  private int line = 1;
  private int lineStart;

  private SettingsParser(String text) {
    this.text = text;
  }

  /** The calls of a text; empty where it takes Groovy to understand it. */
  static Optional<List<SettingCall>> parse(String text) {
    try {
      SettingsParser parser = new SettingsParser(text);
      List<SettingCall> calls = parser.calls();
      return parser.at == text.length() ? Optional.of(calls) : Optional.empty();
    } catch (Beyond e) {
      return Optional.empty();
    }
  }

  /** Beyond says that the text is more than this parser knows. */
  private static final class Beyond extends Exception {
    private static final long serialVersionUID = 1L;

    Beyond() {
      super("", null, false, false);
    }
  }

  private List<SettingCall> calls() throws Beyond {
    List<SettingCall> calls = new ArrayList<>();
    while (true) {
      space(true);
      if (peek() == ';') {
        at++;
      } else if (at == text.length() || peek() == '}') {
        return calls;
      } else {
        calls.add(call());
        int before = line;
        space(false);
        if (at < text.length() && peek() != '\n' && peek() != ';' && peek() != '}') {
          throw new Beyond();
        }
        require(line == before);
      }
    }
  }

  private SettingCall call() throws Beyond {
    int callLine = line;
    int column = at - lineStart + 1;
    String word = word();
    require(!Keywords.contains(word));
    List<SettingValue> arguments = new ArrayList<>();
    Map<String, SettingValue> named = new LinkedHashMap<>();
    Optional<List<SettingCall>> block = Optional.empty();
    space(false);
    if (peek() == '(') {
      at++;
      space(true);
      if (peek() != ')') {
        arguments(arguments, named, true);
      }
      expect(')');
      space(false);
      block = block();
    } else if (peek() == '{') {
      block = block();
    } else if (at < text.length() && "\n;}".indexOf(peek()) < 0) {
      arguments(arguments, named, false);
    }
    return new SettingCall(word, callLine, column, arguments, named, block);
  }

  private Optional<List<SettingCall>> block() throws Beyond {
    if (peek() != '{') {
      return Optional.empty();
    }
    at++;
    List<SettingCall> calls = calls();
    expect('}');
    return Optional.of(calls);
  }

  private void arguments(
      List<SettingValue> arguments, Map<String, SettingValue> named, boolean parentheses)
      throws Beyond {
    while (true) {
      Optional<String> name = name();
      SettingValue value = value();
      if (name.isPresent()) {
        named.put(name.get(), value);
      } else {
        arguments.add(value);
      }
      space(parentheses);
      if (peek() != ',') {
        return;
      }
      at++;
      space(true);
    }
  }

  /** The name before a colon, if there is one here. */
  private Optional<String> name() throws Beyond {
    int end = at;
    while (end < text.length() && isPart(text.charAt(end))) {
      end++;
    }
    if (end == at || !isStart(peek()) || end == text.length() || text.charAt(end) != ':') {
      return Optional.empty();
    }
    String name = text.substring(at, end);
    at = end + 1;
    space(true);
    return Optional.of(name);
  }

  private SettingValue value() throws Beyond {
    char c = peek();
    if (c == '\'' || c == '"') {
      return new Text(string(c));
    }
    if (c >= '0' && c <= '9') {
      return quantity();
    }
    String word = word();
    if (word.equals("true") || word.equals("false")) {
      return new Flag(word.equals("true"));
    }
    if (peek() == '(' && (word.equals("env") || word.equals("file"))) {
      return source(word);
    }
    require(!Keywords.contains(word));
    return new Word(word);
  }

  private SettingValue source(String word) throws Beyond {
    expect('(');
    space(true);
    String first = string(peek());
    space(true);
    if (word.equals("file")) {
      expect(')');
      return new FileText(first);
    }
    Optional<String> fallback = Optional.empty();
    if (peek() == ',') {
      at++;
      space(true);
      fallback = Optional.of(string(peek()));
      space(true);
    }
    expect(')');
    return new Variable(first, fallback);
  }

  private SettingValue quantity() throws Beyond {
    int start = at;
    digits();
    if (peek() == '.' && at + 1 < text.length() && Character.isDigit(text.charAt(at + 1))) {
      at++;
      digits();
    }
    String number = text.substring(start, at);
    // A leading zero is an octal number, and a letter a type or an exponent.
    require(number.length() == 1 || number.charAt(0) != '0' || number.charAt(1) == '.');
    require(!isPart(peek()));
    Optional<String> unit = Optional.empty();
    if (peek() == '.') {
      at++;
      unit = Optional.of(word());
    }
    return new Quantity(new BigDecimal(number), unit);
  }

  private void digits() {
    while (peek() >= '0' && peek() <= '9') {
      at++;
    }
  }

  private String string(char quote) throws Beyond {
    require(quote == '\'' || quote == '"');
    require(!text.startsWith(String.valueOf(quote).repeat(3), at));
    expect(quote);
    StringBuilder content = new StringBuilder();
    while (peek() != quote) {
      char c = peek();
      require(at < text.length() && c != '\n' && c != '\r' && !(c == '$' && quote == '"'));
      at++;
      if (c == '\\') {
        c = escaped(peek());
        at++;
      }
      content.append(c);
    }
    at++;
    return content.toString();
  }

  private static char escaped(char c) throws Beyond {
    return switch (c) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case '\\', '\'', '"', '$' -> c;
      default -> throw new Beyond();
    };
  }

  private String word() throws Beyond {
    int start = at;
    require(isStart(peek()));
    while (isPart(peek())) {
      at++;
    }
    return text.substring(start, at);
  }

  private static boolean isStart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }

  private static boolean isPart(char c) {
    return isStart(c) || (c >= '0' && c <= '9');
  }

  /** Skips blanks and comments, and the ends of lines where those mean nothing. */
  private void space(boolean lines) throws Beyond {
    while (at < text.length()) {
      char c = peek();
      if (c == '\n' && lines) {
        newLine();
      } else if (c == ' ' || c == '\t' || (c == '\r' && text.startsWith("\r\n", at))) {
        at++;
      } else if (text.startsWith("//", at)) {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
      } else if (text.startsWith("/*", at)) {
        int end = text.indexOf("*/", at + 2);
        require(end > 0);
        while (at < end) {
          if (peek() == '\n') {
            newLine();
          } else {
            at++;
          }
        }
        at = end + 2;
      } else {
        return;
      }
    }
  }

  private void newLine() {
    at++;
    line++;
    lineStart = at;
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : '\0';
  }

  private void expect(char c) throws Beyond {
    require(peek() == c && at < text.length());
    at++;
  }

  private static void require(boolean condition) throws Beyond {
    if (!condition) {
      throw new Beyond();
    }
  }
}
