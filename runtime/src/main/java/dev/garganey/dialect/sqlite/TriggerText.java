package dev.garganey.dialect.sqlite;

import dev.garganey.model.Product;
import dev.garganey.sql.SqlToken;
import dev.garganey.sql.SqlTokenizer;
import java.util.List;
import java.util.Locale;

/** TriggerText reads and changes the definition of a trigger: what follows its name. */
final class TriggerText {
  private TriggerText() {}

  /** The definition with another table or view, given with its quotes. */
  static String on(String definition, String quoted) {
    List<SqlToken> tokens = SqlTokenizer.tokenize(definition, Product.SQLITE.syntax());
    for (int i = 0; i + 1 < tokens.size(); i++) {
      if (tokens.get(i).is("on")) {
        SqlToken name = tokens.get(i + 1);
        return definition.substring(0, name.start()) + quoted + definition.substring(name.end());
      }
    }
    return definition;
  }

  /** The event in capitals: INSERT, UPDATE or DELETE. */
  static String event(String definition) {
    for (SqlToken token : SqlTokenizer.tokenize(definition, Product.SQLITE.syntax())) {
      if (token.is("insert") || token.is("update") || token.is("delete")) {
        return token.text().toUpperCase(Locale.ROOT);
      }
    }
    return "DELETE";
  }

  /** Whether SQL names something; strings and comments do not count. */
  static boolean mentions(String sql, String name) {
    return SqlTokenizer.tokenize(sql, Product.SQLITE.syntax()).stream()
        .anyMatch(t -> t.isName() && t.name().equalsIgnoreCase(name));
  }
}
