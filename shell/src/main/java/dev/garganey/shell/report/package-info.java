/** Text for eyes and plain values for JSON; the only place that knows how results look. */
@org.jspecify.annotations.NullMarked
package dev.garganey.shell.report;
