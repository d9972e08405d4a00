package dev.garganey.scratch;

import dev.garganey.dialect.Capability;
import dev.garganey.dialect.ConnectionTarget;
import dev.garganey.dialect.Dialect;
import dev.garganey.diff.NullDefaults;
import dev.garganey.model.Schema;

/**
 * Canonical puts schemas into the words of their database, in which two that mean the same are
 * equal.
 *
 * <p>A database that keeps the text as it is written needs no database for that. One that rewrites
 * expressions is asked, and asked again with its answer until that stays the same: PostgreSQL's
 * {@code x IN ('a')} becomes {@code x = ANY (ARRAY['a'::varchar])} at the first time and something
 * else at the second.
 */
public final class Canonical {
  /** More turns than any expression was seen to take. */
  private static final int TURNS = 4;

  private final Dialect dialect;
  private final ConnectionTarget near;

  /**
   * For the schemas of one product.
   *
   * @param near the database beside which throwaway ones are made, where they are needed
   */
  public Canonical(Dialect dialect, ConnectionTarget near) {
    this.dialect = dialect;
    this.near = near;
  }

  /** The schema in its database's words, without what says nothing in them. */
  public Schema of(Schema schema) {
    return NullDefaults.without(words(schema));
  }

  private Schema words(Schema schema) {
    Schema lowered = dialect.lower(schema);
    if (!rewrites()) {
      return lowered;
    }
    try (Scratch scratch = Scratch.open(dialect, near)) {
      Schema words = lowered;
      for (int turn = 0; turn < TURNS; turn++) {
        if (turn > 0) {
          scratch.clear();
        }
        scratch.make(words);
        Schema answer = scratch.inspect();
        if (answer.equals(words)) {
          break;
        }
        words = answer;
      }
      return words;
    }
  }

  private boolean rewrites() {
    return dialect.capabilities().contains(Capability.REWRITTEN_EXPRESSIONS);
  }
}
