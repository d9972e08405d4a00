package dev.garganey.script;

import dev.garganey.diff.Hints;
import dev.garganey.diff.Hints.ObjectRef;
import dev.garganey.model.EnumType;
import dev.garganey.model.Extension;
import dev.garganey.model.Function;
import dev.garganey.model.NativeObject;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Sequence;
import dev.garganey.model.Table;
import dev.garganey.model.Trigger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** ModelParts is what the files of a model declare, before it is put together. */
final class ModelParts {
  final List<TablePart> tables = new ArrayList<>();
  final List<ViewPart> views = new ArrayList<>();
  final List<Part<Sequence>> sequences = new ArrayList<>();
  final List<Part<EnumType>> enums = new ArrayList<>();
  final List<Part<DomainBuilder>> domains = new ArrayList<>();
  final List<Part<Function>> functions = new ArrayList<>();
  final List<TriggerPart> triggers = new ArrayList<>();
  final List<Part<Extension>> extensions = new ArrayList<>();
  final List<Part<NativeObject>> natives = new ArrayList<>();
  final List<SeedPart> seeds = new ArrayList<>();
  final Set<String> schemas = new java.util.TreeSet<>();
  final Map<ObjectName, Place> dropped = new TreeMap<>();
  final Map<ObjectRef, Renamed> renamed = new LinkedHashMap<>();
  final Map<Hints.EnumValue, String> renamedValues = new LinkedHashMap<>();

  /** Takes over what another file declares; of two that rename the same, the first is kept. */
  void addAll(ModelParts others) {
    tables.addAll(others.tables);
    views.addAll(others.views);
    sequences.addAll(others.sequences);
    enums.addAll(others.enums);
    domains.addAll(others.domains);
    functions.addAll(others.functions);
    triggers.addAll(others.triggers);
    extensions.addAll(others.extensions);
    seeds.addAll(others.seeds);
    natives.addAll(others.natives);
    schemas.addAll(others.schemas);
    others.dropped.forEach(dropped::putIfAbsent);
    others.renamed.forEach(renamed::putIfAbsent);
    others.renamedValues.forEach(renamedValues::putIfAbsent);
  }

  /** Part is one declared thing. */
  record Part<T>(T value, Place place) {}

  /** TablePart is a declared table; its value is empty where its body is wrong. */
  record TablePart(
      ObjectName name, ModelTableBuilder builder, Optional<Table> table, Place place) {}

  /** ViewPart is a declared view. */
  record ViewPart(ObjectName name, ModelViewBuilder builder, Place place) {}

  /** TriggerPart is a trigger that stands outside of its table or view. */
  record TriggerPart(ObjectName on, Trigger trigger, Place place) {}

  /** SeedPart is the rows of a table. */
  record SeedPart(ObjectName table, List<String> key, SeedBuilder builder, Place place) {}

  /** Renamed is the old name of something. */
  record Renamed(ObjectName from, Place place) {}
}
