package dev.garganey.script;

import dev.garganey.operation.Migration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** ScriptLoader evaluates files to migrations. Groovy is loaded where a script needs it. */
public final class ScriptLoader {
  private final ScriptContext context;
  private final ScriptCache cache;

  /** One that keeps nothing for the next time. */
  public ScriptLoader(ScriptContext context) {
    this(context, ScriptCache.none());
  }

  /**
   * @param cache where what Groovy makes of scripts is kept
   */
  public ScriptLoader(ScriptContext context, ScriptCache cache) {
    this.context = context;
    this.cache = cache;
  }

  /**
   * Loaded is what files say.
   *
   * @param fixed whether they say the same for ever: no code of theirs can have asked for anything,
   *     and no variable was read
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
    Map<MigrationFile, ScriptEvaluator.Evaluated> scripts =
        new ScriptEvaluator(context, cache)
            .evaluate(files.stream().filter(f -> !f.isSql()).toList());
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
    return new Loaded(
        migrations, scripts.values().stream().allMatch(ScriptEvaluator.Evaluated::fixed));
  }
}
