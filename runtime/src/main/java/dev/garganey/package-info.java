/** The facade that services embed and the command line calls. */
@org.jspecify.annotations.NullMarked
package dev.garganey;
