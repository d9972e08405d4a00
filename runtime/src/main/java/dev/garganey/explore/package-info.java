/** What those who explore a database ask: what there is, how it came about, who refers to whom. */
@org.jspecify.annotations.NullMarked
package dev.garganey.explore;
