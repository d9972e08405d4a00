/** Access for specs to what scripts become. */
@org.jspecify.annotations.NullMarked
package dev.garganey.script;
