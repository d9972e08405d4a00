package dev.garganey.script;

import dev.garganey.model.ObjectName;
import dev.garganey.model.View;

/** ViewBuilder is the body of {@code createView('v', 'select …') { … }}. */
public final class ViewBuilder extends ViewParts {
  private final String query;
  private final Named named;

  ViewBuilder(Evaluation evaluation, String name, String query, Named named) {
    super(evaluation, ObjectName.parse(name));
    this.query = query;
    this.named = named;
  }

  View build() {
    return new View(
        name,
        query,
        named.flag("materialized"),
        named.texts("columns"),
        named.options("options"),
        indexes(),
        triggers,
        named.text("comment"));
  }

  @Override
  String placeTitle() {
    return " in a view";
  }
}
