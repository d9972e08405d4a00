package dev.garganey.script;

import dev.garganey.model.IndexKey;
import dev.garganey.model.SchemaMistake;
import java.util.ArrayList;
import java.util.List;

/**
 * KeyOrder is one key of an index with more than a column's name: {@code desc('a').nullsLast()},
 * {@code expression('lower(a)')}.
 */
public final class KeyOrder extends Builder {
  private IndexKey key;

  KeyOrder(Evaluation evaluation, IndexKey key) {
    super(evaluation);
    this.key = key;
    evaluation.loosely(
        this,
        "`" + key.text() + "` is a key of no index",
        java.util.Optional.of("Give it to index(…) or createIndex(…)."));
  }

  /** Puts NULLs first. */
  public KeyOrder nullsFirst() {
    key = key.withNullsFirst(true);
    return this;
  }

  /** Puts NULLs last. */
  public KeyOrder nullsLast() {
    key = key.withNullsFirst(false);
    return this;
  }

  /** Orders from high to low. */
  public KeyOrder desc() {
    key = key.descend();
    return this;
  }

  /** The collation by which text is ordered. */
  public KeyOrder collate(String name) {
    key = key.withCollation(name);
    return this;
  }

  /** The operator class: {@code 'text_pattern_ops'} (PostgreSQL). */
  public KeyOrder operatorClass(String name) {
    key = key.withOperatorClass(name);
    return this;
  }

  /** The keys that the arguments of an index mean: names of columns, or these. */
  static List<IndexKey> keys(Object... given) {
    List<IndexKey> keys = new ArrayList<>();
    for (Object item : given) {
      if (item instanceof KeyOrder order) {
        keys.add(order.key);
      } else if (item instanceof CharSequence column) {
        keys.add(IndexKey.column(column.toString()));
      } else {
        throw new SchemaMistake(
            "An index is on columns ('a'), desc('a') or expression('lower(a)'), not on "
                + WordForms.titleOf(item));
      }
    }
    return keys;
  }

  @Override
  String placeTitle() {
    return " after the key of an index";
  }
}
