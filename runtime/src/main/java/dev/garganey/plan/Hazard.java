package dev.garganey.plan;

import java.util.function.UnaryOperator;

/**
 * Hazard is the risk that a step bears.
 *
 * @param object what would be lost or changed: {@code users} or {@code users.email}
 * @param message one sentence
 */
public record Hazard(HazardKind kind, String object, String message) {
  /** The same for eyes. */
  Hazard showing(UnaryOperator<String> hiding) {
    return new Hazard(kind, hiding.apply(object), hiding.apply(message));
  }
}
