/**
 * SQLite: its SQL, its schema read from the text of sqlite_schema, and the table rebuild for what
 * its ALTER TABLE cannot do.
 */
@org.jspecify.annotations.NullMarked
package dev.garganey.dialect.sqlite;
