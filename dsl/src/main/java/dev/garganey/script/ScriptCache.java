package dev.garganey.script;

import dev.garganey.cache.Room;
import dev.garganey.cache.UserCaches;
import dev.garganey.model.Product;
import dev.garganey.operation.Migration;
import dev.garganey.operation.MigrationJson;
import groovy.lang.GroovySystem;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * ScriptCache keeps what Groovy made of scripts: of those that depend on their text alone the
 * migration, of the others the classes.
 *
 * <p>What is kept is found by the text and the {@link Conditions}; it names no file, so projects
 * and branches share it. Plain scripts are not here: they are walked more quickly than looked up.
 */
public final class ScriptCache {
  private static final int MIGRATIONS = 4096;
  private static final int CLASSES = 2048;
  private static final long BYTES = 64L << 20;
  private static final int NAME_LENGTH = 16;

  private final Room migrations;
  private final Room classes;

  private ScriptCache(UserCaches caches) {
    this.migrations = caches.room("migrations", MIGRATIONS, BYTES);
    this.classes = caches.room("classes", CLASSES, BYTES);
  }

  /** The cache of the user whose variables these are; it keeps nothing where they name no home. */
  public static ScriptCache of(Map<String, String> variables) {
    return new ScriptCache(UserCaches.of(variables));
  }

  /** A cache in which nothing is kept. */
  public static ScriptCache none() {
    return new ScriptCache(UserCaches.none());
  }

  private Optional<String> key(String kind, int version, SourceText source) {
    if (!migrations.isOpen()) {
      return Optional.empty();
    }
    // Each time, for a script may change them.
    return Conditions.ofEvaluation()
        .map(c -> Room.key(kind, String.valueOf(version), c, source.text()));
  }

  private Optional<String> key(Product product, SourceText source) {
    return key(product.name(), MigrationJson.VERSION, source);
  }

  /** The migration of a script that depends on its text and the product alone. */
  Optional<Migration> migration(MigrationFile file, SourceText source, Product product) {
    try {
      return key(product, source)
          .flatMap(migrations::find)
          .map(json -> new String(json, StandardCharsets.UTF_8))
          .map(json -> MigrationJson.read(json, file.id(), file.shownPath(), file.checksum()));
    } catch (RuntimeException noMigration) {
      return Optional.empty();
    }
  }

  /**
   * Keeps the migration of a script that depends on its text and the product alone; not where some
   * other code has given a class of Java other methods, for these may have had a part in it.
   */
  void keep(Migration migration, SourceText source, Product product) {
    if (GroovySystem.getMetaClassRegistry().iterator().hasNext()) {
      return;
    }
    key(product, source)
        .ifPresent(
            key ->
                MigrationJson.write(migration)
                    .map(json -> json.getBytes(StandardCharsets.UTF_8))
                    .ifPresent(json -> migrations.put(key, json)));
  }

  /** The classes of a script. */
  Optional<ScriptClasses> classes(SourceText source) {
    try {
      return key("classes", ScriptClasses.VERSION, source)
          .flatMap(classes::find)
          .map(ScriptClasses::read)
          .filter(found -> found.name().equals(className(source)));
    } catch (RuntimeException noClasses) {
      return Optional.empty();
    }
  }

  /** Keeps the classes of a script. */
  void keep(SourceText source, ScriptClasses made) {
    key("classes", ScriptClasses.VERSION, source).ifPresent(key -> classes.put(key, made.write()));
  }

  /** What the class of a script is called, which some messages say: by its text alone. */
  static String className(SourceText source) {
    return "Script_" + Room.key(source.text()).substring(0, NAME_LENGTH);
  }
}
