package dev.garganey.shell.command;

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
  private static final Pattern SERVER =
      Pattern.compile(
          "jdbc:(\\w+)://(?:([^:@/]*)(?::([^@/]*))?@)?([^/:?]*)(?::(\\d+))?(?:/([^?]*))?(\\?.*)?");
  private static final Pattern PARAMETER = Pattern.compile("([?&])(user|password)=([^&]*)");

  static DatabaseUrl parse(String text, Path project) {
    String url = text.strip();
    String lower = url.toLowerCase(Locale.ROOT);
    if (lower.startsWith("postgres://")) {
      url = "postgresql" + url.substring("postgres".length());
    }
    if (!lower.startsWith("jdbc:")) {
      url = "jdbc:" + url;
    }
    Matcher server = SERVER.matcher(url);
    return server.matches() ? server(server) : file(url, project);
  }

  private static DatabaseUrl server(Matcher url) {
    Optional<String> user = decoded(url.group(2));
    Optional<String> password = decoded(url.group(3));
    String query = url.group(7) == null ? "" : url.group(7);
    Matcher parameters = PARAMETER.matcher(query);
    while (parameters.find()) {
      Optional<String> value = decoded(parameters.group(3));
      if (parameters.group(2).equals("user")) {
        user = user.or(() -> value);
      } else {
        password = password.or(() -> value);
      }
    }
    query = PARAMETER.matcher(query).replaceAll("$1").replaceAll("&+", "&").replace("?&", "?");
    query = query.replaceAll("[?&]$", "");
    String jdbc =
        "jdbc:"
            + url.group(1)
            + "://"
            + url.group(4)
            + (url.group(5) == null ? "" : ":" + url.group(5))
            + "/"
            + (url.group(6) == null ? "" : url.group(6))
            + query;
    return new DatabaseUrl(
        jdbc,
        user,
        password,
        Optional.of(url.group(4)).filter(h -> !h.isEmpty()),
        Optional.ofNullable(url.group(5)),
        Optional.ofNullable(url.group(6)).filter(d -> !d.isEmpty()));
  }

  private static Optional<String> decoded(String text) {
    return Optional.ofNullable(text)
        .filter(t -> !t.isEmpty())
        .map(t -> URLDecoder.decode(t.replace("+", "%2B"), StandardCharsets.UTF_8));
  }

  /** A file's path is relative to the project. */
  private static DatabaseUrl file(String url, Path project) {
    int colon = url.indexOf(':', "jdbc:".length());
    String scheme = colon < 0 ? url : url.substring(0, colon + 1);
    String path = colon < 0 ? "" : url.substring(colon + 1);
    boolean plain = !path.isEmpty() && !path.startsWith(":") && !path.startsWith("file:");
    String place = plain ? project.resolve(path).normalize().toString() : path;
    return new DatabaseUrl(
        scheme + place,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
