package dev.garganey.operation;

/** CommentTarget is the kind of object that a comment is about. */
public enum CommentTarget {
  TABLE,
  COLUMN,
  VIEW,
  INDEX,
  SEQUENCE,
  ENUM,
  DOMAIN
}
