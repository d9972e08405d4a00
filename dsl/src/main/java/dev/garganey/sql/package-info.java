/** SQL as text: tokens, and where one statement ends and the next begins. */
@org.jspecify.annotations.NullMarked
package dev.garganey.sql;
