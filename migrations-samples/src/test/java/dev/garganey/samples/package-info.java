/** The samples and the README, run. */
package dev.garganey.samples;
