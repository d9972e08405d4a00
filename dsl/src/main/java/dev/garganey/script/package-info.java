/**
 * The language: from files to migrations, and from operations back to scripts.
 *
 * <p>A {@link dev.garganey.script.MigrationFolder} reads and hashes files, a {@link
 * dev.garganey.script.ScriptLoader} evaluates them. Scripts are trusted code: nothing here confines
 * what they do.
 *
 * <p>This is the only package that uses Groovy. Plain scripts and settings, which are words, values
 * and blocks, are read by the {@link dev.garganey.script.PlainParser} and load none of it; Groovy
 * compiles the others. The words of a block are the public methods of its {@link
 * dev.garganey.script.Builder}; {@code garganey.gdsl} in the resources tells IntelliJ about them.
 */
@org.jspecify.annotations.NullMarked
package dev.garganey.script;
