package dev.garganey.explore;

import dev.garganey.model.ObjectName;
import dev.garganey.model.Product;
import dev.garganey.model.Schema;
import java.util.List;
import java.util.Map;

/**
 * Exploration is a database as it is, with what else is known of it.
 *
 * @param database its URL, without a password
 * @param extents of tables and materialized views; none unless asked for
 * @param views the columns of views; none unless asked for
 * @param lives what migrations did; none unless asked for
 * @param migrations in their order; none unless asked for
 * @param notices why something is not told: a history that may not be read, scripts with mistakes
 */
public record Exploration(
    String database,
    Product product,
    Schema schema,
    Map<ObjectName, Extent> extents,
    ViewShapes views,
    Lives lives,
    List<KnownMigration> migrations,
    List<String> notices) {
  public Exploration {
    extents = Map.copyOf(extents);
    migrations = List.copyOf(migrations);
    notices = List.copyOf(notices);
  }

  /** The columns of a view; none where they are not known. */
  public List<ViewColumn> columnsOf(ObjectName view) {
    return views.columns().getOrDefault(view, List.of());
  }

  /** How much a table holds. */
  public Extent extent(ObjectName table) {
    return extents.getOrDefault(table, Extent.UNKNOWN);
  }
}
