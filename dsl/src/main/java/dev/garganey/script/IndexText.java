package dev.garganey.script;

import dev.garganey.model.Index;
import dev.garganey.model.IndexKey;
import dev.garganey.model.NamingConvention;
import dev.garganey.model.ObjectName;
import java.util.List;
import java.util.stream.Collectors;

/** IndexText writes indexes. */
final class IndexText {
  private final ObjectName table;

  IndexText(ObjectName table) {
    this.table = table;
  }

  /** The index as the body of a table has it. */
  String inTable(Index index) {
    return "index(" + keys(index.keys()) + ")" + more(index);
  }

  /** The index as an operation of its own. */
  String created(Index index) {
    return "createIndex(" + Literals.name(table) + ", " + keys(index.keys()) + ")" + more(index);
  }

  private String more(Index index) {
    boolean conventional = index.name().equals(NamingConvention.index(table, index.keys()));
    return (conventional ? "" : ".named(" + Literals.text(index.name()) + ")")
        + (index.unique() ? ".unique()" : "")
        + index.method().map(m -> ".using(" + Literals.text(m) + ")").orElse("")
        + (index.include().isEmpty() ? "" : ".include(" + Literals.texts(index.include()) + ")")
        + (index.nullsNotDistinct() ? ".nullsNotDistinct()" : "")
        + index.where().map(w -> ".where(" + Literals.text(w) + ")").orElse("")
        + (index.options().isEmpty() ? "" : ".options(" + Literals.options(index.options()) + ")")
        + index.comment().map(c -> ".comment(" + Literals.text(c) + ")").orElse("");
  }

  private static String keys(List<IndexKey> keys) {
    return keys.stream().map(IndexText::key).collect(Collectors.joining(", "));
  }

  private static String key(IndexKey key) {
    String text = Literals.text(key.text());
    if (key.equals(IndexKey.column(key.text()))) {
      return text;
    }
    String plain =
        key.expression()
            ? "expression(" + text + ")" + (key.descending() ? ".desc()" : "")
            : (key.descending() ? "desc(" : "asc(") + text + ")";
    return plain
        + key.nullsFirst().map(first -> first ? ".nullsFirst()" : ".nullsLast()").orElse("")
        + key.collation().map(c -> ".collate(" + Literals.text(c) + ")").orElse("")
        + key.operatorClass().map(c -> ".operatorClass(" + Literals.text(c) + ")").orElse("");
  }
}
