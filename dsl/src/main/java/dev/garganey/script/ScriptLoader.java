package dev.garganey.script;

import dev.garganey.operation.Migration;
import java.util.ArrayList;
import java.util.List;

/** ScriptLoader evaluates files to migrations. Groovy is loaded when a script is among them. */
public final class ScriptLoader {
  private final ScriptContext context;

  public ScriptLoader(ScriptContext context) {
    this.context = context;
  }

  /**
   * The migrations of these files, in their order.
   *
   * @throws ScriptMistakes all mistakes of all files
   */
  public List<Migration> evaluate(List<MigrationFile> files) {
    List<MigrationFile> scripts = files.stream().filter(f -> !f.isSql()).toList();
    Evaluated groovy =
        scripts.isEmpty()
            ? new Evaluated(List.of(), List.of())
            : new ScriptEvaluator(context).evaluate(scripts);
    List<Mistake> mistakes = new ArrayList<>();
    List<Migration> migrations = new ArrayList<>();
    int next = 0;
    for (MigrationFile file : files) {
      if (!file.isSql()) {
        mistakes.addAll(groovy.mistakes().get(next));
        migrations.addAll(groovy.migrations().get(next));
        next++;
        continue;
      }
      try {
        migrations.add(SqlMigrationReader.read(file, file.text(), context.product()));
      } catch (ScriptMistakes e) {
        mistakes.addAll(e.mistakes());
      }
    }
    if (!mistakes.isEmpty()) {
      throw new ScriptMistakes(mistakes);
    }
    return List.copyOf(migrations);
  }

  /**
   * Evaluated is what came of scripts, each in its place.
   *
   * @param migrations one or, where the script is wrong, none
   */
  record Evaluated(List<List<Migration>> migrations, List<List<Mistake>> mistakes) {}
}
