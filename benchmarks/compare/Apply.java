package compare;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Apply is a database made from empty by many small migrations. */
final class Apply {
  private final Bench bench;

  Apply(Bench bench) {
    this.bench = bench;
  }

  void measure(Product product, int size) throws IOException, InterruptedException {
    String title =
        String.format(
            Locale.ROOT,
            "%,d migrations from empty, %s, %d runs",
            size,
            product.title(),
            Rounds.FEW);
    bench.announce(title);
    List<Tool> tools = new ArrayList<>();
    tools.add(new Client(product));
    tools.add(bench.tools().floor());
    tools.add(bench.tools().tunedFloor(product));
    tools.add(bench.tools().garganey());
    tools.add(bench.tools().garganey().withSql());
    tools.addAll(bench.tools().contenders());
    List<Script> scripts = Script.first(size);
    List<Lane> lanes = new ArrayList<>();
    for (Tool tool : tools) {
      lanes.add(lane(tool, product, scripts));
    }
    bench.print(new Table(title, Tools.TUNED, bench.rounds().cold(Rounds.FEW, lanes)));
  }

  private Lane lane(Tool tool, Product product, List<Script> scripts) throws IOException {
    Optional<String> reason = tool.cannot(product);
    if (reason.isPresent()) {
      return Lane.closed(tool.name(), reason.get());
    }
    Path project = bench.workspace().newFolder(tool.name());
    return new Lane(
        tool.name(),
        round -> {
          Database database = bench.workspace().newDatabase(product);
          tool.write(project, scripts, database);
          Sample sample = bench.stopwatch().time(tool.apply(project, database));
          bench.check(database, scripts);
          bench.workspace().drop(database);
          return sample;
        });
  }
}
