package dev.garganey.script;

import dev.garganey.operation.DataCode;
import groovy.lang.Closure;

/** ScriptCode is the code of a data block. */
final class ScriptCode implements DataCode {
  private final Closure<?> code;
  private final Evaluation evaluation;

  ScriptCode(Closure<?> code, Evaluation evaluation) {
    this.code = code;
    this.evaluation = evaluation;
  }

  @Override
  public void run(Object handle) {
    try {
      code.call(handle);
    } catch (Exception | AssertionError e) {
      throw evaluation.failure(e);
    }
  }
}
