package dev.garganey.script;

import dev.garganey.operation.SourcePosition;
import dev.garganey.script.SourceText.Range;
import groovy.lang.Closure;
import groovy.lang.GroovyInterceptable;
import groovy.lang.Script;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.codehaus.groovy.runtime.DefaultGroovyMethods;
import org.codehaus.groovy.runtime.InvokerHelper;
import org.jspecify.annotations.Nullable;

/** BoundScript is the class that scripts extend; it hands all that they say to the evaluation. */
public abstract class BoundScript extends Script implements GroovyInterceptable {
  /** The method that {@link Instrumentation} has called before each statement. */
  static final String AT = "$at";

  /** The method that it has called with the code of a data block and its text. */
  static final String SOURCE = "$source";

  private @Nullable Supplier<Evaluation> evaluation;
  private @Nullable SourceText source;
  private List<Range> statements = List.of();
  private @Nullable Set<String> ownMethods;

  /**
   * Hands the script to the evaluation that it speaks to.
   *
   * @param to the evaluation, each time that it says something
   * @param text what it was compiled of
   * @param ranges its statements, by number
   */
  final void bind(Supplier<Evaluation> to, SourceText text, List<Range> ranges) {
    evaluation = to;
    source = text;
    statements = ranges;
  }

  /** Lets what it defined be used by later scripts, whose statements are told instead of its. */
  final void settle() {
    statements = List.of();
  }

  final SourceText source() {
    if (source == null) {
      throw new IllegalStateException("This script is not being evaluated");
    }
    return source;
  }

  private Evaluation evaluation() {
    if (evaluation == null) {
      throw new IllegalStateException("This script is not being evaluated");
    }
    return evaluation.get();
  }

  @Override
  public final @Nullable Object invokeMethod(String name, Object arguments) {
    @Nullable Object[] given = (Object[]) arguments;
    if (name.equals(AT)) {
      int number = (Integer) given[0];
      if (number < statements.size()) {
        evaluation().at(statements.get(number));
      }
      return null;
    }
    if (name.equals(SOURCE)) {
      return new ClosureBody((Closure<?>) given[0], (String) given[1], this);
    }
    if (evaluation().isRunning()) {
      return evaluation().say(evaluation().block(), name, given);
    }
    // A data block, when the migration is applied: only Groovy is spoken there.
    return ownMethods().contains(name)
        ? callOwn(name, given)
        : evaluation().calledByCode(name, given);
  }

  @Override
  public final @Nullable Object getProperty(String name) {
    if (evaluation().isRunning()) {
      return evaluation().name(evaluation().block(), name);
    }
    return super.getProperty(name);
  }

  @Override
  public final void setProperty(String name, @Nullable Object value) {
    if (evaluation != null && evaluation().isRunning()) {
      evaluation().assign(name, value);
    } else {
      assign(name, value);
    }
  }

  /** The names of the methods that the script itself defines. */
  final Set<String> ownMethods() {
    if (ownMethods == null) {
      Set<String> names = new TreeSet<>();
      for (Method method : getClass().getDeclaredMethods()) {
        String name = method.getName();
        if (!method.isSynthetic() && name.indexOf('$') < 0 && !name.equals("run")) {
          names.add(name);
        }
      }
      names.remove("main");
      ownMethods = names;
    }
    return ownMethods;
  }

  final @Nullable Object callOwn(String name, @Nullable Object[] arguments) {
    return InvokerHelper.getMetaClass(getClass()).invokeMethod(this, name, arguments);
  }

  final Optional<Object> variable(String name) {
    return getBinding().hasVariable(name)
        ? Optional.ofNullable(getBinding().getVariable(name))
        : Optional.empty();
  }

  final Set<String> variables() {
    Set<String> names = new TreeSet<>();
    for (Object name : getBinding().getVariables().keySet()) {
      names.add(String.valueOf(name));
    }
    return names;
  }

  final void assign(String name, @Nullable Object value) {
    getBinding().setVariable(name, value);
  }

  /** Prints to standard error: standard output is for the results of commands. */
  final void print(String word, @Nullable Object[] arguments) {
    DefaultGroovyMethods.invokeMethod(System.err, word, arguments);
  }

  /** Where in this script an exception came from. */
  final Optional<SourcePosition> placeOf(Throwable thrown) {
    String name = getClass().getName();
    for (StackTraceElement element : thrown.getStackTrace()) {
      boolean here =
          element.getClassName().equals(name) || element.getClassName().startsWith(name + "$");
      if (here && element.getLineNumber() > 0) {
        return Optional.of(source().position(element.getLineNumber(), 0));
      }
    }
    return Optional.empty();
  }
}
