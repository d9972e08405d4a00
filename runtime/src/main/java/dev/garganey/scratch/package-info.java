/** Throwaway databases on which schemas are made and migrations proved. */
@org.jspecify.annotations.NullMarked
package dev.garganey.scratch;
