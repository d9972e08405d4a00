package dev.garganey;

import dev.garganey.model.Schema;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Pulled is a schema as the scripts of a model.
 *
 * @param title what the schema is of
 * @param files the texts by the names of the files
 * @param leftOut what was left out: histories of migration tools, secrets, and what needs what was
 *     not asked for; each a sentence without its full stop
 * @param notes what of it is history that other tools keep, each a sentence without its full stop
 * @param whole whether all names were asked for
 */
public record Pulled(
    String title,
    Schema schema,
    Map<String, String> files,
    List<String> leftOut,
    List<String> notes,
    boolean whole) {
  /** The first line of each file; without it, a file is somebody's own. */
  public static final String MARK = "// Written by garganey pull.";

  public Pulled {
    files = Collections.unmodifiableMap(new TreeMap<>(files));
    leftOut = List.copyOf(leftOut);
    notes = List.copyOf(notes);
  }
}
