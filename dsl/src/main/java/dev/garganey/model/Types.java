package dev.garganey.model;

import org.pcollections.PMap;
import org.pcollections.TreePMap;

/** Types are the parts of a schema that tables use by name. */
record Types(
    PMap<ObjectName, Sequence> sequences,
    PMap<ObjectName, EnumType> enums,
    PMap<ObjectName, Domain> domains,
    PMap<String, Function> functions) {
  static final Types NONE =
      new Types(TreePMap.empty(), TreePMap.empty(), TreePMap.empty(), TreePMap.empty());

  Types withSequences(PMap<ObjectName, Sequence> others) {
    return new Types(others, enums, domains, functions);
  }

  Types withEnums(PMap<ObjectName, EnumType> others) {
    return new Types(sequences, others, domains, functions);
  }

  Types withDomains(PMap<ObjectName, Domain> others) {
    return new Types(sequences, enums, others, functions);
  }

  Types withFunctions(PMap<String, Function> others) {
    return new Types(sequences, enums, domains, others);
  }
}
