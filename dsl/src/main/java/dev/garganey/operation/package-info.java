/**
 * The operations that migrations are made of, as immutable values.
 *
 * <p>Each operation checks itself, applies itself to a {@link dev.garganey.model.Schema} and knows
 * its inverse. How it becomes SQL is the business of dialects.
 */
@org.jspecify.annotations.NullMarked
package dev.garganey.operation;
