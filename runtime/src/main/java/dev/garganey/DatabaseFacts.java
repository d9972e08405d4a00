package dev.garganey;

import java.util.Optional;

/**
 * DatabaseFacts tell which database this is, so that a person can see whether it is the right one.
 *
 * @param product the name and version of the server, by its own word
 * @param url without a password
 * @param rows about how many
 */
public record DatabaseFacts(
    String product, String url, Optional<String> user, int tables, int views, long rows) {}
