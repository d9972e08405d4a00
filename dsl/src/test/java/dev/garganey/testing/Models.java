package dev.garganey.testing;

import dev.garganey.diff.SchemaModel;
import dev.garganey.model.Product;
import dev.garganey.script.ModelLoader;
import dev.garganey.script.PlainScripts;
import dev.garganey.script.ScriptContext;
import dev.garganey.script.ScriptMistakes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Models evaluates the texts of specs as the files of a schema folder. */
public final class Models {
  private final Path project;
  private final Product product;

  public Models(Path project, Product product) {
    this.project = project;
    this.product = product;
  }

  /** The model of one file. */
  public SchemaModel of(String text) {
    return of(Map.of("schema/it.groovy", text));
  }

  /**
   * The model of these files, in place of all that were there; those in seeds/ are seeds. Where
   * they are plain they are evaluated twice, walked and by Groovy.
   *
   * @throws AssertionError if that is not the same, mistakes included
   */
  public SchemaModel of(Map<String, String> files) {
    Supplier<SchemaModel> plain = attempt(files);
    if (files.values().stream().allMatch(PlainScripts::isPlain)) {
      Map<String, String> groovy = new LinkedHashMap<>(files);
      groovy.replaceAll((name, text) -> text + PlainScripts.GROOVY);
      requireSame(outcome(attempt(groovy)), outcome(plain));
      attempt(files);
    }
    return plain.get();
  }

  /** What the files come to: the model, or the mistakes again each time it is asked for. */
  private Supplier<SchemaModel> attempt(Map<String, String> files) {
    write(files);
    try {
      SchemaModel model = load(files.keySet().stream().anyMatch(f -> f.startsWith("seeds/")));
      return () -> model;
    } catch (ScriptMistakes mistakes) {
      return () -> {
        throw mistakes;
      };
    }
  }

  private static Object outcome(Supplier<SchemaModel> model) {
    try {
      return model.get();
    } catch (ScriptMistakes mistakes) {
      return mistakes.mistakes();
    }
  }

  private static void requireSame(Object byGroovy, Object walked) {
    if (!byGroovy.equals(walked)) {
      throw new AssertionError("By Groovy: " + byGroovy + "\nWalked: " + walked);
    }
  }

  private void write(Map<String, String> files) {
    try {
      clear(project.resolve("schema"));
      clear(project.resolve("seeds"));
      for (Map.Entry<String, String> file : files.entrySet()) {
        Files.writeString(project.resolve(file.getKey()), file.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private SchemaModel load(boolean seeds) {
    ScriptContext context = new ScriptContext(product, name -> Optional.empty(), project);
    return new ModelLoader(context)
        .load(
            List.of(project.resolve("schema")),
            seeds ? List.of(project.resolve("seeds")) : List.of());
  }

  private static void clear(Path folder) throws IOException {
    Files.createDirectories(folder);
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
  }
}
