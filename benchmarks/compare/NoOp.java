package compare;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** NoOp is a run that has nothing to do, which is nearly every run. */
final class NoOp {
  private final Bench bench;

  NoOp(Bench bench) {
    this.bench = bench;
  }

  void measure(Product product, int size) throws IOException, InterruptedException {
    String title =
        String.format(Locale.ROOT, "Nothing to do, %,d applied, %s", size, product.title());
    bench.announce(title);
    List<Script> scripts = Script.first(size);
    List<Lane> lanes = new ArrayList<>();
    Command hello = bench.tools().hello(bench.workspace().folder());
    lanes.add(new Lane("floor: a JVM that prints a line", round -> bench.stopwatch().time(hello)));
    lanes.addAll(
        lanes(product, scripts, List.of(bench.tools().floor(), bench.tools().tunedFloor(product))));
    Garganey garganey = bench.tools().garganey();
    boolean largest = size == Collections.max(bench.options().sizes());
    lanes.addAll(
        lanes(
            product,
            scripts,
            largest ? List.of(garganey, garganey.with("-Xmx128m")) : List.of(garganey)));
    if (size <= bench.options().contendersUpTo()) {
      lanes.addAll(contenders(product, scripts));
    }
    bench.print(new Table(title, Tools.TUNED, bench.rounds().warm(bench.options().runs(), lanes)));
  }

  /** Each on the JVM with flags, and in one table on the JVM as it is, too. */
  private List<Lane> contenders(Product product, List<Script> scripts)
      throws IOException, InterruptedException {
    List<Lane> lanes = new ArrayList<>();
    List<Tool> plain = bench.tools().plainContenders();
    List<Tool> tuned = bench.tools().contenders();
    boolean both = product == Product.SQLITE && scripts.size() == bench.options().contendersUpTo();
    for (int i = 0; i < tuned.size(); i++) {
      lanes.addAll(
          lanes(
              product,
              scripts,
              both ? List.of(plain.get(i), tuned.get(i)) : List.of(tuned.get(i))));
    }
    return lanes;
  }

  /** The lanes of tools that leave the same behind, so that one of them makes it ready for all. */
  private List<Lane> lanes(Product product, List<Script> scripts, List<? extends Tool> tools)
      throws IOException, InterruptedException {
    Tool first = tools.get(0);
    try {
      if (first.cannot(product).isPresent()) {
        throw new Failed(first.cannot(product).get());
      }
      Bench.Ground ground = bench.prepare(first, product, scripts);
      return tools.stream().map(tool -> lane(tool, ground, scripts)).toList();
    } catch (SQLException | Failed e) {
      return tools.stream().map(tool -> Lane.closed(tool.name(), e.getMessage())).toList();
    }
  }

  private Lane lane(Tool tool, Bench.Ground ground, List<Script> scripts) {
    Command command = tool.apply(ground.project(), ground.database());
    return new Lane(
        tool.name(),
        round -> {
          Sample sample = bench.stopwatch().time(command);
          bench.check(ground.database(), scripts);
          return sample;
        });
  }
}
