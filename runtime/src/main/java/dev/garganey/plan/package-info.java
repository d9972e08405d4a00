/** Plans: the ordered statements that would run, why, under which locks and at which risk. */
@org.jspecify.annotations.NullMarked
package dev.garganey.plan;
