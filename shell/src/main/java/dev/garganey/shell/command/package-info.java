/** What can be asked: one file per command. Batch and interactive use run the same commands. */
@org.jspecify.annotations.NullMarked
package dev.garganey.shell.command;
