package dev.garganey.explore;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** ItemKind is what people call a thing that has a name of its own. */
public enum ItemKind {
  SCHEMA("schema", "Schemas"),
  TABLE("table", "Tables"),
  COLUMN("column", "Columns"),
  VIEW("view", "Views"),
  INDEX("index", "Indexes"),
  CONSTRAINT("constraint", "Constraints"),
  TRIGGER("trigger", "Triggers"),
  FUNCTION("function", "Functions"),
  SEQUENCE("sequence", "Sequences"),
  ENUM("enum", "Enums"),
  VALUE("value", "Values of enums"),
  DOMAIN("domain", "Domains"),
  EXTENSION("extension", "Extensions"),
  NATIVE("native", "Others"),
  MIGRATION("migration", "Migrations");

  private final String word;
  private final String title;

  ItemKind(String word, String title) {
    this.word = word;
    this.title = title;
  }

  /** The word for one of them, by which {@link #named} finds it. */
  public String word() {
    return word;
  }

  /** What stands over several of them. */
  public String title() {
    return title;
  }

  /** Whether there is something to show of it by itself; a column is shown with its table. */
  public boolean isShown() {
    return this != COLUMN && this != VALUE;
  }

  /** The kinds that are shown by themselves. */
  public static List<ItemKind> shown() {
    return Arrays.stream(values()).filter(ItemKind::isShown).toList();
  }

  /** The kind of that word, in any case. */
  public static Optional<ItemKind> named(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(k -> k.word.equals(lower)).findFirst();
  }
}
