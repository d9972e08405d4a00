package dev.garganey;

/**
 * ApplyOptions say how to apply.
 *
 * @param atomic whether the whole run is one transaction
 */
public record ApplyOptions(Target target, boolean atomic) {
  public static final ApplyOptions DEFAULT = new ApplyOptions(Target.DEFAULT, false);
}
