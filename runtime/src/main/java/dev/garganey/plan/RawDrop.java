package dev.garganey.plan;

import dev.garganey.model.ObjectName;

/**
 * RawDrop is what an SQL statement drops together with all that depends on it.
 *
 * @param kind the word of SQL for it: {@code type}, {@code domain}, {@code extension}, {@code
 *     schema}, {@code table}; {@code owned} for all that a role owns
 * @param name its name, or the role's
 */
public record RawDrop(String kind, ObjectName name) {
  /** The risk, in words. */
  Hazard hazard() {
    String what =
        kind.equals("owned")
            ? "drops all that role " + name + " owns, tables with their rows among it"
            : "drops "
                + kind
                + " "
                + name
                + " with all that depends on it, columns with their values among it";
    return new Hazard(HazardKind.CASCADES, name.toString(), what);
  }
}
