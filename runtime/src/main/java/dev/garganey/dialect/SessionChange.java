package dev.garganey.dialect;

import java.util.Optional;

/**
 * SessionChange is what a statement changes for the rest of the session and nowhere else, such as a
 * search path.
 *
 * @param undo the statement that puts back what a new session has; empty where none is known
 */
public record SessionChange(Optional<String> undo) {}
