package dev.garganey.script;

import dev.garganey.model.ObjectName;
import dev.garganey.model.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Literals writes values as a script has them. */
final class Literals {
  /** Stands for the end of a line within a text, which must not be indented. */
  static final char LINE_IN_TEXT = '\0';

  private Literals() {}

  /** A text in the quotes that need the least escaping; one of several lines in three of them. */
  static String text(String text) {
    return isPlain(text) ? "'" + text + "'" : escaped(text);
  }

  /** Whether there is nothing to escape in it. */
  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\'' || c == '\\' || !isPlain(c)) {
        return false;
      }
    }
    return true;
  }

  private static String escaped(String text) {
    boolean lines = text.indexOf('\n') >= 0;
    boolean doubled =
        !lines && text.indexOf('\'') >= 0 && text.indexOf('"') < 0 && text.indexOf('$') < 0;
    String quote = lines ? "'''" : doubled ? "\"" : "'";
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\\' -> out.append("\\\\");
        case '\'' -> out.append(doubled || (lines && !closes(text, i)) ? "'" : "\\'");
        case '\n' -> out.append(LINE_IN_TEXT);
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (isPlain(c)) {
            out.append(c);
          } else {
            out.append("\\u%04x".formatted((int) c));
          }
        }
      }
    }
    return quote + out + quote;
  }

  /** Whether a quote in a text of several lines could be read as one of the three at its end. */
  private static boolean closes(String text, int i) {
    return i == 0 || (isQuote(text, i + 1) && isQuote(text, i + 2));
  }

  private static boolean isQuote(String text, int i) {
    return i >= text.length() || text.charAt(i) == '\'';
  }

  private static boolean isPlain(char c) {
    return c >= ' ' && c != 0x7f && c != '\uFEFF' && !Character.isSurrogate(c);
  }

  static String name(ObjectName name) {
    return text(name.toString());
  }

  static String texts(List<String> texts) {
    return texts.size() == 1
        ? text(texts.get(0))
        : texts.stream().map(Literals::text).collect(Collectors.joining(", "));
  }

  static String list(List<String> texts) {
    return "[" + texts(texts) + "]";
  }

  /** The name of a named argument or of a map's entry. */
  static String key(String name) {
    return name.matches("[A-Za-z_][A-Za-z0-9_]*") ? name : text(name);
  }

  static String options(Map<String, String> options) {
    return options.entrySet().stream()
        .map(option -> key(option.getKey()) + ": " + option(option.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String option(String value) {
    return value.equals("true") ? value : text(value);
  }

  static String values(Map<String, Value> values) {
    return values.entrySet().stream()
        .map(value -> key(value.getKey()) + ": " + value(value.getValue()))
        .collect(Collectors.joining(", "));
  }

  /** A map in brackets. */
  static String map(String entries) {
    return entries.isEmpty() ? "[:]" : "[" + entries + "]";
  }

  /** {@code , name: value}, or nothing. */
  static String named(String name, Optional<String> value) {
    return value.map(v -> ", " + name + ": " + text(v)).orElse("");
  }

  /** {@code , name: true}, or nothing. */
  static String flag(String name, boolean value) {
    return value ? ", " + name + ": true" : "";
  }

  static String value(Value value) {
    if (value instanceof Value.Text text) {
      return text(text.value());
    }
    if (value instanceof Value.Number number) {
      return number.value().toPlainString();
    }
    if (value instanceof Value.Bool bool) {
      return String.valueOf(bool.value());
    }
    if (value instanceof Value.Expression expression) {
      return "sql(" + text(expression.sql()) + ")";
    }
    if (value instanceof Value.Binary binary) {
      return "bytes(" + text(binary.hex()) + ")";
    }
    return "null";
  }
}
