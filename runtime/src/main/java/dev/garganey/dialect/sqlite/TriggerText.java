package dev.garganey.dialect.sqlite;

import dev.garganey.model.Product;
import dev.garganey.model.Trigger;
import dev.garganey.sql.SqlMistake;
import dev.garganey.sql.SqlToken;
import dev.garganey.sql.SqlTokenizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * TriggerText is a trigger's definition in three pieces: up to ON, the table, and what follows.
 * Only the table's name is ever written anew, because a renamed table's triggers follow it.
 */
record TriggerText(String head, String tail) {
  /** The trigger as the product has it: on its owner, by its quoted name. */
  static Trigger of(Trigger trigger, String owner) {
    String quoted = '"' + owner.replace("\"", "\"\"") + '"';
    return Trigger.of(trigger.name(), on(Expressions.trimmed(trigger.definition()), quoted));
  }

  /** What follows the table's name, as sqlite_schema has it too. */
  static String tail(Trigger trigger) {
    return split(trigger.definition()).map(TriggerText::tail).orElse(trigger.definition());
  }

  /** The definition on another table or view, given with its quotes. */
  static String on(String definition, String quoted) {
    return split(definition).map(t -> t.head() + " " + quoted + t.tail()).orElse(definition);
  }

  /** The event in capitals: INSERT, UPDATE or DELETE. */
  static String event(String definition) {
    return tokens(definition).stream()
        .filter(t -> t.is("insert") || t.is("update") || t.is("delete"))
        .map(t -> t.text().toUpperCase(Locale.ROOT))
        .findFirst()
        .orElse("DELETE");
  }

  /** Whether SQL names something; strings and comments do not count. */
  static boolean mentions(String sql, String name) {
    return tokens(sql).stream()
        .anyMatch(
            t -> t.kind() != SqlToken.Kind.STRING && t.isName() && t.name().equalsIgnoreCase(name));
  }

  /** The tokens without comments; none where the text cannot be read. */
  private static List<SqlToken> tokens(String sql) {
    try {
      return SqlTokenizer.tokenize(sql, Product.SQLITE.syntax()).stream()
          .filter(t -> t.kind() != SqlToken.Kind.COMMENT)
          .toList();
    } catch (SqlMistake unreadable) {
      return List.of();
    }
  }

  private static Optional<TriggerText> split(String definition) {
    List<SqlToken> tokens = tokens(definition);
    for (int i = 0; i + 1 < tokens.size(); i++) {
      if (tokens.get(i).is("begin")) {
        break;
      }
      if (tokens.get(i).is("on")) {
        int name = i + 3 < tokens.size() && tokens.get(i + 2).is(".") ? i + 3 : i + 1;
        return Optional.of(
            new TriggerText(
                definition.substring(0, tokens.get(i).end()),
                definition.substring(tokens.get(name).end())));
      }
    }
    return Optional.empty();
  }
}
