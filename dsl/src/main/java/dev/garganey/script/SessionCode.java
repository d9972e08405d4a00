package dev.garganey.script;

import groovy.lang.Binding;
import groovy.lang.Closure;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.codehaus.groovy.runtime.DefaultGroovyMethods;
import org.jspecify.annotations.Nullable;

/** SessionCode is what the snippets of a session have defined so far. */
final class SessionCode {
  private final Binding variables = new Binding();
  private final Map<String, BoundScript> methods = new LinkedHashMap<>();
  private final Consumer<String> printed;

  /**
   * @param printed takes what a script prints
   */
  SessionCode(Consumer<String> printed) {
    this.printed = printed;
  }

  Binding variables() {
    return variables;
  }

  /** The names of variables and methods. */
  Set<String> names() {
    Set<String> names = new TreeSet<>(methods.keySet());
    names.addAll(variableNames());
    return names;
  }

  private Set<String> variableNames() {
    Set<String> names = new TreeSet<>();
    for (Object name : variables.getVariables().keySet()) {
      names.add(String.valueOf(name));
    }
    return names;
  }

  /** Keeps the methods of a script, in place of earlier ones of the same name. */
  void keep(BoundScript script) {
    script.ownMethods().forEach(name -> methods.put(name, script));
  }

  private Optional<Object> variableNamed(String name) {
    return variables.hasVariable(name)
        ? Optional.ofNullable(variables.getVariable(name))
        : Optional.empty();
  }

  /** For a snippet of words alone, which Groovy is not needed for unless it says so. */
  OwnCode ofWords() {
    return new NoCode() {
      @Override
      public Set<String> methods() {
        return methods.keySet();
      }

      @Override
      public Set<String> variables() {
        return variableNames();
      }

      @Override
      public Optional<Object> variable(String name) {
        return variableNamed(name);
      }

      @Override
      public boolean isBlock(String variable) {
        return isBlockNamed(variable);
      }
    };
  }

  private boolean isBlockNamed(String variable) {
    return variableNamed(variable).orElse("") instanceof Closure;
  }

  /** For a snippet that was compiled. */
  OwnCode of(BoundScript script) {
    CompiledCode compiled = new CompiledCode(script);
    return new OwnCode() {
      @Override
      public Set<String> methods() {
        Set<String> names = new TreeSet<>(methods.keySet());
        names.addAll(script.ownMethods());
        return names;
      }

      @Override
      public @Nullable Object call(String name, @Nullable Object[] arguments) {
        if (script.ownMethods().contains(name)) {
          return script.callOwn(name, arguments);
        }
        BoundScript earlier = methods.get(name);
        return earlier != null
            ? earlier.callOwn(name, arguments)
            : ((Closure<?>) variableNamed(name).orElseThrow()).call(arguments);
      }

      @Override
      public void assign(String variable, @Nullable Object value) {
        compiled.assign(variable, value);
      }

      @Override
      public @Nullable Object argument(@Nullable Object given) {
        return compiled.argument(given);
      }

      @Override
      public void note(Throwable thrown, Evaluation evaluation) {
        compiled.note(thrown, evaluation);
      }

      @Override
      public Set<String> variables() {
        return variableNames();
      }

      @Override
      public Optional<Object> variable(String name) {
        return variableNamed(name);
      }

      @Override
      public boolean isBlock(String variable) {
        return isBlockNamed(variable);
      }

      @Override
      public void print(String word, @Nullable Object[] arguments) {
        StringWriter text = new StringWriter();
        DefaultGroovyMethods.invokeMethod(new PrintWriter(text, true), word, arguments);
        printed.accept(text.toString());
      }
    };
  }
}
