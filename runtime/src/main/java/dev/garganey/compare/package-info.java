/** Schemas from wherever they are, and what differs between two of them. */
@org.jspecify.annotations.NullMarked
package dev.garganey.compare;
