package dev.garganey.shell.command;

import dev.garganey.model.Product;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * DatabaseUrl reads where a database is: a JDBC URL, or the short form {@code sqlite:app.db} or
 * {@code postgresql://user@host:5432/name}. User and password are taken out of it.
 *
 * @param jdbc the JDBC URL without user and password
 */
record DatabaseUrl(
    String jdbc,
    Optional<String> user,
    Optional<String> password,
    Optional<String> host,
    Optional<String> port,
    Optional<String> database) {
  private static final Pattern FORM = Pattern.compile("(?i:jdbc:)([A-Za-z]\\w*):(.*)");
  private static final Pattern SERVER = Pattern.compile("//([^/?]*)(?:/([^?]*))?(\\?.*)?");
  private static final Pattern ONE_HOST =
      Pattern.compile("(\\[[0-9A-Fa-f:.%]+]|[^:\\[\\]@]*)(?::(\\d+))?");
  private static final Pattern LOCAL = Pattern.compile("[^/@:]+");
  private static final Pattern PARAMETER = Pattern.compile("([?&])(user|password)=([^&]*)");

  /**
   * Reads a URL.
   *
   * @param project the folder that a relative file is in
   * @throws UsageMistake if it is none; the message shows nothing that may be a password
   */
  static DatabaseUrl parse(String text, Path project) {
    String url = text.strip();
    String lower = url.toLowerCase(Locale.ROOT);
    if (lower.startsWith("postgres:")) {
      url = "postgresql" + url.substring("postgres".length());
    }
    Matcher form = FORM.matcher(lower.startsWith("jdbc:") ? url : "jdbc:" + url);
    if (!form.matches() || (isUnknown(form.group(1)) && url.contains("@") && !url.contains("//"))) {
      throw new UsageMistake(
          "A database is named by a URL: sqlite:FILE, postgresql://HOST/NAME or a JDBC URL"
              + (url.contains("@") ? "" : ", not `" + url + "`"));
    }
    String product = form.group(1).toLowerCase(Locale.ROOT);
    String place = form.group(2);
    if (Product.named(product).filter(p -> p == Product.SQLITE).isPresent()) {
      return file(product, place, project);
    }
    Matcher server = SERVER.matcher(place);
    return server.matches() ? server(product, server) : local(product, place);
  }

  private static boolean isUnknown(String product) {
    return Product.named(product).isEmpty();
  }

  private static DatabaseUrl server(String product, Matcher place) {
    String authority = place.group(1);
    // The last one, so that a password with an unescaped @ is read as it was meant.
    int at = authority.lastIndexOf('@');
    String login = at < 0 ? "" : authority.substring(0, at);
    String hosts = authority.substring(at + 1);
    Matcher first = firstHost(hosts);
    int colon = login.indexOf(':');
    Optional<String> name = some(place.group(2));
    return new DatabaseUrl(
            "jdbc:" + product + "://" + hosts + "/" + name.orElse(""),
            decoded(colon < 0 ? login : login.substring(0, colon)),
            decoded(colon < 0 ? "" : login.substring(colon + 1)),
            some(first.group(1).replaceAll("[\\[\\]]", "")).or(() -> Optional.of("localhost")),
            some(first.group(2)),
            name)
        .withParameters(some(place.group(3)).orElse(""));
  }

  private static Matcher firstHost(String hosts) {
    Optional<Matcher> first = Optional.empty();
    for (String one : hosts.split(",", -1)) {
      Matcher host = ONE_HOST.matcher(one);
      if (!host.matches()) {
        throw new UsageMistake(
            "The URL's host and port cannot be read. Is there a / or ? in the password? Write %2F"
                + " and %3F, or leave it to GARGANEY_PASSWORD");
      }
      if (some(host.group(2)).filter(port -> !isPort(port)).isPresent()) {
        throw new UsageMistake("The URL's port is from 1 to 65535, not " + host.group(2));
      }
      first = first.or(() -> Optional.of(host));
    }
    return first.orElseThrow();
  }

  private static boolean isPort(String digits) {
    return digits.length() <= 5
        && Integer.parseInt(digits) >= 1
        && Integer.parseInt(digits) <= 65_535;
  }

  /** A database on this machine, by its name alone. */
  private static DatabaseUrl local(String product, String place) {
    int query = place.indexOf('?');
    String name = query < 0 ? place : place.substring(0, query);
    if (Product.named(product).isPresent() && !LOCAL.matcher(name).matches()) {
      // Without its slashes the login would be taken for the database's name, and be shown.
      throw new UsageMistake("After " + product + ": two slashes are missing: //HOST/NAME");
    }
    return new DatabaseUrl(
            "jdbc:" + product + ":" + name,
            Optional.empty(),
            Optional.empty(),
            Optional.of("localhost"),
            Optional.empty(),
            some(name))
        .withParameters(query < 0 ? "" : place.substring(query));
  }

  /** User and password move out of the parameters; the others stay. */
  private DatabaseUrl withParameters(String query) {
    Optional<String> newUser = user;
    Optional<String> newPassword = password;
    Matcher parameters = PARAMETER.matcher(query);
    while (parameters.find()) {
      Optional<String> value = decoded(parameters.group(3));
      if (parameters.group(2).equals("user")) {
        newUser = newUser.or(() -> value);
      } else {
        newPassword = newPassword.or(() -> value);
      }
    }
    String rest = PARAMETER.matcher(query).replaceAll("$1").replaceAll("&+", "&");
    rest = rest.replace("?&", "?").replaceAll("[?&]$", "");
    return new DatabaseUrl(jdbc + rest, newUser, newPassword, host, port, database);
  }

  private static Optional<String> some(@org.jspecify.annotations.Nullable String text) {
    return Optional.ofNullable(text).filter(t -> !t.isEmpty());
  }

  private static Optional<String> decoded(String text) {
    try {
      return some(text).map(t -> URLDecoder.decode(t.replace("+", "%2B"), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException notEncoded) {
      return some(text);
    }
  }

  /** A file's path is relative to the project; a database in memory has none. */
  private static DatabaseUrl file(String product, String place, Path project) {
    if (place.startsWith("//")) {
      throw new UsageMistake(
          "A file has no host: write " + product + ":FILE, not " + product + "://FILE");
    }
    String scheme = place.startsWith("file:") ? "file:" : "";
    String path = place.substring(scheme.length());
    if (path.replaceFirst("\\?.*", "").isBlank()) {
      // The driver would make a database that nobody can find again.
      throw new UsageMistake(
          "No file is named after " + product + ":, as in " + product + ":app.db");
    }
    boolean isFile = !path.startsWith(":memory:") && !path.contains("mode=memory");
    String shown = isFile ? project.resolve(path).normalize().toString() : path;
    return new DatabaseUrl(
        "jdbc:" + product + ":" + scheme + shown,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
