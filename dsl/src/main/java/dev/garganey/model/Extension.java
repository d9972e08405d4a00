package dev.garganey.model;

import java.util.Optional;

/** Extension is a package of objects that a database installs as one. */
public record Extension(String name, Optional<String> schema, Optional<String> version) {}
