package dev.garganey.explore;

import java.util.Optional;

/**
 * KnownMigration is a migration of which history or the folder knows.
 *
 * @param file the name of its file, where it has one
 * @param title what its author says of it, where that is more than the id
 * @param appliedAt when, as ISO-8601 text in UTC; empty where it is pending
 * @param text of the file, as far as it can be read
 */
public record KnownMigration(
    String id,
    Optional<String> file,
    Optional<String> title,
    Optional<String> appliedAt,
    Optional<String> text) {}
