package dev.garganey.script;

import dev.garganey.model.Index;
import dev.garganey.model.IndexKey;
import dev.garganey.model.NamingConvention;
import dev.garganey.model.ObjectName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** IndexBuilder is what follows {@code index('a')} or {@code createIndex('t', 'a')}. */
public final class IndexBuilder extends Builder {
  private final ObjectName table;
  private final List<IndexKey> keys;
  private Optional<String> name = Optional.empty();
  private boolean unique;
  private Optional<String> where = Optional.empty();
  private Optional<String> method = Optional.empty();
  private List<String> include = List.of();
  private boolean nullsNotDistinct;
  private Optional<String> comment = Optional.empty();
  private final Map<String, String> options = new LinkedHashMap<>();
  private boolean concurrently;

  IndexBuilder(Evaluation evaluation, ObjectName table, List<IndexKey> keys) {
    super(evaluation);
    this.table = table;
    this.keys = keys;
  }

  /** Lets no two rows have the same keys. */
  public IndexBuilder unique() {
    unique = true;
    return this;
  }

  /** Holds only the rows that satisfy a condition. */
  public IndexBuilder where(String condition) {
    where = Optional.of(condition);
    return this;
  }

  /** The access method: 'gin', 'hash'… (PostgreSQL). */
  public IndexBuilder using(String method) {
    this.method = Optional.of(method);
    return this;
  }

  /** Columns that are stored beside the keys (PostgreSQL). */
  public IndexBuilder include(String... columns) {
    include = List.of(columns);
    return this;
  }

  /** The name, in the place of the one that is made of table and columns. */
  public IndexBuilder named(String name) {
    this.name = Optional.of(name);
    return this;
  }

  /** Treats two NULLs as the same value in a unique index (PostgreSQL 15). */
  public IndexBuilder nullsNotDistinct() {
    nullsNotDistinct = true;
    return this;
  }

  /** A remark that the database keeps. */
  public IndexBuilder comment(String text) {
    comment = Optional.of(text);
    return this;
  }

  /** What only one product knows: {@code options(fillfactor: 70)}. */
  public IndexBuilder options(Map<String, ?> more) {
    options.putAll(Named.asOptions(more));
    return this;
  }

  /**
   * Lets writers go on meanwhile; then it runs outside of the transaction (PostgreSQL). Only for
   * {@code createIndex}: a new table has no writers.
   */
  public IndexBuilder concurrently() {
    concurrently = true;
    return this;
  }

  boolean isConcurrent() {
    return concurrently;
  }

  Index build() {
    return new Index(
        name.orElseGet(() -> NamingConvention.index(table, keys)),
        unique,
        keys,
        where,
        method,
        include,
        nullsNotDistinct,
        options,
        comment);
  }

  @Override
  String placeTitle() {
    return " after an index";
  }
}
