package dev.garganey.testing;

import dev.garganey.model.Product;
import dev.garganey.operation.Migration;
import dev.garganey.operation.Operation;
import dev.garganey.operation.Step;
import dev.garganey.script.BothWays;
import dev.garganey.script.MigrationFile;
import dev.garganey.script.MigrationFolder;
import dev.garganey.script.ScriptContext;
import dev.garganey.script.ScriptLoader;
import dev.garganey.script.SecondTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Scripts evaluates the texts of specs as the files of a folder. */
public final class Scripts {
  private static final int COMPARED = 50;

  private final Path folder;
  private final Product product;
  private final Map<String, String> environment;

  public Scripts(Path folder, Product product, Map<String, String> environment) {
    this.folder = folder;
    this.product = product;
    this.environment = environment;
  }

  /** The same for another product. */
  public Scripts on(Product other) {
    return new Scripts(folder, other, environment);
  }

  /** Writes a file. */
  public Scripts write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
    return this;
  }

  /**
   * All migrations of the folder. What can be walked of the first of them gives the same when it is
   * compiled, and all of these when they are evaluated for the second time.
   */
  public List<Migration> evaluate() throws IOException {
    ScriptContext context =
        new ScriptContext(product, name -> Optional.ofNullable(environment.get(name)), folder);
    List<MigrationFile> files = MigrationFolder.read(folder).files();
    List<MigrationFile> compared = files.subList(0, Math.min(files.size(), COMPARED));
    new BothWays(context).walked(compared);
    new SecondTime(context).kept(compared);
    return new ScriptLoader(context).evaluate(files);
  }

  /** The migration of one file, {@code 001_it.groovy}. */
  public Migration migration(String text) throws IOException {
    return write("001_it.groovy", text).evaluate().get(0);
  }

  /** The steps of an up block. */
  public List<Step> up(String body) throws IOException {
    return migration("up {\n" + body + "\n}\n").up();
  }

  /** The operations of an up block. */
  public List<Operation> operations(String body) throws IOException {
    return up(body).stream().map(Step::operation).toList();
  }
}
