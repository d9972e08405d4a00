/** Migrations drawn at random that are valid one after another, rows included. */
@org.jspecify.annotations.NullMarked
package dev.garganey.testing.random;
