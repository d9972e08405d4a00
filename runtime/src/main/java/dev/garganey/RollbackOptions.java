package dev.garganey;

import java.util.Set;

/**
 * RollbackOptions say how to roll back.
 *
 * @param allowDataLoss the tables ({@code users}) and columns ({@code users.email}) that may be
 *     dropped though they hold data
 */
public record RollbackOptions(Target target, Set<String> allowDataLoss) {
  public static final RollbackOptions DEFAULT = new RollbackOptions(Target.DEFAULT, Set.of());

  public RollbackOptions {
    allowDataLoss = Set.copyOf(allowDataLoss);
  }
}
