package dev.garganey.script;

import dev.garganey.model.SchemaMistake;
import dev.garganey.operation.SourcePosition;
import groovy.lang.Closure;
import groovy.lang.MissingMethodException;
import groovy.lang.MissingPropertyException;
import groovy.lang.Script;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.codehaus.groovy.runtime.InvokerInvocationException;
import org.codehaus.groovy.runtime.powerassert.PowerAssertionError;

/** Thrown is what the code of a script threw, put into words. */
final class Thrown {
  private final Throwable thrown;
  private final BoundScript script;

  Thrown(Throwable thrown, BoundScript script) {
    this.thrown = unwrap(thrown);
    this.script = script;
  }

  private static Throwable unwrap(Throwable thrown) {
    Throwable e = thrown;
    while ((e instanceof InvokerInvocationException
            || e instanceof InvocationTargetException
            || e instanceof UndeclaredThrowableException)
        && e.getCause() != null) {
      e = e.getCause();
    }
    return e;
  }

  /** What a data block throws when it fails: with the line, and the reason as its cause. */
  CodeFailed inData() {
    String message = thrown.getMessage();
    return new CodeFailed(
        script.placeOf(thrown).orElseGet(() -> script.source().position(0, 0)),
        message == null ? thrown.getClass().getSimpleName() : message,
        thrown);
  }

  /** Notes it as a mistake of the script. */
  void noteIn(Evaluation evaluation) {
    if (thrown instanceof ScriptMistakes more) {
      evaluation.noteAll(more.mistakes());
      return;
    }
    SourcePosition here = evaluation.here();
    SourcePosition place = script.placeOf(thrown).filter(p -> p.line() != here.line()).orElse(here);
    evaluation.note(place, message(), Optional.empty());
  }

  private String message() {
    if (thrown instanceof MissingPropertyException missing && missing.getProperty() != null) {
      return "Unknown name `" + missing.getProperty() + "`";
    }
    if (thrown instanceof MissingMethodException missing) {
      return missingMethod(missing);
    }
    if (thrown instanceof PowerAssertionError) {
      return "The assertion does not hold";
    }
    if (thrown instanceof SchemaMistake) {
      return thrown.getMessage();
    }
    if (thrown instanceof StackOverflowError) {
      return "This calls itself without an end";
    }
    if (thrown instanceof InterruptedException) {
      return "Cancelled";
    }
    String reason = thrown.getMessage();
    return "This fails with "
        + thrown.getClass().getSimpleName()
        + (reason == null ? "" : ": " + reason.lines().findFirst().orElse(""));
  }

  private String missingMethod(MissingMethodException missing) {
    Class<?> type = missing.getType();
    boolean ofScript =
        type == null || Script.class.isAssignableFrom(type) || Closure.class.isAssignableFrom(type);
    return "There is no method "
        + missing.getMethod()
        + Arrays.stream(missing.getArguments())
            .map(given -> WordForms.titleOf(new CompiledCode(script).argument(given)))
            .collect(Collectors.joining(", ", "(", ")"))
        + " of "
        + (ofScript ? "this script" : type.getSimpleName());
  }
}
