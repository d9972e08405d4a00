/**
 * The schema as immutable values: what a database looks like, never how it is reached.
 *
 * <p>A {@link dev.garganey.model.Schema} is what inspection yields, what folding migrations yields
 * and what schema models declare. Nothing here knows SQL of any product, a connection or a script.
 */
@org.jspecify.annotations.NullMarked
package dev.garganey.model;
