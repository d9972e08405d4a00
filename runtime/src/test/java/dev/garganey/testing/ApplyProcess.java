package dev.garganey.testing;

import dev.garganey.ApplyOptions;
import dev.garganey.Configuration;
import dev.garganey.Garganey;
import dev.garganey.RunReport;
import dev.garganey.dialect.ConnectionTarget;
import dev.garganey.execute.ExecutionEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * ApplyProcess applies a project, or does one act of the {@link Rehearsal}, in a process of its
 * own, which may be told to kill itself at a step: by SIGKILL, so that nothing is cleaned up.
 */
public final class ApplyProcess {
  private ApplyProcess() {}

  /** Arguments: URL, user, password, project, the act or 0, the step at which to die or 0. */
  public static void main(String[] arguments) {
    ConnectionTarget database =
        new ConnectionTarget(arguments[0], text(arguments[1]), text(arguments[2]));
    int act = Integer.parseInt(arguments[4]);
    int death = Integer.parseInt(arguments[5]);
    AtomicInteger steps = new AtomicInteger();
    try (Garganey garganey =
        Garganey.open(
            Configuration.of(database, Path.of(arguments[3])),
            event -> {
              if (event instanceof ExecutionEvent.WaitingForLock) {
                System.out.println("waiting");
              }
              if (isStep(event) && steps.incrementAndGet() == death) {
                die();
              }
            })) {
      if (act > 0) {
        Rehearsal.perform(garganey, act);
      } else {
        print(garganey.apply(ApplyOptions.DEFAULT));
      }
    }
  }

  private static void print(RunReport report) {
    System.out.println(
        "done="
            + String.join(",", report.done().stream().map(RunReport.Done::id).toList())
            + " others="
            + String.join(",", report.byOthers()));
  }

  /** The end of a statement is as good as the beginning of the next. */
  public static boolean isStep(ExecutionEvent event) {
    return event instanceof ExecutionEvent.StatementStarted
        || event instanceof ExecutionEvent.BatchFinished
        || event instanceof ExecutionEvent.MigrationFinished;
  }

  private static Optional<String> text(String argument) {
    return Optional.of(argument).filter(a -> !a.equals("-"));
  }

  private static void die() {
    try {
      new ProcessBuilder("kill", "-9", String.valueOf(ProcessHandle.current().pid()))
          .start()
          .waitFor();
      Thread.sleep(60_000);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException("cannot die", e);
    }
  }

  /**
   * Starts such a process with this one's class path; its output is for the caller to read.
   *
   * @param act of the rehearsal; 0 to apply the whole project
   * @param death the step at which it kills itself, from 1; 0 for none
   */
  public static Process start(TestDatabase database, Path project, int act, int death)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto"));
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(ApplyProcess.class.getName());
    ConnectionTarget target = SampleProject.configuration(database, project).target();
    command.add(target.url());
    command.add(target.user().orElse("-"));
    command.add(target.password().orElse("-"));
    command.add(project.toString());
    command.add(String.valueOf(act));
    command.add(String.valueOf(death));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }
}
