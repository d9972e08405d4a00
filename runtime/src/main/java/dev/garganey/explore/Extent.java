package dev.garganey.explore;

import java.util.OptionalLong;

/**
 * Extent is how much a table or materialized view holds, as far as the product tells it.
 *
 * @param rows about how many rows; empty where nobody knows
 * @param exact whether they were counted
 * @param bytes what it takes on disk, its indexes included; empty where nobody knows
 */
public record Extent(OptionalLong rows, boolean exact, OptionalLong bytes) {
  /** Nothing is known. */
  public static final Extent UNKNOWN =
      new Extent(OptionalLong.empty(), false, OptionalLong.empty());
}
