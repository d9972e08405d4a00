/** From the rows that a schema lists to the statements that make tables hold them. */
@org.jspecify.annotations.NullMarked
package dev.garganey.seed;
