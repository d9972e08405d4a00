package dev.garganey.sql;

/**
 * SqlPart is one statement of an SQL text, with the comments before it.
 *
 * @param text without its closing semicolon
 * @param line where it begins, from 1
 * @param column where it begins, from 1
 */
public record SqlPart(String text, int line, int column) {}
