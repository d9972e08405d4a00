package dev.garganey.diff;

import dev.garganey.operation.SourcePosition;

/**
 * FoldMistake says that an operation cannot be applied at its point of the history.
 *
 * @param migration the id of the migration that has it
 */
public record FoldMistake(String migration, SourcePosition at, String message) {}
