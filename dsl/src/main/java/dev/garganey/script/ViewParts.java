package dev.garganey.script;

import dev.garganey.model.Index;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Trigger;
import groovy.transform.NamedParam;
import groovy.transform.NamedParams;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** ViewParts are the words for what goes with a view, in a migration and in a model. */
public abstract class ViewParts extends Block {
  final ObjectName name;
  final List<Trigger> triggers = new ArrayList<>();
  private final List<IndexBuilder> indexes = new ArrayList<>();

  ViewParts(Evaluation evaluation, ObjectName name) {
    super(evaluation);
    this.name = name;
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
    triggers.add(Named.of(named).trigger(name, definition));
  }

  List<Index> indexes() {
    return indexes.stream().map(IndexBuilder::build).toList();
  }
}
