package dev.garganey.model;

/**
 * Generated says that a column's value is computed from others in its row.
 *
 * @param expression the SQL expression
 * @param stored whether the value is stored; otherwise it is computed at each read
 */
public record Generated(String expression, boolean stored) {}
