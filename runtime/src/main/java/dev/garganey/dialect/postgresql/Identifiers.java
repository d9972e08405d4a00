package dev.garganey.dialect.postgresql;

import dev.garganey.model.ObjectName;
import java.util.regex.Pattern;

/** Identifiers writes names as the server does: in quotes only where they need them. */
final class Identifiers {
  private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]*");

  private Identifiers() {}

  /** The name as the server shows it; that a word is reserved is not known here. */
  static String shown(ObjectName name) {
    return name.schema().map(s -> shown(s) + ".").orElse("") + shown(name.name());
  }

  private static String shown(String name) {
    return PLAIN.matcher(name).matches() ? name : '"' + name.replace("\"", "\"\"") + '"';
  }
}
