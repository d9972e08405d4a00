package dev.garganey.script;

import dev.garganey.model.SchemaMistake;
import dev.garganey.operation.SourcePosition;
import groovy.lang.GroovyShell;
import groovy.lang.MissingMethodException;
import groovy.lang.MissingPropertyException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.codehaus.groovy.control.CompilerConfiguration;
import org.codehaus.groovy.control.MultipleCompilationErrorsException;
import org.codehaus.groovy.control.messages.Message;
import org.codehaus.groovy.control.messages.SyntaxErrorMessage;
import org.codehaus.groovy.syntax.SyntaxException;

/** SettingsEvaluation runs a settings file as the Groovy script that it may be. */
final class SettingsEvaluation {
  private SettingsEvaluation() {}

  /**
   * The calls that a script makes.
   *
   * @throws ScriptMistakes if it cannot be compiled, or fails
   */
  static List<SettingCall> evaluate(
      String source, String file, Function<String, Optional<String>> environment) {
    CompilerConfiguration configuration = new CompilerConfiguration();
    configuration.setScriptBaseClass(SettingsScript.class.getName());
    configuration.addCompilationCustomizers(new SettingsCustomizer());
    GroovyShell shell = new GroovyShell(SettingsEvaluation.class.getClassLoader(), configuration);
    SettingsScript script;
    try {
      script = (SettingsScript) shell.parse(source, "garganey_settings.groovy");
    } catch (MultipleCompilationErrorsException e) {
      throw new ScriptMistakes(syntax(e, source, file));
    }
    script.begin(source, file, environment);
    try {
      script.run();
    } catch (ScriptMistakes e) {
      throw e;
    } catch (Exception | AssertionError | StackOverflowError e) {
      throw new ScriptMistakes(List.of(failure(e, source, file)));
    }
    return script.calls();
  }

  private static List<Mistake> syntax(
      MultipleCompilationErrorsException failure, String source, String file) {
    List<Mistake> mistakes = new ArrayList<>();
    for (Message message : failure.getErrorCollector().getErrors()) {
      if (message instanceof SyntaxErrorMessage syntax) {
        SyntaxException cause = syntax.getCause();
        mistakes.add(
            Mistake.in(
                source,
                new SourcePosition(file, cause.getStartLine(), cause.getStartColumn()),
                "This is not Groovy: " + cause.getOriginalMessage()));
      }
    }
    if (mistakes.isEmpty()) {
      mistakes.add(
          Mistake.in(
              source, new SourcePosition(file, 0, 0), "This is not Groovy, and why is not known"));
    }
    return mistakes;
  }

  /** A failure with the line of the script that it came from. */
  private static Mistake failure(Throwable failure, String source, String file) {
    int line = 0;
    for (StackTraceElement frame : failure.getStackTrace()) {
      if ("garganey_settings.groovy".equals(frame.getFileName())) {
        line = Math.max(0, frame.getLineNumber());
        break;
      }
    }
    return Mistake.in(
        source,
        new SourcePosition(file, line, 0),
        "These settings cannot be evaluated: " + reason(failure));
  }

  /**
   * What went wrong; not in Groovy's own words, since those quote values, and a value may be
   * secret.
   */
  private static String reason(Throwable failure) {
    if (failure instanceof SchemaMistake) {
      return failure.getMessage();
    }
    if (failure instanceof MissingMethodException missing) {
      return "there is no method `" + missing.getMethod() + "` for what it is given";
    }
    if (failure instanceof MissingPropertyException missing) {
      return "there is no property `" + missing.getProperty() + "`";
    }
    return failure instanceof AssertionError
        ? "an assertion is not true"
        : "it ends with " + failure.getClass().getSimpleName();
  }
}
