package dev.garganey.script;

import groovy.lang.GroovyObjectSupport;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Environment is {@code env.NAME}: the variable's text, or null where it is not set. */
final class Environment extends GroovyObjectSupport {
  private final Evaluation evaluation;

  Environment(Evaluation evaluation) {
    this.evaluation = evaluation;
  }

  @Override
  public @Nullable Object getProperty(String name) {
    return evaluation.variable(name).orElse(null);
  }

  /** {@code env['NAME']}. */
  public @Nullable Object getAt(String name) {
    return getProperty(name);
  }

  @Override
  public void setProperty(String name, @Nullable Object value) {
    evaluation.noteAt(
        name, "The environment cannot be changed from a script", Optional.<String>empty());
  }
}
