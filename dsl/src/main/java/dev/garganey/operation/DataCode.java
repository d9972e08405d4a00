package dev.garganey.operation;

/** DataCode is the code of a {@code data} block, run with a JDBI handle when it is applied. */
@FunctionalInterface
public interface DataCode {
  /**
   * Runs the code.
   *
   * @param handle an {@code org.jdbi.v3.core.Handle} on the migration's connection; the language
   *     does not depend on JDBI, so its type is not named here
   */
  void run(Object handle) throws Exception;
}
