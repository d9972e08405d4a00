package compare;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Pending is a run with one migration to apply, behind others. Each round has a script that nobody
 * has seen; the second time the same script goes to another database, where what was kept of the
 * first time may help. Tools whose migrations know no loop get one that is written out.
 */
final class Pending {
  private static final int APPLIED = 10;
  private static final int LOOPED = 10;
  private static final String WRITTEN_OUT = ", written out";

  private final Bench bench;
  private final Product product;
  private final boolean looped;

  Pending(Bench bench, Product product, boolean looped) {
    this.bench = bench;
    this.product = product;
    this.looped = looped;
  }

  void measure() throws IOException, InterruptedException {
    String what = looped ? "A loop of " + LOOPED + " tables" : "One table";
    String title = String.format(Locale.ROOT, "%s to apply, %s", what, product.title());
    bench.announce(title);
    List<Lane> lanes = new ArrayList<>();
    lanes.addAll(lanes(bench.tools().floor(), ""));
    lanes.addAll(lanes(bench.tools().tunedFloor(product), ""));
    lanes.addAll(lanes(bench.tools().garganey(), ", the first time", ", the second time"));
    if (!looped) {
      lanes.addAll(lanes(bench.tools().garganey().withSql(), ""));
    }
    for (Tool tool : bench.tools().contenders()) {
      lanes.addAll(lanes(tool, ""));
    }
    String base = Tools.TUNED + (looped ? WRITTEN_OUT : "");
    bench.print(new Table(title, base, bench.rounds().warm(bench.options().runs(), lanes)));
  }

  /** A lane for each time that a round's script is applied, each to a database of its own. */
  private List<Lane> lanes(Tool tool, String... times) throws IOException, InterruptedException {
    try {
      if (tool.cannot(product).isPresent()) {
        throw new Failed(tool.cannot(product).get());
      }
      Bench.Ground ground = bench.prepare(tool, product, Script.first(APPLIED));
      return List.of(times).stream().map(time -> lane(tool, time, ground)).toList();
    } catch (SQLException | Failed e) {
      return List.of(Lane.closed(tool.name(), e.getMessage()));
    }
  }

  private Lane lane(Tool tool, String time, Bench.Ground ground) {
    return new Lane(
        tool.name() + (looped && !bench.tools().canLoop(tool) ? WRITTEN_OUT : "") + time,
        round -> {
          List<Script> scripts = scripts(round);
          Path project = bench.workspace().newFolder(tool.name());
          Database database = bench.workspace().copy(ground.database());
          tool.write(project, scripts, database);
          Sample sample = bench.stopwatch().time(tool.apply(project, database));
          bench.check(database, scripts);
          bench.workspace().drop(database);
          return sample;
        });
  }

  /** What is applied, and the round's own. */
  private List<Script> scripts(int round) {
    List<Script> scripts = new ArrayList<>(Script.first(APPLIED));
    String stem = "table_" + ProcessHandle.current().pid() + "_" + round;
    scripts.add(new Script(APPLIED + 1, stem, looped ? LOOPED : 0));
    return scripts;
  }
}
