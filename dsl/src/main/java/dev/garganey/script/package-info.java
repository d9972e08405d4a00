/** Scripts: the files of a project, read, evaluated to values, and rendered from values. */
@org.jspecify.annotations.NullMarked
package dev.garganey.script;
