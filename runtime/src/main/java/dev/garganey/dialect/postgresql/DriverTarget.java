package dev.garganey.dialect.postgresql;

import dev.garganey.dialect.ConnectionTarget;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * DriverTarget is a target as the driver gets it: its secrets are properties and no longer part of
 * the URL, which the driver quotes in messages and in its log.
 */
record DriverTarget(String url, Properties properties) {
  /** The first version that knows idle_session_timeout. */
  private static final String OLDEST = "14";

  private static final Set<String> SECRETS = Set.of("password", "sslpassword");
  private static final Pattern USER_INFO =
      Pattern.compile("(jdbc:postgresql://)(?<user>[^/@?:]*)(:(?<password>[^/@?]*))?@(?<rest>.*)");

  private static final Pattern DATABASE =
      Pattern.compile("jdbc:postgresql:(?<server>//[^/?]*/)?[^?]*(?<options>\\?.*)?");

  /** The target with its secrets apart; what the URL says goes before what stands beside it. */
  static DriverTarget of(ConnectionTarget target) {
    Properties properties = new Properties();
    properties.setProperty("ApplicationName", "garganey");
    properties.setProperty("tcpKeepAlive", "true");
    // Else the driver asks for the version first and sets parameters by statements of their own.
    properties.setProperty("assumeMinServerVersion", OLDEST);
    target.user().ifPresent(user -> properties.setProperty("user", user));
    target.password().ifPresent(password -> properties.setProperty("password", password));
    String url = target.url();
    Matcher info = USER_INFO.matcher(url);
    if (info.matches()) {
      properties.setProperty("user", decoded(info.group("user")));
      if (info.group("password") != null) {
        properties.setProperty("password", decoded(info.group("password")));
      }
      url = info.group(1) + info.group("rest");
    }
    return new DriverTarget(withoutSecrets(url, properties), properties);
  }

  /** The same server and user, and another database. */
  DriverTarget withDatabase(String database) {
    Matcher parts = DATABASE.matcher(url);
    if (!parts.matches()) {
      throw new IllegalArgumentException("`" + url + "` names no database");
    }
    String server = parts.group("server") == null ? "//localhost/" : parts.group("server");
    String options = parts.group("options") == null ? "" : parts.group("options");
    String name = URLEncoder.encode(database, StandardCharsets.UTF_8);
    return new DriverTarget("jdbc:postgresql:" + server + name + options, properties);
  }

  private static String withoutSecrets(String url, Properties properties) {
    int question = url.indexOf('?');
    if (question < 0) {
      return url;
    }
    List<String> kept = new ArrayList<>();
    for (String parameter : url.substring(question + 1).split("&", -1)) {
      int equals = parameter.indexOf('=');
      String key = equals < 0 ? parameter : parameter.substring(0, equals);
      if (equals > 0 && SECRETS.contains(key)) {
        properties.setProperty(key, decoded(parameter.substring(equals + 1)));
      } else if (!parameter.isEmpty()) {
        kept.add(parameter);
      }
    }
    return url.substring(0, question) + (kept.isEmpty() ? "" : "?" + String.join("&", kept));
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  /** Without the properties, for they hold secrets. */
  @Override
  public String toString() {
    return url;
  }
}
