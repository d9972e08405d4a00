/**
 * What the program keeps for its user between two runs, to be quick the second time.
 *
 * <p>{@link dev.garganey.cache.UserCaches} finds the user's folder, a {@link
 * dev.garganey.cache.Room} of it keeps entries by key, and {@link dev.garganey.cache.Fingerprint}
 * says which program keeps them. Nothing depends on an entry: one that is missing, damaged or not
 * to be trusted is made anew, and where none can be written, none is.
 */
@org.jspecify.annotations.NullMarked
package dev.garganey.cache;
