/** The one executable: arguments and streams in, an exit code out. */
@org.jspecify.annotations.NullMarked
package dev.garganey.shell;
