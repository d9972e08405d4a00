package dev.garganey.script;

import dev.garganey.model.ObjectName;
import dev.garganey.model.Trigger;
import dev.garganey.model.View;
import groovy.transform.NamedParam;
import groovy.transform.NamedParams;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** ViewBuilder is the body of {@code createView('v', 'select …') { … }}. */
public final class ViewBuilder extends Block {
  private final ObjectName name;
  private final String query;
  private final Named named;
  private final List<IndexBuilder> indexes = new ArrayList<>();
  private final List<Trigger> triggers = new ArrayList<>();

  ViewBuilder(Evaluation evaluation, String name, String query, Named named) {
    super(evaluation);
    this.name = ObjectName.parse(name);
    this.query = query;
    this.named = named;
  }

  /** An index of a materialized view. */
  public IndexBuilder index(Object... keys) {
    IndexBuilder index = new IndexBuilder(evaluation, name, KeyOrder.keys(keys));
    indexes.add(index);
    return index;
  }

  /** A trigger: what follows its name in CREATE TRIGGER, verbatim. */
  public void trigger(
      @NamedParams({
            @NamedParam(value = "constraint", type = Boolean.class),
            @NamedParam(value = "comment", type = String.class)
          })
          Map<String, ?> named,
      String name,
      String definition) {
    Named given = Named.of(named);
    triggers.add(new Trigger(name, definition, given.flag("constraint"), given.text("comment")));
  }

  View build() {
    return new View(
        name,
        query,
        named.flag("materialized"),
        named.texts("columns"),
        named.options("options"),
        indexes.stream().map(IndexBuilder::build).toList(),
        triggers,
        named.text("comment"));
  }

  @Override
  String placeTitle() {
    return " in a view";
  }
}
