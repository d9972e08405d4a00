/** The tables in which a database remembers what was applied to it. */
@org.jspecify.annotations.NullMarked
package dev.garganey.history;
