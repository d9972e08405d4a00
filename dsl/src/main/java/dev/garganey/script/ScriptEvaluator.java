package dev.garganey.script;

import dev.garganey.operation.Migration;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** ScriptEvaluator evaluates migration scripts: it walks the plain ones and compiles the others. */
final class ScriptEvaluator {
  private final ScriptRunner runner;

  ScriptEvaluator(ScriptContext context) {
    this.runner = new ScriptRunner(context);
  }

  /**
   * Evaluated is a script's migration or, where something is wrong, what that is.
   *
   * @param walked whether no Groovy was needed for it
   */
  record Evaluated(Optional<Migration> migration, List<Mistake> mistakes, boolean walked) {}

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
        evaluated.put(file, new Evaluated(Optional.empty(), e.mistakes(), false));
      }
    }
    if (!others.isEmpty()) {
      evaluated.putAll(compile(others));
    }
    return evaluated;
  }

  /** What comes of a plain script; empty where it takes Groovy. */
  Optional<Evaluated> walk(MigrationFile file, SourceText source) {
    return runner
        .walk(source, folder(file), MigrationBuilder::new)
        .map(ran -> result(file, ran, true));
  }

  /** What comes of scripts that Groovy compiles. */
  Map<MigrationFile, Evaluated> compile(Map<MigrationFile, SourceText> sources) {
    Map<MigrationFile, Evaluated> evaluated = new LinkedHashMap<>();
    List<GroovyScripts.Compiled> compiled =
        GroovyScripts.ofFiles().compile(List.copyOf(sources.values()));
    int next = 0;
    for (Map.Entry<MigrationFile, SourceText> one : sources.entrySet()) {
      GroovyScripts.Compiled script = compiled.get(next++);
      evaluated.put(one.getKey(), run(script, one.getKey(), one.getValue()));
    }
    return evaluated;
  }

  private Evaluated run(GroovyScripts.Compiled compiled, MigrationFile file, SourceText source) {
    if (!compiled.mistakes().isEmpty()) {
      return new Evaluated(Optional.empty(), compiled.mistakes(), false);
    }
    return result(file, runner.run(compiled, source, folder(file), MigrationBuilder::new), false);
  }

  private static Path folder(MigrationFile file) {
    return file.path().toAbsolutePath().getParent();
  }

  private static Evaluated result(
      MigrationFile file, ScriptRunner.Ran<MigrationBuilder> ran, boolean walked) {
    Migration migration = ran.builder().build(file);
    List<Mistake> mistakes = ran.evaluation().mistakes();
    return new Evaluated(
        mistakes.isEmpty() ? Optional.of(migration) : Optional.empty(), mistakes, walked);
  }
}
