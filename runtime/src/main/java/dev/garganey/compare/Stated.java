package dev.garganey.compare;

import dev.garganey.diff.Hints;
import dev.garganey.model.Schema;

/**
 * Stated is a schema as its source states it.
 *
 * @param hints what the source says was renamed or may go
 */
public record Stated(String title, Schema schema, Hints hints) {}
