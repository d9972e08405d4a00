package dev.garganey;

import dev.garganey.model.ObjectName;
import java.util.Set;

/**
 * SeedOptions say how to make tables hold what seeds list.
 *
 * @param tables those that matter; empty for all
 * @param exactly whether rows are deleted that a seed which says {@code exactly()} does not list
 * @param allowedDataLoss the tables that may lose rows by that
 */
public record SeedOptions(Set<ObjectName> tables, boolean exactly, Set<String> allowedDataLoss) {
  public static final SeedOptions DEFAULT = new SeedOptions(Set.of(), false, Set.of());

  public SeedOptions {
    tables = Set.copyOf(tables);
    allowedDataLoss = Set.copyOf(allowedDataLoss);
  }
}
