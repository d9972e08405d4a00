/**
 * The language: from files to migrations, and from operations back to scripts.
 *
 * <p>A {@link dev.garganey.script.MigrationFolder} reads and hashes files, a {@link
 * dev.garganey.script.ScriptLoader} evaluates them. Scripts are trusted code: nothing here confines
 * what they do.
 *
 * <p>This is the only package that uses Groovy, and reading a folder or plain settings loads none
 * of it. The words of a block are the public methods of its {@link dev.garganey.script.Builder};
 * {@code garganey.gdsl} in the resources tells IntelliJ about them.
 */
@org.jspecify.annotations.NullMarked
package dev.garganey.script;
