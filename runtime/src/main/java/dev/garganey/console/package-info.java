/** An open connection on which a person looks at a database and tries SQL. */
@NullMarked
package dev.garganey.console;

import org.jspecify.annotations.NullMarked;
