/** From one schema to another: the operations that authors would write. */
@org.jspecify.annotations.NullMarked
package dev.garganey.diff;
