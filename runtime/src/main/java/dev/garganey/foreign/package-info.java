/** The histories that other migration tools keep in a database: found, read, never written. */
@org.jspecify.annotations.NullMarked
package dev.garganey.foreign;
