package dev.garganey;

import java.nio.file.Path;

/**
 * AdoptOptions say how a database that exists is taken over.
 *
 * @param model the folder of the schema model
 * @param id what the baseline migration is called
 * @param gap what becomes of what the model has and the database has not
 * @param foreignHistoryKept whether the tables in which other tools keep their history are adopted
 *     like all others
 */
public record AdoptOptions(Path model, String id, Gap gap, boolean foreignHistoryKept) {
  /** Gap is what the model has more than the database. */
  public enum Gap {
    /** Nobody said what to do, so nothing is done where there is one. */
    UNDECIDED,
    /** It is made now. */
    CREATED,
    /** The baseline is the database as it is; the rest is for the next migration. */
    LATER
  }
}
