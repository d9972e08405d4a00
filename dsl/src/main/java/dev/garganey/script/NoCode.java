package dev.garganey.script;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** NoCode is what a plain script defines itself: nothing. All that would need it is beyond it. */
class NoCode implements OwnCode {
  @Override
  public Set<String> methods() {
    return Set.of();
  }

  @Override
  public Set<String> variables() {
    return Set.of();
  }

  @Override
  public Optional<Object> variable(String name) {
    return Optional.empty();
  }

  @Override
  public boolean isBlock(String variable) {
    return false;
  }

  @Override
  public @Nullable Object call(String name, @Nullable Object[] arguments) {
    throw new Beyond();
  }

  @Override
  public void assign(String variable, @Nullable Object value) {
    throw new Beyond();
  }

  @Override
  public void print(String word, @Nullable Object[] arguments) {
    throw new Beyond();
  }

  @Override
  public @Nullable Object argument(@Nullable Object given) {
    return given;
  }

  @Override
  public void note(Throwable thrown, Evaluation evaluation) {
    throw new Beyond();
  }
}
