package dev.garganey.script;

import dev.garganey.script.ScriptEvaluator.Evaluated;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** BothWays walks scripts and compiles them, and requires that nobody can tell which it was. */
public final class BothWays {
  private final ScriptEvaluator evaluator;

  public BothWays(ScriptContext context) {
    this.evaluator = new ScriptEvaluator(context, ScriptCache.none());
  }

  /**
   * The scripts that can be walked; all others are left to Groovy.
   *
   * @throws AssertionError if compiling one of them gives other operations, places or mistakes
   */
  public List<MigrationFile> walked(List<MigrationFile> files) {
    Map<MigrationFile, Evaluated> walked = new LinkedHashMap<>();
    Map<MigrationFile, SourceText> sources = new LinkedHashMap<>();
    texts(files)
        .forEach(
            (file, source) ->
                evaluator
                    .walk(file, source)
                    .ifPresent(
                        result -> {
                          walked.put(file, result);
                          sources.put(file, source);
                        }));
    Map<MigrationFile, Evaluated> compiled =
        sources.isEmpty() ? Map.of() : evaluator.compile(sources);
    walked.forEach((file, result) -> compare(sources.get(file), result, compiled.get(file)));
    return List.copyOf(walked.keySet());
  }

  /** The texts of the files that are scripts. */
  static Map<MigrationFile, SourceText> texts(List<MigrationFile> files) {
    Map<MigrationFile, SourceText> texts = new LinkedHashMap<>();
    for (MigrationFile file : files) {
      if (!file.isSql() && isText(file)) {
        texts.put(file, new SourceText(file.shownPath(), file.text()));
      }
    }
    return texts;
  }

  private static boolean isText(MigrationFile file) {
    try {
      return file.text() != null;
    } catch (ScriptMistakes e) {
      return false;
    }
  }

  private static void compare(SourceText source, Evaluated walked, Evaluated compiled) {
    if (!walked.migration().equals(compiled.migration())
        || !walked.mistakes().equals(compiled.mistakes())) {
      throw new AssertionError(
          "Walked and compiled, this script is not the same:\n"
              + source.text()
              + "\n--- walked:\n"
              + walked
              + "\n--- compiled:\n"
              + compiled);
    }
  }
}
