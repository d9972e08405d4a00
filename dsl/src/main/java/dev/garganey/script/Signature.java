package dev.garganey.script;

import dev.garganey.model.ObjectName;
import dev.garganey.model.SchemaMistake;

/** Signature is a function's name with its arguments: {@code app.f(a integer)}. */
record Signature(ObjectName name, String arguments) {
  static Signature of(String text) {
    int open = text.indexOf('(');
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
}
