package compare;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Tool is what brings a database up to date with a folder of migrations. */
interface Tool {
  /** What it is called in a table. */
  String name();

  /** Why it cannot be measured on this product; empty where it can. */
  Optional<String> cannot(Product product);

  /** Writes the migrations, and nothing else in the folder does it need. */
  void write(Path project, List<Script> scripts, Database database) throws IOException;

  /** What applies all that is pending. */
  Command apply(Path project, Database database);
}
