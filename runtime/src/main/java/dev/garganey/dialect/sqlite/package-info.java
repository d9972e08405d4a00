/** SQLite: what it can do in place, and the table rebuild for all else. */
@org.jspecify.annotations.NullMarked
package dev.garganey.dialect.sqlite;
