package dev.garganey.script;

import dev.garganey.model.Suggestion;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** Words knows what people mean who come from other languages, and the words that Java reserves. */
final class Words {
  private static final Map<String, String> MEANT =
      Map.ofEntries(
          Map.entry("int", "integer"),
          Map.entry("long", "bigint"),
          Map.entry("short", "smallint"),
          Map.entry("byte", "smallint"),
          Map.entry("boolean", "bool"),
          Map.entry("float", "real"),
          Map.entry("string", "text"),
          Map.entry("clob", "text"),
          Map.entry("blob", "binary"),
          Map.entry("bytea", "binary"),
          Map.entry("jsonb", "json"),
          Map.entry("datetime", "timestamp"),
          Map.entry("numeric", "decimal"),
          Map.entry("number", "decimal"),
          Map.entry("serial", "id"),
          Map.entry("bigserial", "id"),
          Map.entry("default", "defaultTo"),
          Map.entry("defaultValue", "defaultTo"),
          Map.entry("notNullable", "notNull"),
          Map.entry("table", "createTable"),
          Map.entry("view", "createView"),
          Map.entry("enumType", "createEnum"),
          Map.entry("materializedView", "view"),
          Map.entry("addIndex", "createIndex"),
          Map.entry("addTable", "createTable"),
          Map.entry("removeColumn", "dropColumn"),
          Map.entry("modifyColumn", "alterColumn"),
          Map.entry("createMaterializedView", "createView"),
          Map.entry("execute", "sql"),
          Map.entry("alterEnum", "addEnumValue"));

  private Words() {}

  /** {@code Did you mean `x`?}, where a known word is near or means the same. */
  static Optional<String> didYouMean(String word, Collection<String> known) {
    return Optional.ofNullable(MEANT.get(word))
        .filter(known::contains)
        .or(() -> Suggestion.nearest(word, known))
        .map(w -> "Did you mean `" + w + "`?");
  }
}
