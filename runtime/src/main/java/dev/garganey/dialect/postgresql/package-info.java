/** PostgreSQL, from version 14. */
@org.jspecify.annotations.NullMarked
package dev.garganey.dialect.postgresql;
