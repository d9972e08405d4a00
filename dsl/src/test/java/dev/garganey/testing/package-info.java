/** Fixtures of the specs. */
@org.jspecify.annotations.NullMarked
package dev.garganey.testing;
