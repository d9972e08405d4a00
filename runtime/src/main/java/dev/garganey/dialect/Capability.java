package dev.garganey.dialect;

/** Capability is something that one product can do and another cannot. */
public enum Capability {
  SCHEMAS,
  SEQUENCES,
  ENUMS,
  DOMAINS,
  EXTENSIONS,
  FUNCTIONS,
  COMMENTS,
  MATERIALIZED_VIEWS,
  EXCLUSION_CONSTRAINTS,
  ARRAYS,
  CONCURRENT_INDEXES,
  NOT_VALID_CONSTRAINTS,
  /** It keeps expressions and queries in words of its own. */
  REWRITTEN_EXPRESSIONS
}
