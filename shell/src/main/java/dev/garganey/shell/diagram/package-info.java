/** Tables and foreign keys as a drawing: laid out once, written as text, SVG, Mermaid or DOT. */
@org.jspecify.annotations.NullMarked
package dev.garganey.shell.diagram;
