package dev.garganey.script;

import dev.garganey.diff.SchemaModel;
import dev.garganey.diff.Seed;
import dev.garganey.model.Schema;
import dev.garganey.model.SchemaMistake;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/** ModelLoader evaluates the scripts of a schema model, which see each other in any order. */
public final class ModelLoader {
  private static final String ENDING = ".groovy";

  private final ScriptRunner runner;
  private final ScriptCache cache;

  /** One that keeps nothing for the next time. */
  public ModelLoader(ScriptContext context) {
    this(context, ScriptCache.none());
  }

  /**
   * @param cache where the classes that Groovy makes of scripts are kept
   */
  public ModelLoader(ScriptContext context, ScriptCache cache) {
    this.runner = new ScriptRunner(context);
    this.cache = cache;
  }

  /**
   * The model of these files and folders.
   *
   * @throws SchemaMistake if there is nothing to read
   * @throws ScriptMistakes all mistakes of all files
   */
  public SchemaModel load(List<Path> places) {
    return load(places, List.of());
  }

  /**
   * The model of these files and folders, with the rows of files that hold seeds alone.
   *
   * @throws SchemaMistake if there is nothing to read
   * @throws ScriptMistakes all mistakes of all files
   */
  public SchemaModel load(List<Path> places, List<Path> seeds) {
    List<Script> scripts = new ArrayList<>();
    files(places, "a schema model").forEach(f -> scripts.add(new Script(f, ModelBuilder::new)));
    files(seeds, "seeds").forEach(f -> scripts.add(new Script(f, SeedsBuilder::new)));
    return resolved(scripts, ModelResolver::resolve);
  }

  /**
   * The rows of files that hold seeds alone, for a schema that is stated elsewhere.
   *
   * @throws SchemaMistake if there is nothing to read
   * @throws ScriptMistakes all mistakes of all files
   */
  public List<Seed> seeds(List<Path> seeds, Schema schema) {
    List<Script> scripts = new ArrayList<>();
    files(seeds, "seeds").forEach(f -> scripts.add(new Script(f, SeedsBuilder::new)));
    return resolved(scripts, parts -> new SeedResolver(schema, Set.of()).resolve(parts.seeds));
  }

  private <T> T resolved(List<Script> scripts, Function<ModelParts, T> resolution) {
    ModelParts parts = new ModelParts();
    List<Mistake> mistakes = new ArrayList<>();
    List<Evaluation> evaluations = evaluate(scripts, parts, mistakes);
    T result = resolution.apply(parts);
    evaluations.forEach(evaluation -> mistakes.addAll(evaluation.mistakes()));
    if (!mistakes.isEmpty()) {
      throw new ScriptMistakes(mistakes);
    }
    return result;
  }

  // --- Files -------------------------------------------------------------------------------------

  private static List<Path> files(List<Path> places, String what) {
    List<Path> files = new ArrayList<>();
    for (Path place : places) {
      if (Files.isDirectory(place)) {
        files.addAll(filesOf(place, what));
      } else if (Files.exists(place)) {
        files.add(place);
      } else {
        throw new SchemaMistake(
            "There is no `" + place + "`, and " + what + " is looked for there");
      }
    }
    return files;
  }

  private static List<Path> filesOf(Path folder, String what) {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        String name = entry.getFileName().toString();
        if (name.endsWith(ENDING) && !name.startsWith(".") && !Files.isDirectory(entry)) {
          files.add(entry);
        }
      }
    } catch (DirectoryIteratorException e) {
      throw unreadable(folder, e.getCause());
    } catch (IOException e) {
      throw unreadable(folder, e);
    }
    if (files.isEmpty()) {
      throw new SchemaMistake(
          "The folder `"
              + folder
              + "` holds no "
              + ENDING
              + " file, and "
              + what
              + " is expected there");
    }
    return files.stream().sorted().toList();
  }

  private static SchemaMistake unreadable(Path path, IOException reason) {
    return new SchemaMistake("`" + path + "` cannot be read: " + Unreadable.reason(reason));
  }

  /** The folder's name and the file's, as for migrations. */
  private static String shown(Path file) {
    Path folder = file.toAbsolutePath().normalize().getParent();
    Path name = folder == null ? null : folder.getFileName();
    return name == null ? file.getFileName().toString() : name + "/" + file.getFileName();
  }

  private static SourceText read(Path file) {
    try {
      return new SourceText(shown(file), Utf8.decode(Files.readAllBytes(file), shown(file)));
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  // --- Evaluation --------------------------------------------------------------------------------

  /** The evaluations of all files, whose parts are put together in the order of the files. */
  private List<Evaluation> evaluate(
      List<Script> scripts, ModelParts parts, List<Mistake> mistakes) {
    Map<Script, SourceText> sources = new LinkedHashMap<>();
    for (Script script : scripts) {
      try {
        sources.put(script, read(script.file()));
      } catch (ScriptMistakes e) {
        mistakes.addAll(e.mistakes());
      }
    }
    Map<Script, Built> built = new HashMap<>();
    sources.forEach((script, source) -> walk(script, source).ifPresent(b -> built.put(script, b)));
    Map<Script, SourceText> others = new LinkedHashMap<>(sources);
    others.keySet().removeAll(built.keySet());
    if (!others.isEmpty()) {
      built.putAll(compile(others, mistakes));
    }
    List<Evaluation> evaluations = new ArrayList<>();
    for (Script script : sources.keySet()) {
      Built one = built.get(script);
      if (one != null) {
        parts.addAll(one.parts());
        evaluations.add(one.evaluation());
      }
    }
    return evaluations;
  }

  private Optional<Built> walk(Script script, SourceText source) {
    ModelParts parts = new ModelParts();
    return runner
        .walk(source, script.folder(), e -> script.builder().apply(e, parts))
        .map(ran -> new Built(parts, ran.evaluation()));
  }

  private Map<Script, Built> compile(Map<Script, SourceText> sources, List<Mistake> mistakes) {
    List<GroovyScripts.Compiled> compiled =
        GroovyScripts.ofFiles().compile(List.copyOf(sources.values()), cache);
    Map<Script, Built> built = new HashMap<>();
    int next = 0;
    for (Map.Entry<Script, SourceText> one : sources.entrySet()) {
      GroovyScripts.Compiled code = compiled.get(next++);
      mistakes.addAll(code.mistakes());
      if (code.mistakes().isEmpty()) {
        ModelParts parts = new ModelParts();
        Script script = one.getKey();
        built.put(
            script,
            new Built(
                parts,
                runner
                    .run(
                        code,
                        one.getValue(),
                        script.folder(),
                        e -> script.builder().apply(e, parts))
                    .evaluation()));
      }
    }
    return built;
  }

  /** Script is a file and what its outermost words are. */
  private record Script(Path file, BiFunction<Evaluation, ModelParts, SeedWords> builder) {
    Path folder() {
      return file.toAbsolutePath().getParent();
    }
  }

  /** Built is what a file declares. */
  private record Built(ModelParts parts, Evaluation evaluation) {}
}
