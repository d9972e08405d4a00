package dev.garganey.history;

import dev.garganey.plan.Direction;
import java.util.Optional;

/**
 * StageRecord is one row of the {@link Journal}.
 *
 * @param stage its number, from 0
 * @param stages how many its migration has
 * @param statementHash SHA-256 of its statements, in hexadecimal
 * @param cursor the last key of the last batch, as a JSON array
 * @param rows the rows of all batches so far
 */
public record StageRecord(
    Direction direction,
    int stage,
    int stages,
    StageState state,
    String statementHash,
    Optional<String> cursor,
    long rows) {}
