package dev.garganey.script;

import dev.garganey.operation.DataCode;

/** Code is a block that Groovy runs, and so one that may stand in {@code data}. */
interface Code extends Body, DataCode {
  /** Its text with the braces, empty where it is not known. */
  String source();
}
