package dev.garganey.script;

import groovy.lang.GroovyObjectSupport;

/**
 * Scope is the delegate of a block: it hears the block's words and passes them to the builder. The
 * code of a data block within it is heard later, when the migration is applied.
 */
final class Scope extends GroovyObjectSupport {
  private final Evaluation evaluation;
  private final Builder builder;

  Scope(Evaluation evaluation, Builder builder) {
    this.evaluation = evaluation;
    this.builder = builder;
  }

  @Override
  public Object invokeMethod(String name, Object arguments) {
    return evaluation.isRunning()
        ? evaluation.say(builder, name, (Object[]) arguments)
        : evaluation.calledByCode(name, (Object[]) arguments);
  }

  @Override
  public Object getProperty(String name) {
    return evaluation.isRunning() ? evaluation.name(builder, name) : evaluation.namedByCode(name);
  }

  @Override
  public void setProperty(String name, Object value) {
    evaluation.assign(name, value);
  }
}
