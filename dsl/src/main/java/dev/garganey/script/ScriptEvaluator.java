package dev.garganey.script;

import dev.garganey.operation.Migration;
import dev.garganey.script.Plain.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** ScriptEvaluator evaluates migration scripts: it walks the plain ones and compiles the others. */
final class ScriptEvaluator {
  private final ScriptContext context;
  private final Vocabulary vocabulary = new Vocabulary();

  ScriptEvaluator(ScriptContext context) {
    this.context = context;
  }

  /** Evaluated is a script's migration or, where something is wrong, what that is. */
  record Evaluated(Optional<Migration> migration, List<Mistake> mistakes) {}

  /** What comes of the scripts. */
  Map<MigrationFile, Evaluated> evaluate(List<MigrationFile> files) {
    Map<MigrationFile, Evaluated> evaluated = new LinkedHashMap<>();
    Map<MigrationFile, SourceText> others = new LinkedHashMap<>();
    for (MigrationFile file : files) {
      try {
        SourceText source = new SourceText(file.shownPath(), file.text());
        walk(file, source)
            .ifPresentOrElse(walked -> evaluated.put(file, walked), () -> others.put(file, source));
      } catch (ScriptMistakes e) {
        evaluated.put(file, new Evaluated(Optional.empty(), e.mistakes()));
      }
    }
    if (!others.isEmpty()) {
      evaluated.putAll(compile(others));
    }
    return evaluated;
  }

  /** What comes of a plain script; empty where it takes Groovy. */
  Optional<Evaluated> walk(MigrationFile file, SourceText source) {
    try {
      List<Statement> statements = PlainParser.parse(ReservedWords.readable(source.text()));
      Evaluation evaluation = evaluation(file, source, new NoCode());
      MigrationBuilder builder = new MigrationBuilder(evaluation);
      evaluation.run(() -> new Walk(evaluation).over(statements, builder), builder);
      return Optional.of(result(file, builder, evaluation));
    } catch (Beyond | StackOverflowError e) {
      return Optional.empty();
    }
  }

  /** What comes of scripts that Groovy compiles. */
  Map<MigrationFile, Evaluated> compile(Map<MigrationFile, SourceText> sources) {
    Map<MigrationFile, Evaluated> evaluated = new LinkedHashMap<>();
    List<GroovyScripts.Compiled> compiled =
        new GroovyScripts(ScriptEvaluator.class.getClassLoader())
            .compile(List.copyOf(sources.values()));
    int next = 0;
    for (Map.Entry<MigrationFile, SourceText> one : sources.entrySet()) {
      GroovyScripts.Compiled script = compiled.get(next++);
      evaluated.put(one.getKey(), run(script, one.getKey(), one.getValue()));
    }
    return evaluated;
  }

  private Evaluated run(GroovyScripts.Compiled compiled, MigrationFile file, SourceText source) {
    if (!compiled.mistakes().isEmpty()) {
      return new Evaluated(Optional.empty(), compiled.mistakes());
    }
    Optional<BoundScript> script = compiled.script();
    Evaluation evaluation =
        evaluation(file, source, script.<OwnCode>map(CompiledCode::new).orElseGet(NoCode::new));
    MigrationBuilder builder = new MigrationBuilder(evaluation);
    script.ifPresent(
        bound -> {
          bound.bind(evaluation, compiled.ranges());
          evaluation.run(bound::run, builder);
        });
    return result(file, builder, evaluation);
  }

  private Evaluation evaluation(MigrationFile file, SourceText source, OwnCode own) {
    return new Evaluation(
        source, file.path().toAbsolutePath().getParent(), context, vocabulary, own);
  }

  private static Evaluated result(
      MigrationFile file, MigrationBuilder builder, Evaluation evaluation) {
    Migration migration = builder.build(file);
    List<Mistake> mistakes = evaluation.mistakes();
    return new Evaluated(mistakes.isEmpty() ? Optional.of(migration) : Optional.empty(), mistakes);
  }
}
