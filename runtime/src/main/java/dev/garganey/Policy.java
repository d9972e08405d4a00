package dev.garganey;

/** Policy says what to do about something irregular. */
public enum Policy {
  ALLOW,
  WARN,
  REFUSE
}
