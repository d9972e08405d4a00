package dev.garganey.dialect.postgresql;

/**
 * NativeQuery asks for native objects of one kind, where there are any: to plan a query costs the
 * server more than to find out that it has nothing to say.
 *
 * @param when the SQL condition that there may be such objects
 */
record NativeQuery(String when, String sql) {
  /** A query that is worth asking when users have made anything of that catalogue. */
  static NativeQuery of(String catalogue, String sql) {
    return where(catalogue, "oid >= 16384", sql);
  }

  /** A query that is worth asking when the catalogue has a row of that condition. */
  static NativeQuery where(String catalogue, String condition, String sql) {
    return new NativeQuery("EXISTS (SELECT FROM " + catalogue + " WHERE " + condition + ")", sql);
  }

  NativeQuery or(NativeQuery other) {
    return new NativeQuery(when + " OR " + other.when, sql);
  }
}
