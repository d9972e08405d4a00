package dev.garganey.script;

/** NameKind is what a name in a script names. */
public enum NameKind {
  TABLE,
  VIEW,
  COLUMN,
  /** A constraint of a table that was named. */
  CONSTRAINT,
  INDEX,
  SEQUENCE,
  ENUM,
  DOMAIN
}
