package dev.garganey.testing;

import dev.garganey.model.Product;
import dev.garganey.script.MigrationFolder;
import dev.garganey.script.ScriptCache;
import dev.garganey.script.ScriptContext;
import dev.garganey.script.ScriptLoader;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** EvaluatesFolder evaluates the scripts of a folder and prints how many migrations they are. */
public final class EvaluatesFolder {
  private EvaluatesFolder() {}

  /**
   * Takes the folder and, where something is to be kept, that of the user's caches; then folders
   * that are evaluated before.
   */
  public static void main(String[] arguments) {
    ScriptCache cache =
        arguments.length > 1
            ? ScriptCache.of(Map.of("XDG_CACHE_HOME", arguments[1]))
            : ScriptCache.none();
    for (int i = 2; i < arguments.length; i++) {
      count(Path.of(arguments[i]), cache);
    }
    System.out.println("migrations: " + count(Path.of(arguments[0]), cache));
  }

  private static int count(Path folder, ScriptCache cache) {
    ScriptContext context = new ScriptContext(Product.SQLITE, name -> Optional.empty(), folder);
    return new ScriptLoader(context, cache).evaluate(MigrationFolder.read(folder).files()).size();
  }
}
