package dev.garganey.sql;

/**
 * SqlPart is one statement of a longer text, without its semicolon.
 *
 * @param line where it begins in that text, from 1
 * @param column from 1
 */
public record SqlPart(String text, int line, int column) {}
