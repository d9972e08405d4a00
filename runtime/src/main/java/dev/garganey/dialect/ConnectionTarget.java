package dev.garganey.dialect;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * ConnectionTarget is where a database is and who asks. Its text never shows the password.
 *
 * @param url a JDBC URL
 */
public record ConnectionTarget(String url, Optional<String> user, Optional<String> password) {
  private static final Pattern SECRET =
      Pattern.compile(
          "(?i)([?&;][^=&;]*(?:password|passwd|passphrase|pwd|secret|token|key)=)[^&;]*");
  private static final Pattern AUTHORITY = Pattern.compile("(//[^/@:]*):[^@/]*@");

  /** The URL with every secret in it replaced by asterisks. */
  public String shown() {
    return AUTHORITY.matcher(SECRET.matcher(url).replaceAll("$1***")).replaceAll("$1:***@");
  }

  @Override
  public String toString() {
    return shown() + user.map(u -> " as " + u).orElse("");
  }
}
