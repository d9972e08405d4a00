package dev.garganey.dialect;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * ConnectionTarget is where a database is and who asks. Its text never shows the password.
 *
 * @param url a JDBC URL
 * @param scratch a database of the server on which throwaway databases are made, where that is not
 *     the same one: a standby makes none, nor a role without the right
 */
public record ConnectionTarget(
    String url,
    Optional<String> user,
    Optional<String> password,
    Optional<ConnectionTarget> scratch) {
  private static final Pattern SECRET =
      Pattern.compile(
          "(?i)([?&;][^=&;]*(?:password|passwd|passphrase|pwd|secret|token|key)=)[^&;]*");
  private static final Pattern AUTHORITY = Pattern.compile("(//[^/@:]*):[^@/]*@");

  /** A database beside which throwaway databases are made. */
  public ConnectionTarget(String url, Optional<String> user, Optional<String> password) {
    this(url, user, password, Optional.empty());
  }

  /** The same, with throwaway databases elsewhere. */
  public ConnectionTarget withScratch(Optional<ConnectionTarget> elsewhere) {
    return new ConnectionTarget(url, user, password, elsewhere);
  }

  /** The URL with every secret in it replaced by asterisks. */
  public String shown() {
    return AUTHORITY.matcher(SECRET.matcher(url).replaceAll("$1***")).replaceAll("$1:***@");
  }

  @Override
  public String toString() {
    return shown() + user.map(u -> " as " + u).orElse("");
  }
}
