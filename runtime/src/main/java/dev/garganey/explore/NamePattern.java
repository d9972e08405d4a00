package dev.garganey.explore;

import dev.garganey.model.ObjectName;
import java.util.regex.Pattern;

/**
 * NamePattern is a name with {@code *} for any letters and {@code ?} for one, in any case. It is
 * compared with a name as it is in its schema, and where it has a dot with both.
 */
public final class NamePattern {
  private final Pattern pattern;

  public NamePattern(String glob) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < glob.length(); i++) {
      char c = glob.charAt(i);
      regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
    }
    this.pattern =
        Pattern.compile(
            regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
  }

  public boolean matches(ObjectName name) {
    return pattern.matcher(name.name()).matches() || pattern.matcher(name.toString()).matches();
  }
}
