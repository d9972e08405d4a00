package dev.garganey.shell.batch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintStream;

/**
 * JsonOutput writes one JSON document; a class of its own, so that text output loads no Jackson.
 */
final class JsonOutput {
  private JsonOutput() {}

  static void write(PrintStream out, Object document) {
    try {
      out.print(new JsonMapper().writerWithDefaultPrettyPrinter().writeValueAsString(document));
      out.print('\n');
      out.flush();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Reports are maps, lists and plain values", e);
    }
  }
}
