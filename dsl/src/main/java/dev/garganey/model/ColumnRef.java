package dev.garganey.model;

/** ColumnRef names a column of a table. */
public record ColumnRef(ObjectName table, String column) {}
