package dev.garganey.explore;

/**
 * ViewColumn is a column of a view, which no definition lists.
 *
 * @param type as the product calls it
 */
public record ViewColumn(String name, String type) {}
