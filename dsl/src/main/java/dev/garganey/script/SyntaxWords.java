package dev.garganey.script;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** SyntaxWords says in our words what Groovy's parser found wrong. */
final class SyntaxWords {
  private static final Pattern UNEXPECTED =
      Pattern.compile("Unexpected (?:input|character): '(.*)'", Pattern.DOTALL);
  private static final Pattern MISSING = Pattern.compile("Missing '(.+)'");
  private static final Pattern UNRESOLVED =
      Pattern.compile("unable to resolve class (\\S+)", Pattern.DOTALL);

  private SyntaxWords() {}

  static String explain(String groovy) {
    String message =
        groovy == null ? "" : groovy.replaceAll("\\s*@ line \\d+, column \\d+\\.?", "");
    Matcher missing = MISSING.matcher(message);
    if (missing.find()) {
      return "A `" + missing.group(1) + "` is missing";
    }
    Matcher unexpected = UNEXPECTED.matcher(message);
    if (unexpected.find()) {
      String found = unexpected.group(1);
      if (found.equals("\\'") || found.equals("'") || found.equals("\"")) {
        return "This quote is not closed";
      }
      return found.equals("<EOF>")
          ? "The file ends too early: a `}` or a quote is missing"
          : "`" + lastLine(found) + "` is not expected here";
    }
    Matcher unresolved = UNRESOLVED.matcher(message);
    if (unresolved.find()) {
      return "Unknown class `" + unresolved.group(1) + "`";
    }
    String line = message.lines().findFirst().orElse("This is no Groovy").strip();
    return line.isEmpty()
        ? "This is no Groovy"
        : line.substring(0, 1).toUpperCase(Locale.ROOT) + line.substring(1);
  }

  private static String lastLine(String text) {
    List<String> lines =
        Arrays.stream(text.split("\n|\\\\n"))
            .map(String::strip)
            .filter(line -> !line.isEmpty())
            .toList();
    return lines.isEmpty() ? "end of line" : lines.get(lines.size() - 1);
  }
}
