package dev.garganey.script;

import groovy.lang.Closure;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** CompiledCode is what a compiled script defines itself. */
record CompiledCode(BoundScript script) implements OwnCode {
  @Override
  public Set<String> methods() {
    return script.ownMethods();
  }

  @Override
  public Set<String> variables() {
    return script.variables();
  }

  @Override
  public Optional<Object> variable(String name) {
    return script.variable(name);
  }

  @Override
  public boolean isBlock(String variable) {
    return script.variable(variable).orElse("") instanceof Closure;
  }

  @Override
  public @Nullable Object call(String name, @Nullable Object[] arguments) {
    return script.ownMethods().contains(name)
        ? script.callOwn(name, arguments)
        : ((Closure<?>) script.variable(name).orElseThrow()).call(arguments);
  }

  @Override
  public void assign(String variable, @Nullable Object value) {
    script.assign(variable, value);
  }

  @Override
  public void print(String word, @Nullable Object[] arguments) {
    script.print(word, arguments);
  }

  @Override
  public @Nullable Object argument(@Nullable Object given) {
    return given instanceof Closure<?> closure ? new ClosureBody(closure, "", script) : given;
  }

  @Override
  public void note(Throwable thrown, Evaluation evaluation) {
    new Thrown(thrown, script).noteIn(evaluation);
  }
}
