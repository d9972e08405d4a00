/**
 * Databases for specs: fresh, quick, gone when closed. Shared with the other modules as runtime's
 * test-jar.
 */
package dev.garganey.testing;
