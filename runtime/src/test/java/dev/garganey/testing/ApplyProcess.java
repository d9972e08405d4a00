package dev.garganey.testing;

import dev.garganey.ApplyOptions;
import dev.garganey.Configuration;
import dev.garganey.Garganey;
import dev.garganey.RunReport;
import dev.garganey.dialect.ConnectionTarget;
import dev.garganey.execute.ExecutionEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** ApplyProcess applies a project in a process of its own, and says so when it has to wait. */
public final class ApplyProcess {
  private ApplyProcess() {}

  /** Arguments: URL, user, password, project. */
  public static void main(String[] arguments) {
    ConnectionTarget database =
        new ConnectionTarget(arguments[0], text(arguments[1]), text(arguments[2]));
    try (Garganey garganey =
        Garganey.open(
            Configuration.of(database, Path.of(arguments[3])),
            event -> {
              if (event instanceof ExecutionEvent.WaitingForLock) {
                System.out.println("waiting");
              }
            })) {
      print(garganey.apply(ApplyOptions.DEFAULT));
    }
  }

  private static void print(RunReport report) {
    System.out.println(
        "done="
            + String.join(",", report.done().stream().map(RunReport.Done::id).toList())
            + " others="
            + String.join(",", report.byOthers()));
  }

  private static Optional<String> text(String argument) {
    return Optional.of(argument).filter(a -> !a.equals("-"));
  }

  /** Starts such a process with this one's class path; its output is for the caller to read. */
  public static Process start(TestDatabase database, Path project) throws IOException {
    ConnectionTarget target = SampleProject.configuration(database, project).target();
    return ChildProcess.start(
        ApplyProcess.class,
        List.of(
            target.url(),
            target.user().orElse("-"),
            target.password().orElse("-"),
            project.toString()));
  }
}
