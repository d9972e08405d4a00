package dev.garganey.script;

import dev.garganey.model.Product;
import dev.garganey.operation.Migration;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * ScriptEvaluator evaluates migration scripts: it walks the plain ones, looks up what others came
 * to before, and compiles what is left.
 */
final class ScriptEvaluator {
  private final ScriptRunner runner;
  private final ScriptCache cache;
  private final Product product;

  /**
   * @param cache where what Groovy makes is kept
   */
  ScriptEvaluator(ScriptContext context, ScriptCache cache) {
    this.runner = new ScriptRunner(context);
    this.cache = cache;
    this.product = context.product();
  }

  /**
   * Evaluated is a script's migration or, where something is wrong, what that is.
   *
   * @param fixed whether it depends on its text, the product and the CSV files that it names alone
   */
  record Evaluated(Optional<Migration> migration, List<Mistake> mistakes, boolean fixed) {}

  /** What comes of the scripts. */
  Map<MigrationFile, Evaluated> evaluate(List<MigrationFile> files) {
    Map<MigrationFile, Evaluated> evaluated = new LinkedHashMap<>();
    Map<MigrationFile, SourceText> others = new LinkedHashMap<>();
    for (MigrationFile file : files) {
      try {
        SourceText source = new SourceText(file.shownPath(), file.text());
        // What the parser of plain scripts does not read is looked up before a builder is loaded.
        ScriptRunner.plain(source)
            .flatMap(plain -> walk(plain, file, source))
            .or(() -> kept(file, source))
            .ifPresentOrElse(found -> evaluated.put(file, found), () -> others.put(file, source));
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
    return ScriptRunner.plain(source).flatMap(plain -> walk(plain, file, source));
  }

  private Optional<Evaluated> walk(
      List<Plain.Statement> plain, MigrationFile file, SourceText source) {
    return runner
        .walk(plain, source, folder(file), MigrationBuilder::new)
        .map(ran -> result(file, ran, true));
  }

  /** What came of a script before, where that is kept. */
  Optional<Evaluated> kept(MigrationFile file, SourceText source) {
    return cache
        .migration(file, source, product)
        .map(migration -> new Evaluated(Optional.of(migration), List.of(), true));
  }

  /** What comes of scripts that Groovy runs. */
  Map<MigrationFile, Evaluated> compile(Map<MigrationFile, SourceText> sources) {
    Map<MigrationFile, Evaluated> evaluated = new LinkedHashMap<>();
    List<GroovyScripts.Compiled> compiled =
        GroovyScripts.ofFiles().compile(new ArrayList<>(sources.values()), cache);
    // The pure ones first: what others change, methods of Java's classes say, is not for them.
    for (boolean pure : new boolean[] {true, false}) {
      int next = 0;
      for (Map.Entry<MigrationFile, SourceText> one : sources.entrySet()) {
        GroovyScripts.Compiled script = compiled.get(next++);
        if (script.pure() == pure) {
          evaluated.put(one.getKey(), run(script, one.getKey(), one.getValue()));
        }
      }
    }
    return evaluated;
  }

  private Evaluated run(GroovyScripts.Compiled compiled, MigrationFile file, SourceText source) {
    if (!compiled.mistakes().isEmpty()) {
      return new Evaluated(Optional.empty(), compiled.mistakes(), false);
    }
    ScriptRunner.Ran<MigrationBuilder> ran =
        runner.run(compiled, source, folder(file), MigrationBuilder::new);
    Evaluated evaluated = result(file, ran, compiled.pure());
    if (evaluated.fixed() && !ran.evaluation().hasReadFile()) {
      evaluated.migration().ifPresent(migration -> cache.keep(migration, source, product));
    }
    return evaluated;
  }

  private static Path folder(MigrationFile file) {
    return file.path().toAbsolutePath().getParent();
  }

  private static Evaluated result(
      MigrationFile file, ScriptRunner.Ran<MigrationBuilder> ran, boolean pure) {
    Migration migration = ran.builder().build(file);
    List<Mistake> mistakes = ran.evaluation().mistakes();
    return new Evaluated(
        mistakes.isEmpty() ? Optional.of(migration) : Optional.empty(),
        mistakes,
        pure && !ran.evaluation().hasReadVariable());
  }
}
