package dev.garganey.explore;

/** Aspect is what an exploration shall tell besides the schema, each at a price. */
public enum Aspect {
  /** How much tables hold: one or two more queries. */
  EXTENTS,
  /** The columns of views: one more query. */
  VIEW_COLUMNS,
  /** What migrations did: all that history recorded is read, what is pending is evaluated. */
  LIVES,
  /** Which migrations there are: history and folder are read, what is pending is evaluated. */
  MIGRATIONS
}
