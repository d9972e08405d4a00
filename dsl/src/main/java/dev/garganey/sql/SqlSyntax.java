package dev.garganey.sql;

/**
 * SqlSyntax says how a product's SQL is read.
 *
 * @param dollarQuotes whether {@code $tag$…$tag$} is a string (PostgreSQL manual, 4.1.2.4)
 * @param escapeStrings whether {@code E'…'} knows backslash escapes (PostgreSQL manual, 4.1.2.2)
 * @param nestedComments whether block comments nest (PostgreSQL manual, 4.1.5)
 * @param otherQuotes whether {@code [x]} and {@code `x`} are names (SQLite, "SQLite Keywords")
 * @param atomicBodies whether a function's body may be {@code BEGIN ATOMIC … END}
 * @param triggerBodies whether a trigger's body is {@code BEGIN … END} with semicolons inside
 */
public record SqlSyntax(
    boolean dollarQuotes,
    boolean escapeStrings,
    boolean nestedComments,
    boolean otherQuotes,
    boolean atomicBodies,
    boolean triggerBodies) {}
