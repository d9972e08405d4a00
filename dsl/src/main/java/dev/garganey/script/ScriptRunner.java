package dev.garganey.script;

import dev.garganey.script.Plain.Statement;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** ScriptRunner runs scripts of any kind: plain ones by walking them, others as Groovy. */
final class ScriptRunner {
  private final ScriptContext context;

  /** Made when the first script is run: it loads all builders, and with them some of Groovy. */
  private Optional<Vocabulary> vocabulary = Optional.empty();

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

  /** The same of statements that were read before. */
  <B extends Builder> Optional<Ran<B>> walk(
      List<Statement> plain, SourceText source, Path folder, Function<Evaluation, B> outermost) {
    return walk(plain, source, folder, new NoCode(), outermost);
  }

  /**
   * The same where there is code already.
   *
   * @param own what was defined before; whatever takes Groovy ends in {@link Beyond}
   */
  <B extends Builder> Optional<Ran<B>> walk(
      SourceText source, Path folder, OwnCode own, Function<Evaluation, B> outermost) {
    return plain(source).flatMap(plain -> walk(plain, source, folder, own, outermost));
  }

  /** The statements of a script that may be plain; empty where it surely takes Groovy. */
  static Optional<List<Statement>> plain(SourceText source) {
    try {
      return Optional.of(PlainParser.parse(ReservedWords.readable(source.text())));
    } catch (Beyond | StackOverflowError e) {
      return Optional.empty();
    }
  }

  private <B extends Builder> Optional<Ran<B>> walk(
      List<Statement> statements,
      SourceText source,
      Path folder,
      OwnCode own,
      Function<Evaluation, B> outermost) {
    try {
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
    Vocabulary words = vocabulary.orElseGet(Vocabulary::new);
    vocabulary = Optional.of(words);
    return new Evaluation(source, folder, context, words, own);
  }
}
