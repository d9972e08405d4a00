package dev.garganey.script;

import dev.garganey.operation.Migration;
import groovy.lang.Binding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** ScriptEvaluator compiles and runs migration scripts. */
final class ScriptEvaluator {
  private final ScriptContext context;
  private final Vocabulary vocabulary = new Vocabulary();

  ScriptEvaluator(ScriptContext context) {
    this.context = context;
  }

  ScriptLoader.Evaluated evaluate(List<MigrationFile> files) {
    Map<MigrationFile, List<Mistake>> mistakes = new HashMap<>();
    Map<MigrationFile, SourceText> sources = new HashMap<>();
    List<MigrationFile> readable = new ArrayList<>();
    for (MigrationFile file : files) {
      try {
        sources.put(file, new SourceText(file.shownPath(), file.text()));
        readable.add(file);
      } catch (ScriptMistakes e) {
        mistakes.put(file, e.mistakes());
      }
    }
    List<GroovyScripts.Compiled> compiled =
        new GroovyScripts(ScriptEvaluator.class.getClassLoader())
            .compile(readable.stream().map(sources::get).toList());
    Map<MigrationFile, Migration> migrations = new HashMap<>();
    for (int i = 0; i < readable.size(); i++) {
      MigrationFile file = readable.get(i);
      GroovyScripts.Compiled script = compiled.get(i);
      Evaluation evaluation =
          new Evaluation(
              sources.get(file),
              file.path().toAbsolutePath().getParent(),
              context,
              vocabulary,
              script.ranges());
      MigrationBuilder builder = new MigrationBuilder(evaluation);
      script.type().ifPresent(type -> evaluation.run(instance(type), builder));
      List<Mistake> wrong = new ArrayList<>(script.mistakes());
      Migration migration = script.mistakes().isEmpty() ? builder.build(file) : null;
      wrong.addAll(evaluation.mistakes());
      if (wrong.isEmpty() && migration != null) {
        migrations.put(file, migration);
      } else {
        mistakes.put(file, wrong);
      }
    }
    return new ScriptLoader.Evaluated(
        files.stream()
            .map(f -> migrations.containsKey(f) ? List.of(migrations.get(f)) : List.<Migration>of())
            .toList(),
        files.stream().map(f -> mistakes.getOrDefault(f, List.of())).toList());
  }

  private static BoundScript instance(Class<? extends BoundScript> type) {
    try {
      BoundScript script = type.getDeclaredConstructor().newInstance();
      script.setBinding(new Binding());
      return script;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
