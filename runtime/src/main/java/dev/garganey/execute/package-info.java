/**
 * Running plans: transactions, journal, retries, interruption, and events that say what happens.
 */
@org.jspecify.annotations.NullMarked
package dev.garganey.execute;
