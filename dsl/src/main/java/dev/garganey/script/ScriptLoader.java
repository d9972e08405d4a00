package dev.garganey.script;

import dev.garganey.operation.Migration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** ScriptLoader evaluates files to migrations. Groovy is loaded where a script needs it. */
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
    Map<MigrationFile, ScriptEvaluator.Evaluated> scripts =
        new ScriptEvaluator(context).evaluate(files.stream().filter(f -> !f.isSql()).toList());
    List<Mistake> mistakes = new ArrayList<>();
    List<Migration> migrations = new ArrayList<>();
    for (MigrationFile file : files) {
      if (!file.isSql()) {
        ScriptEvaluator.Evaluated script = scripts.get(file);
        mistakes.addAll(script.mistakes());
        script.migration().ifPresent(migrations::add);
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
}
