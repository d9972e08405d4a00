package dev.garganey.script;

import dev.garganey.model.Function;
import dev.garganey.model.ObjectName;
import dev.garganey.model.SchemaMistake;

/** Signature is a function's name with its arguments: {@code app.f(a integer)}. */
record Signature(ObjectName name, String arguments) {
  static Signature of(String text) {
    int open = open(text);
    if (open < 0) {
      return new Signature(ObjectName.parse(text.strip()), "");
    }
    if (!text.stripTrailing().endsWith(")")) {
      throw new SchemaMistake("`" + text + "` has an open parenthesis; write f(a integer)");
    }
    return new Signature(
        ObjectName.parse(text.substring(0, open).strip()),
        text.substring(open + 1, text.stripTrailing().length() - 1));
  }

  /** Where the arguments begin; a name in double quotes may have a parenthesis. */
  private static int open(String text) {
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      quoted ^= c == '"';
      if (c == '(' && !quoted) {
        return i;
      }
    }
    return -1;
  }

  /** The text that {@link #of} reads back. */
  static String text(Function function) {
    return text(function.name(), function.arguments());
  }

  /** The text that {@link #of} reads back. */
  static String text(ObjectName name, String arguments) {
    String written = name.toString();
    boolean plain =
        name.name().indexOf('(') < 0
            && name.schema().filter(s -> s.indexOf('(') >= 0).isEmpty()
            && written.equals(written.strip());
    return (plain
            ? written
            : name.schema().map(s -> quoted(s) + ".").orElse("") + quoted(name.name()))
        + "("
        + arguments
        + ")";
  }

  private static String quoted(String part) {
    return '"' + part.replace("\"", "\"\"") + '"';
  }
}
