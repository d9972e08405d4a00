package dev.garganey;

import java.util.List;

/**
 * Verification is what {@code verify} found.
 *
 * @param checked how many files and history rows were compared
 * @param unread the files that look like migrations and are none
 * @param problems each with the migration it is about; none means that all is sound
 */
public record Verification(
    String database, int checked, List<String> unread, List<Problem> problems) {
  public Verification {
    unread = List.copyOf(unread);
    problems = List.copyOf(problems);
  }

  /** Problem is one finding; the details are lines of a diff of operations, where there is one. */
  public record Problem(String id, MigrationState state, String message, List<String> details) {
    public Problem {
      details = List.copyOf(details);
    }
  }
}
