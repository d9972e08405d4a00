package dev.garganey.script;

import dev.garganey.operation.Migration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** ScriptLoader evaluates files to migrations. Groovy is loaded where a script needs it. */
public final class ScriptLoader {
  private final ScriptContext context;

  public ScriptLoader(ScriptContext context) {
    this.context = context;
  }

  /**
   * Loaded is what files say.
   *
   * @param fixed whether they say the same for ever: no code of theirs ran and no variable was read
   */
  public record Loaded(List<Migration> migrations, boolean fixed) {
    public Loaded {
      migrations = List.copyOf(migrations);
    }
  }

  /**
   * The migrations of these files, in their order.
   *
   * @throws ScriptMistakes all mistakes of all files
   */
  public List<Migration> evaluate(List<MigrationFile> files) {
    return load(files).migrations();
  }

  /**
   * The migrations of these files, in their order, and whether they are always the same.
   *
   * @throws ScriptMistakes all mistakes of all files
   */
  public Loaded load(List<MigrationFile> files) {
    AtomicBoolean asked = new AtomicBoolean();
    ScriptContext watched =
        new ScriptContext(
            context.product(),
            name -> {
              asked.set(true);
              return context.environment().apply(name);
            },
            context.project());
    Map<MigrationFile, ScriptEvaluator.Evaluated> scripts =
        new ScriptEvaluator(watched).evaluate(files.stream().filter(f -> !f.isSql()).toList());
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
    boolean walked = scripts.values().stream().allMatch(ScriptEvaluator.Evaluated::walked);
    return new Loaded(migrations, walked && !asked.get());
  }
}
