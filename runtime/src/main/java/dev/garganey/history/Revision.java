package dev.garganey.history;

/**
 * Revision is the record of an applied migration, without its operations.
 *
 * @param position the order of application, from 1
 * @param checksum SHA-256 of the source, in hexadecimal
 * @param operationsHash the versioned hash of its operations
 * @param kind how it came to be recorded
 * @param appliedAt ISO-8601 in UTC
 * @param tool the version of Garganey that applied it
 */
public record Revision(
    String id,
    String name,
    long position,
    String checksum,
    String operationsHash,
    RevisionKind kind,
    String appliedAt,
    String appliedBy,
    long durationMillis,
    String tool) {}
