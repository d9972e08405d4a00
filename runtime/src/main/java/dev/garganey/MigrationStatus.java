package dev.garganey;

import java.util.Optional;

/**
 * MigrationStatus is one line of {@link Status}.
 *
 * @param file the path, empty where it is missing
 * @param repeatable whether it is applied again when it changes
 * @param appliedAt ISO-8601 in UTC
 * @param note what the user should know about it: what changed, how far it came
 */
public record MigrationStatus(
    String id,
    MigrationState state,
    boolean repeatable,
    Optional<String> file,
    Optional<String> description,
    Optional<String> appliedAt,
    Optional<String> appliedBy,
    Optional<Long> durationMillis,
    Optional<String> note) {}
