package compare;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/**
 * Bench is what every part of the benchmark works with.
 *
 * @param out takes the tables; how far it is goes to the error stream
 */
record Bench(
    Options options,
    Workspace workspace,
    Stopwatch stopwatch,
    Rounds rounds,
    Tools tools,
    PrintStream out) {

  /** A folder and a database that a tool has brought up to date. */
  record Ground(Path project, Database database) {}

  /** Lets a tool apply these migrations to a new database. */
  Ground prepare(Tool tool, Product product, List<Script> scripts)
      throws IOException, InterruptedException, SQLException, Failed {
    Database database = workspace.newDatabase(product);
    Path project = workspace.newFolder(tool.name());
    tool.write(project, scripts, database);
    stopwatch.time(tool.apply(project, database));
    check(database, scripts);
    return new Ground(project, database);
  }

  /** An error where a database does not have the tables that these migrations make. */
  void check(Database database, List<Script> scripts) throws SQLException, Failed {
    int expected = scripts.stream().mapToInt(script -> script.tables().size()).sum();
    int found = database.tables();
    if (found != expected) {
      throw new Failed("left " + found + " tables instead of " + expected);
    }
  }

  /** Says what is about to be done. */
  void announce(String what) {
    System.err.print(what + " ");
  }

  void print(Table table) {
    table.print(out);
    out.flush();
  }
}
