package dev.garganey.plan;

/**
 * Hazard is the risk that a step bears.
 *
 * @param object what would be lost or changed: {@code users} or {@code users.email}
 * @param message one sentence
 */
public record Hazard(HazardKind kind, String object, String message) {}
