package dev.garganey.compare;

import dev.garganey.dialect.Dialect;
import dev.garganey.diff.Alignment;
import dev.garganey.diff.Answers;
import dev.garganey.diff.Differ;
import dev.garganey.diff.Difference;
import dev.garganey.diff.Excerpt;
import dev.garganey.diff.Likeness;
import dev.garganey.model.Schema;
import dev.garganey.scratch.Canonical;

/**
 * Comparison finds what differs between two schemas in a database, whatever words they are in. Only
 * where the words differ is a database asked what it makes of them.
 */
public final class Comparison {
  private final Dialect dialect;
  private final Canonical canonical;

  public Comparison(Dialect dialect, Canonical canonical) {
    this.dialect = dialect;
    this.canonical = canonical;
  }

  /**
   * What leads from one to the other, in the words of the other where they differ and of the first
   * where they mean the same.
   */
  public Difference between(Schema from, Schema to, Answers answers) {
    Schema renamed = Differ.renamed(from, to, answers.hints());
    return Differ.diff(from, aligned(renamed, to), answers, dialect.diffRules());
  }

  /** Whether both mean the same to a database. */
  public boolean same(Schema one, Schema other) {
    return Likeness.same(one, aligned(one, other));
  }

  private Schema aligned(Schema from, Schema to) {
    return Likeness.same(from, to)
        ? from
        : Alignment.align(
            from, canonical.of(Excerpt.of(from, to)), to, canonical.of(Excerpt.of(to, from)));
  }
}
