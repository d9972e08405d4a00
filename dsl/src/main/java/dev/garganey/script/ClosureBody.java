package dev.garganey.script;

import groovy.lang.Closure;

/**
 * ClosureBody is a block of a compiled script.
 *
 * @param script where it stands
 */
record ClosureBody(Closure<?> closure, String source, BoundScript script) implements Code {
  @Override
  public void sayTo(Builder builder) {
    Closure<?> body = (Closure<?>) closure.clone();
    body.setDelegate(new Scope(builder.evaluation, builder));
    body.setResolveStrategy(Closure.DELEGATE_ONLY);
    if (body.getMaximumNumberOfParameters() == 0) {
      body.call();
    } else {
      body.call(builder);
    }
  }

  @Override
  public void run(Object handle) {
    try {
      closure.call(handle);
    } catch (Exception | AssertionError e) {
      throw new Thrown(e, script).inData();
    }
  }
}
