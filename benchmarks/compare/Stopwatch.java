package compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;

/** Stopwatch runs commands, one at a time, and says what each took. */
final class Stopwatch {
  private static final String GNU_TIME = "/usr/bin/time";
  private static final int SHOWN = 600;

  private final Workspace workspace;
  private final Duration cap;
  private final Path output;
  private final Path resources;
  private final boolean measuresResources;

  Stopwatch(Workspace workspace, Duration cap) throws IOException, InterruptedException {
    this.workspace = workspace;
    this.cap = cap;
    this.output = workspace.folder().resolve("output");
    this.resources = workspace.folder().resolve("resources");
    this.measuresResources = isThere();
  }

  /** Whether GNU time is there, which tells what the kernel counted; others know other options. */
  private boolean isThere() throws IOException, InterruptedException {
    return Files.isExecutable(Path.of(GNU_TIME))
        && new ProcessBuilder(GNU_TIME, "-f", "%U %S %M", "-o", resources.toString(), "true")
                .start()
                .waitFor()
            == 0;
  }

  /** What the command took; an error where it fails or takes longer than it may. */
  Sample time(Command command) throws IOException, InterruptedException, Failed {
    Command timed =
        measuresResources
            ? command.behind(List.of(GNU_TIME, "-f", "%U %S %M", "-o", resources.toString()))
            : command;
    ProcessBuilder builder =
        timed.builder().redirectErrorStream(true).redirectOutput(output.toFile());
    long start = System.nanoTime();
    Process process = workspace.running(builder.start());
    boolean ended = process.waitFor(cap.toMillis(), TimeUnit.MILLISECONDS);
    double seconds = (System.nanoTime() - start) / 1e9;
    if (!ended) {
      workspace.end(process);
      throw new Failed("took longer than " + cap.toSeconds() + " s");
    }
    if (process.exitValue() != 0) {
      throw new Failed("ended with " + process.exitValue() + ": " + lastWords());
    }
    return sample(seconds);
  }

  private Sample sample(double seconds) throws IOException {
    if (!measuresResources) {
      return new Sample(seconds, OptionalDouble.empty(), OptionalDouble.empty());
    }
    String[] counted = Files.readString(resources).strip().split(" ");
    return new Sample(
        seconds,
        OptionalDouble.of(Double.parseDouble(counted[0]) + Double.parseDouble(counted[1])),
        OptionalDouble.of(Long.parseLong(counted[2]) / 1024.0));
  }

  private String lastWords() throws IOException {
    String all = Files.readString(output).strip();
    return all.substring(Math.max(0, all.length() - SHOWN)).replaceAll("\\s+", " ");
  }
}
