package dev.garganey.compare;

import dev.garganey.cache.Fingerprint;
import dev.garganey.cache.Room;
import dev.garganey.cache.UserCaches;
import dev.garganey.diff.SchemaJson;
import dev.garganey.model.Product;
import dev.garganey.model.Schema;
import dev.garganey.script.Conditions;
import dev.garganey.script.MigrationFile;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * SchemaCache keeps the schemas that folders of migrations make, by what stands in their files: the
 * same files of another branch find the same schema, and no file of the project holds it.
 */
public final class SchemaCache {
  private static final int ENTRIES = 64;
  private static final long BYTES = 64L << 20;

  private final Room room;
  private final Optional<String> conditions;

  private SchemaCache(Room room) {
    this.room = room;
    this.conditions =
        room.isOpen()
            ? Conditions.ofEvaluation()
                .flatMap(c -> Fingerprint.of(SchemaCache.class).map(own -> c + '\n' + own))
            : Optional.empty();
  }

  /** The cache of the user whose variables these are; it keeps nothing where they name no home. */
  public static SchemaCache of(Map<String, String> variables) {
    return new SchemaCache(UserCaches.of(variables).room("schemas", ENTRIES, BYTES));
  }

  /** The schema that these files make, if it is kept and is whole. */
  public Optional<Schema> find(Product product, List<MigrationFile> files) {
    try {
      return key(product, files)
          .flatMap(room::find)
          .map(json -> SchemaJson.read(new String(json, StandardCharsets.UTF_8)));
    } catch (RuntimeException noSchema) {
      return Optional.empty();
    }
  }

  /** Keeps the schema that these files make, if that can be. */
  public void put(Product product, List<MigrationFile> files, Schema schema) {
    key(product, files)
        .ifPresent(key -> room.put(key, SchemaJson.write(schema).getBytes(StandardCharsets.UTF_8)));
  }

  /** What the schema of files is kept under: it changes with them and with this program. */
  private Optional<String> key(Product product, List<MigrationFile> files) {
    StringBuilder text = new StringBuilder();
    for (MigrationFile file : files) {
      text.append(file.id()).append(file.isSql() ? ".sql " : " ");
      text.append(file.checksum()).append('\n');
    }
    return conditions.map(
        c -> Room.key(product.name(), String.valueOf(SchemaJson.VERSION), c, text.toString()));
  }
}
