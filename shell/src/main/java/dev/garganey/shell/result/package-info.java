/** Rows of a database as text: tables for eyes, and formats for other programs. */
@org.jspecify.annotations.NullMarked
package dev.garganey.shell.result;
