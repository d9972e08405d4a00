package dev.garganey.script;

import dev.garganey.model.Product;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/**
 * ScriptContext is what scripts can see of the world.
 *
 * @param product the database that is migrated: {@code dialect}
 * @param environment the variables: {@code env}
 * @param project the project's folder
 */
public record ScriptContext(
    Product product, Function<String, Optional<String>> environment, Path project) {}
