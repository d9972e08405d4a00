package dev.garganey.plan;

/** Direction is whether a migration is applied or undone. */
public enum Direction {
  UP,
  DOWN
}
