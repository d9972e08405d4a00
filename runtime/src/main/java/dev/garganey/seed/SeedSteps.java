package dev.garganey.seed;

import dev.garganey.operation.Step;
import java.util.List;
import java.util.Set;

/**
 * SeedSteps is what makes tables hold what seeds list.
 *
 * @param tables what becomes of the rows, in the order of the statements
 * @param losing the tables that lose rows, with those whose rows go with them
 */
public record SeedSteps(List<Step> steps, List<TableRows> tables, Set<String> losing) {
  public SeedSteps {
    steps = List.copyOf(steps);
    tables = List.copyOf(tables);
    losing = Set.copyOf(losing);
  }
}
