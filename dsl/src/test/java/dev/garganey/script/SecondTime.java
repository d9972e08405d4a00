package dev.garganey.script;

import dev.garganey.operation.Migration;
import dev.garganey.operation.RunCode;
import dev.garganey.operation.Step;
import dev.garganey.script.ScriptEvaluator.Evaluated;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * SecondTime has Groovy make scripts, and requires that nobody can tell whether what came of it was
 * kept: the migration, the classes, or nothing.
 */
public final class SecondTime {
  private final ScriptContext context;

  public SecondTime(ScriptContext context) {
    this.context = context;
  }

  /**
   * The scripts whose migrations are kept.
   *
   * @throws AssertionError if one of them comes to something else the second time
   */
  public List<MigrationFile> kept(List<MigrationFile> files) throws IOException {
    Path caches = Files.createTempDirectory("garganey-caches").toRealPath();
    try {
      return kept(files, ScriptCache.of(Map.of("XDG_CACHE_HOME", caches.toString())));
    } finally {
      try (Stream<Path> all = Files.walk(caches)) {
        for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(one);
        }
      }
    }
  }

  private List<MigrationFile> kept(List<MigrationFile> files, ScriptCache cache) {
    Map<MigrationFile, SourceText> sources = BothWays.texts(files);
    ScriptEvaluator keeping = new ScriptEvaluator(context, cache);
    Map<MigrationFile, Evaluated> fresh =
        new ScriptEvaluator(context, ScriptCache.none()).compile(sources);
    Map<MigrationFile, Evaluated> first = keeping.compile(sources);
    Map<MigrationFile, Evaluated> second = keeping.compile(sources);
    List<MigrationFile> kept = new ArrayList<>();
    sources.forEach(
        (file, source) -> {
          compare(source, fresh.get(file), first.get(file));
          compare(source, fresh.get(file), second.get(file));
          Optional<Evaluated> found = keeping.kept(file, source);
          found.ifPresent(evaluated -> compare(source, fresh.get(file), evaluated));
          if (found.isPresent()) {
            kept.add(file);
          }
        });
    return kept;
  }

  private static void compare(SourceText source, Evaluated fresh, Evaluated other) {
    if (!shown(fresh).equals(shown(other))) {
      throw new AssertionError(
          "The second time, this script is not the same:\n"
              + source.text()
              + "\n--- compiled:\n"
              + fresh
              + "\n--- then:\n"
              + other);
    }
  }

  /** All that can be compared: of the code of data blocks its text and that it is there. */
  private static Map<String, Object> shown(Evaluated evaluated) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("mistakes", evaluated.mistakes());
    evaluated.migration().ifPresent(m -> shown.put("migration", withoutCode(m)));
    return shown;
  }

  private static List<Object> withoutCode(Migration m) {
    Migration bare =
        new Migration(
            m.id(),
            m.file(),
            m.checksum(),
            m.description(),
            withoutCode(m.up()),
            m.down().map(SecondTime::withoutCode),
            m.transactional(),
            m.repeatable(),
            m.requires(),
            m.replaces(),
            m.irreversible());
    // Equal maps may be in another order, which their text tells.
    return List.of(bare, bare.toString());
  }

  private static List<Step> withoutCode(List<Step> steps) {
    for (Step step : steps) {
      if (step.code().isPresent() != step.operation() instanceof RunCode) {
        throw new AssertionError("Code is with data blocks, and only there: " + step);
      }
    }
    return steps.stream()
        .map(s -> new Step(s.operation(), s.at(), s.only(), Optional.empty()))
        .toList();
  }
}
