package dev.garganey.dialect.postgresql;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** FunctionArguments reads what stands between the parentheses of a function. */
final class FunctionArguments {
  private static final Pattern DEFAULT = Pattern.compile("(?i)\\s(DEFAULT\\s|:?=)|:=|=");

  private FunctionArguments() {}

  /** The arguments without their defaults, as DROP FUNCTION wants them. */
  static String withoutDefaults(String arguments) {
    List<String> plain = new ArrayList<>();
    for (String argument : split(arguments)) {
      Matcher matcher = DEFAULT.matcher(argument);
      plain.add((matcher.find() ? argument.substring(0, matcher.start()) : argument).strip());
    }
    return String.join(", ", plain);
  }

  /** The arguments, split at commas outside of parentheses and quotes. */
  private static List<String> split(String arguments) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < arguments.length(); i++) {
      char c = arguments.charAt(i);
      if (c == '\'' || c == '"') {
        int end = arguments.indexOf(c, i + 1);
        i = end < 0 ? arguments.length() : end;
      } else if (c == '(' || c == '[') {
        depth++;
      } else if (c == ')' || c == ']') {
        depth--;
      } else if (c == ',' && depth == 0) {
        parts.add(arguments.substring(start, i));
        start = i + 1;
      }
    }
    parts.add(arguments.substring(start));
    return parts;
  }
}
