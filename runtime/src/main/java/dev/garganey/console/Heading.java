package dev.garganey.console;

/**
 * Heading is a column of a result.
 *
 * @param type as the product names it; empty where it has none
 * @param kind what its values are, unless they say otherwise themselves
 */
public record Heading(String name, String type, Cell.Kind kind) {}
