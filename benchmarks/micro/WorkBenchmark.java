package micro;

import dev.garganey.diff.Difference;
import dev.garganey.model.Schema;
import dev.garganey.plan.MigrationPlan;
import dev.garganey.script.MigrationFolder;
import dev.garganey.script.ScriptLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** WorkBenchmark lets JMH do the {@link Work}. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class WorkBenchmark {
  private Path folder;
  private Work work;

  @Setup
  public void prepare() throws IOException {
    folder = Files.createTempDirectory("garganey-micro");
    work = new Work(folder);
  }

  @TearDown
  public void remove() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path one : (Iterable<Path>) all.sorted(Comparator.reverseOrder())::iterator) {
        Files.delete(one);
      }
    }
  }

  @Benchmark
  public MigrationFolder readAndHashThousandFiles() {
    return work.read();
  }

  @Benchmark
  public ScriptLoader.Loaded evaluateWalkedScript() {
    return work.walk();
  }

  @Benchmark
  public ScriptLoader.Loaded evaluateCompiledScript() {
    return work.compile();
  }

  @Benchmark
  public Schema foldThousandMigrations() {
    return work.fold();
  }

  @Benchmark
  public Difference diffThousandTables() {
    return work.diff();
  }

  @Benchmark
  public MigrationPlan planMigration() {
    return work.plan();
  }
}
