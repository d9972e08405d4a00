package dev.garganey.script;

import dev.garganey.operation.Step;
import groovy.lang.Closure;
import groovy.transform.ThreadInterrupt;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.codehaus.groovy.ast.ImportNode;
import org.codehaus.groovy.control.customizers.ASTTransformationCustomizer;
import org.jspecify.annotations.Nullable;

/**
 * Snippets evaluates what a person types, a piece at a time. A piece says what could stand in
 * {@code up { }}, or is any Groovy; what it defines, variables, methods, imports and classes, is
 * there for those that follow.
 *
 * <p>Groovy is loaded for the first piece that is more than words and values.
 */
public final class Snippets {
  /** What a piece is called where a file has its name. */
  public static final String TITLE = "input";

  private final ScriptRunner runner;
  private final Path folder;
  private final SessionCode session;
  private final List<ImportNode> imports = new ArrayList<>();
  private ClassLoader classes = Snippets.class.getClassLoader();
  private final Object running = new Object();
  private Optional<Thread> evaluates = Optional.empty();
  private Optional<Evaluation> current = Optional.empty();
  private int count;

  /**
   * A session in which nothing was said yet.
   *
   * @param folder where files that are named are looked for, those of {@code loadCsv} say
   * @param given variables that are there from the beginning
   * @param printed takes what {@code println} and the like say, with line ends
   */
  public Snippets(
      ScriptContext context, Path folder, Map<String, ?> given, Consumer<String> printed) {
    this.runner = new ScriptRunner(context);
    this.folder = folder;
    this.session = new SessionCode(printed);
    given.forEach(session.variables()::setVariable);
  }

  /**
   * Outcome is what came of a piece.
   *
   * @param steps the operations that it says
   * @param value what its last expression is; none for words of the language and for null
   */
  public record Outcome(List<Step> steps, Optional<Object> value) {
    public Outcome {
      steps = List.copyOf(steps);
    }
  }

  /** The names that pieces gave to variables and methods, and those given at the beginning. */
  public Set<String> names() {
    return session.names();
  }

  /**
   * Evaluates a piece. One with a mistake does nothing but what its code did before it.
   *
   * @throws ScriptMistakes if something is wrong with it
   */
  public Outcome evaluate(String text) {
    SourceText source = new SourceText(TITLE, text);
    return runner
        .walk(source, folder, session.ofWords(), Snippets::builder)
        .map(walked -> outcome(walked.builder(), walked.evaluation(), null))
        .orElseGet(() -> compiled(source));
  }

  private static OperationsBuilder builder(Evaluation evaluation) {
    return new OperationsBuilder(evaluation, "up", new Operations(evaluation), Set.of());
  }

  private Outcome compiled(SourceText source) {
    SnippetCustomizer customizer = new SnippetCustomizer(imports);
    GroovyScripts scripts =
        GroovyScripts.sharing(
            session.variables(),
            classes,
            List.of(customizer, new ASTTransformationCustomizer(ThreadInterrupt.class)));
    GroovyScripts.Compiled compiled = scripts.compile("Snippet" + ++count + "_1", source);
    if (!compiled.mistakes().isEmpty()) {
      throw new ScriptMistakes(compiled.mistakes());
    }
    imports.addAll(customizer.imports());
    classes = compiled.loader().orElse(classes);
    if (compiled.script().isEmpty()) {
      return new Outcome(List.of(), Optional.empty());
    }
    return run(compiled.script().get(), compiled, source);
  }

  private Outcome run(BoundScript script, GroovyScripts.Compiled compiled, SourceText source) {
    Evaluation evaluation = runner.evaluation(source, folder, session.of(script));
    current = Optional.of(evaluation);
    script.bind(() -> current.orElse(evaluation), source, compiled.ranges());
    OperationsBuilder builder = builder(evaluation);
    List<@Nullable Object> value = new ArrayList<>();
    try {
      evaluation.run(() -> value.add(interruptibly(script)), builder);
      Outcome outcome = outcome(builder, evaluation, value.isEmpty() ? null : value.get(0));
      session.keep(script);
      return outcome;
    } finally {
      script.settle();
    }
  }

  private @Nullable Object interruptibly(BoundScript script) {
    synchronized (running) {
      evaluates = Optional.of(Thread.currentThread());
    }
    try {
      return script.run();
    } finally {
      synchronized (running) {
        evaluates = Optional.empty();
        // Whoever wished it, wished it for this piece.
        Thread.interrupted();
      }
    }
  }

  /**
   * Stops the code that runs, from any thread: it fails at its next loop, method or closure. Where
   * none runs, nothing happens.
   */
  public void interrupt() {
    synchronized (running) {
      evaluates.ifPresent(Thread::interrupt);
    }
  }

  private static Outcome outcome(
      OperationsBuilder builder, Evaluation evaluation, @Nullable Object value) {
    List<Step> steps = builder.operations.steps();
    List<Mistake> mistakes = evaluation.mistakes();
    if (!mistakes.isEmpty()) {
      throw new ScriptMistakes(mistakes);
    }
    boolean shown = !(value instanceof Builder) && !(value instanceof Closure);
    return new Outcome(steps, Optional.ofNullable(value).filter(v -> shown).map(Snippets::plainly));
  }

  /** Text that was put together by Groovy, as text; arrays as lists. */
  private static Object plainly(Object value) {
    return value instanceof Object[] array
        ? Arrays.asList(array)
        : value instanceof CharSequence text ? text.toString() : value;
  }
}
