package dev.garganey.explore;

import dev.garganey.model.ObjectName;
import java.util.List;
import java.util.Map;

/**
 * ViewShapes are the columns of views.
 *
 * @param columns of each view that works
 * @param broken why a view does not, as the product says it
 */
public record ViewShapes(
    Map<ObjectName, List<ViewColumn>> columns, Map<ObjectName, String> broken) {
  /** Of none. */
  public static final ViewShapes NONE = new ViewShapes(Map.of(), Map.of());

  public ViewShapes {
    columns = Map.copyOf(columns);
    broken = Map.copyOf(broken);
  }
}
