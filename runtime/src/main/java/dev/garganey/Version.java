package dev.garganey;

import java.util.Optional;

/** Version is this program's own. */
public final class Version {
  /** As the jar's manifest has it, or {@code development}. */
  public static final String TEXT =
      Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
          .orElse("development");

  private Version() {}
}
