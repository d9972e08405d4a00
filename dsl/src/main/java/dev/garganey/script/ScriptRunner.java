package dev.garganey.script;

import dev.garganey.script.Plain.Statement;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** ScriptRunner runs scripts of any kind: plain ones by walking them, others as Groovy. */
final class ScriptRunner {
  private final ScriptContext context;
  private final Vocabulary vocabulary = new Vocabulary();

  ScriptRunner(ScriptContext context) {
    this.context = context;
  }

  /** Ran is a script that was run: what its outermost words built, and with which mistakes. */
  record Ran<B extends Builder>(B builder, Evaluation evaluation) {}

  /**
   * A plain script, walked; empty where it takes Groovy.
   *
   * @param outermost makes the builder that its outermost words go to
   */
  <B extends Builder> Optional<Ran<B>> walk(
      SourceText source, Path folder, Function<Evaluation, B> outermost) {
    return walk(source, folder, new NoCode(), outermost);
  }

  /**
   * The same where there is code already.
   *
   * @param own what was defined before; whatever takes Groovy ends in {@link Beyond}
   */
  <B extends Builder> Optional<Ran<B>> walk(
      SourceText source, Path folder, OwnCode own, Function<Evaluation, B> outermost) {
    try {
      List<Statement> statements = PlainParser.parse(ReservedWords.readable(source.text()));
      Evaluation evaluation = evaluation(source, folder, own);
      B builder = outermost.apply(evaluation);
      evaluation.run(() -> new Walk(evaluation).over(statements, builder), builder);
      return Optional.of(new Ran<>(builder, evaluation));
    } catch (Beyond | StackOverflowError e) {
      return Optional.empty();
    }
  }

  /** A compiled script, run; one that has no code builds nothing. */
  <B extends Builder> Ran<B> run(
      GroovyScripts.Compiled compiled,
      SourceText source,
      Path folder,
      Function<Evaluation, B> outermost) {
    Optional<BoundScript> script = compiled.script();
    Evaluation evaluation =
        evaluation(source, folder, script.<OwnCode>map(CompiledCode::new).orElseGet(NoCode::new));
    B builder = outermost.apply(evaluation);
    script.ifPresent(
        bound -> {
          bound.bind(() -> evaluation, source, compiled.ranges());
          evaluation.run(bound::run, builder);
        });
    return new Ran<>(builder, evaluation);
  }

  /** A script about to be evaluated. */
  Evaluation evaluation(SourceText source, Path folder, OwnCode own) {
    return new Evaluation(source, folder, context, vocabulary, own);
  }
}
