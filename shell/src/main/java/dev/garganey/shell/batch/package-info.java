/** From command-line arguments to a command, and from its outcome to streams and an exit code. */
@org.jspecify.annotations.NullMarked
package dev.garganey.shell.batch;
