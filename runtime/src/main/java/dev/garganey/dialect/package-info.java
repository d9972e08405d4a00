/**
 * What differs between database products, behind one small interface.
 *
 * <p>Each product has a package below this one with the same set of files; the one list of them is
 * {@link dev.garganey.dialect.Dialects}.
 */
@org.jspecify.annotations.NullMarked
package dev.garganey.dialect;
