package dev.garganey.diff;

import dev.garganey.model.ObjectName;
import dev.garganey.model.Schema;
import dev.garganey.operation.SourcePosition;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * SchemaModel is what a folder of model scripts says: the schema that shall be, and how to get
 * there.
 *
 * @param hints what was renamed, and what may go
 * @param seeds the rows that tables shall hold
 * @param queries what generated code shall offer
 * @param positions where each table, view, sequence or type is declared
 */
public record SchemaModel(
    Schema schema,
    Hints hints,
    List<Seed> seeds,
    List<Query> queries,
    Map<ObjectName, SourcePosition> positions) {
  public SchemaModel {
    seeds = List.copyOf(seeds);
    queries = List.copyOf(queries);
    positions = Map.copyOf(positions);
  }

  /** A model of nothing but a schema. */
  public static SchemaModel of(Schema schema) {
    return new SchemaModel(schema, Hints.NONE, List.of(), List.of(), Map.of());
  }

  /** Where an object is declared, if that is known. */
  public Optional<SourcePosition> position(ObjectName name) {
    return Optional.ofNullable(positions.get(name));
  }
}
