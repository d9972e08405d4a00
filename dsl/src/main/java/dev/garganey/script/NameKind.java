package dev.garganey.script;

/** NameKind is what a name in a script names. */
public enum NameKind {
  TABLE,
  VIEW,
  COLUMN
}
