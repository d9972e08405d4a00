/** The shell: lines that a person types or a pipe sends, what they mean, and what comes of them. */
@org.jspecify.annotations.NullMarked
package dev.garganey.shell.interactive;
