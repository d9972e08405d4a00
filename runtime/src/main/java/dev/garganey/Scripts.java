package dev.garganey;

import dev.garganey.dialect.Dialect;
import dev.garganey.operation.Migration;
import dev.garganey.operation.OperationJson;
import dev.garganey.operation.RecordedOperations;
import dev.garganey.operation.Step;
import dev.garganey.plan.PlanMistakes;
import dev.garganey.script.MigrationFile;
import dev.garganey.script.Mistake;
import dev.garganey.script.OperationRenderer;
import dev.garganey.script.ScriptCache;
import dev.garganey.script.ScriptContext;
import dev.garganey.script.ScriptLoader;
import dev.garganey.script.ScriptMistakes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Scripts evaluates migrations, and turns mistakes of planning into mistakes of their scripts. */
final class Scripts {
  private final Configuration configuration;
  private final Dialect dialect;
  private final Secrets secrets;

  Scripts(Configuration configuration, Dialect dialect, Secrets secrets) {
    this.configuration = configuration;
    this.dialect = dialect;
    this.secrets = secrets;
  }

  /**
   * The migrations of some files.
   *
   * @throws ScriptMistakes with all mistakes of all of them
   */
  List<Migration> evaluate(List<MigrationFile> files) {
    return load(files).migrations();
  }

  /**
   * The migrations of some files, and whether they are always the same.
   *
   * @throws ScriptMistakes with all mistakes of all of them
   */
  ScriptLoader.Loaded load(List<MigrationFile> files) {
    if (files.isEmpty()) {
      return new ScriptLoader.Loaded(List.of(), true);
    }
    return new ScriptLoader(
            new ScriptContext(dialect.product(), secrets::variable, configuration.project()),
            ScriptCache.of(configuration.environment()))
        .load(files);
  }

  /**
   * What a migration is recorded with, as JSON. Secrets are left out; where the undoing needs one,
   * it cannot be kept.
   */
  String recorded(Migration migration, List<Step> inverse, Optional<String> irreversible) {
    boolean kept = !secrets.isIn(json(List.of(), inverse, Optional.empty(), migration));
    return secrets.mask(
        kept
            ? json(migration.up(), inverse, irreversible, migration)
            : json(
                migration.up(),
                List.of(),
                Optional.of(
                    "its undoing holds a secret from the environment, which history does not"
                        + " keep; undo it by hand, then: garganey mark "
                        + migration.id()
                        + " --pending"),
                migration));
  }

  /** Whether a text holds a secret that scripts took from the environment. */
  boolean holdSecret(String text) {
    return secrets.isIn(text);
  }

  private static String json(
      List<Step> up, List<Step> down, Optional<String> irreversible, Migration migration) {
    return OperationJson.write(
        new RecordedOperations(up, down, irreversible, migration.transactional()));
  }

  /**
   * How the operations of a changed migration differ from the recorded ones, as lines that begin
   * with {@code -} or {@code +}.
   */
  List<String> difference(String recordedJson, Migration now) {
    List<String> before = lines(OperationJson.read(recordedJson).up());
    List<String> after = lines(now.up()).stream().map(secrets::mask).toList();
    int[][] common = new int[before.size() + 1][after.size() + 1];
    for (int i = before.size() - 1; i >= 0; i--) {
      for (int j = after.size() - 1; j >= 0; j--) {
        common[i][j] =
            before.get(i).equals(after.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    List<String> lines = new ArrayList<>();
    int i = 0;
    int j = 0;
    while (i < before.size() || j < after.size()) {
      if (i < before.size() && j < after.size() && before.get(i).equals(after.get(j))) {
        i++;
        j++;
      } else if (j == after.size() || (i < before.size() && common[i + 1][j] >= common[i][j + 1])) {
        lines.add("- " + before.get(i++));
      } else {
        lines.add("+ " + after.get(j++));
      }
    }
    return lines;
  }

  private static List<String> lines(List<Step> steps) {
    return steps.stream()
        .flatMap(s -> OperationRenderer.operation(s.operation()).lines())
        .map(String::strip)
        .toList();
  }

  /** Runs a planning step; its mistakes become those of the scripts, with their source lines. */
  <T> T located(Supplier<T> planning) {
    try {
      return planning.get();
    } catch (PlanMistakes mistakes) {
      Map<String, List<String>> sources = new HashMap<>();
      throw new ScriptMistakes(
          mistakes.entries().stream()
              .map(
                  e ->
                      new Mistake(
                          e.at(),
                          line(sources, e.at().file(), e.at().line()),
                          e.message(),
                          Optional.empty()))
              .toList());
    }
  }

  private Optional<String> line(Map<String, List<String>> sources, String file, int line) {
    if (line < 1) {
      return Optional.empty();
    }
    List<String> lines = sources.computeIfAbsent(file, this::read);
    return line <= lines.size() ? Optional.of(lines.get(line - 1)) : Optional.empty();
  }

  private List<String> read(String file) {
    Path path = configuration.project().resolve(file);
    try {
      return Files.exists(path) ? Files.readAllLines(path, StandardCharsets.UTF_8) : List.of();
    } catch (IOException gone) {
      // The message stands without its source line.
      return List.of();
    }
  }
}
