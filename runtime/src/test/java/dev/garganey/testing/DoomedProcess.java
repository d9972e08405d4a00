package dev.garganey.testing;

import dev.garganey.Configuration;
import dev.garganey.Garganey;
import dev.garganey.dialect.ConnectionTarget;
import dev.garganey.execute.ExecutionEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * DoomedProcess does one act of the {@link Rehearsal} on many databases in a process of its own,
 * and stands still in each of them at another step: the first there, the second in the next one. It
 * tells its parent when it stands everywhere, and the parent kills it by SIGKILL, so that nothing
 * is cleaned up. One process dies at every step of an act, for to start one takes seconds.
 */
public final class DoomedProcess {
  private static final String STANDING = "standing";

  private DoomedProcess() {}

  /** Arguments: project, act, and for each database its URL, user and password. */
  public static void main(String[] arguments) throws InterruptedException {
    Path project = Path.of(arguments[0]);
    int act = Integer.parseInt(arguments[1]);
    // As many go on at a time as there are processors; who stands lets the next one go.
    Semaphore turns = new Semaphore(Runtime.getRuntime().availableProcessors());
    int step = 0;
    for (int i = 2; i < arguments.length; i += 3) {
      ConnectionTarget target =
          new ConnectionTarget(arguments[i], text(arguments[i + 1]), text(arguments[i + 2]));
      turns.acquire();
      int death = ++step;
      new Thread(() -> stand(Configuration.of(target, project), act, death, turns)).start();
    }
  }

  private static void stand(Configuration configuration, int act, int death, Semaphore turns) {
    AtomicInteger steps = new AtomicInteger();
    try (Garganey garganey =
        Garganey.open(
            configuration,
            event -> {
              if (isStep(event) && steps.incrementAndGet() == death) {
                System.out.println(STANDING);
                turns.release();
                new Semaphore(0).acquireUninterruptibly();
              }
            })) {
      Rehearsal.perform(garganey, act);
      System.out.println("the act was over before step " + death);
    } catch (RuntimeException failure) {
      System.out.println("failed before step " + death + ": " + failure);
    }
  }

  private static Optional<String> text(String argument) {
    return Optional.of(argument).filter(a -> !a.equals("-"));
  }

  /** Whether an event is the beginning or the end of a statement, a batch or a migration. */
  public static boolean isStep(ExecutionEvent event) {
    return event instanceof ExecutionEvent.MigrationStarted
        || event instanceof ExecutionEvent.StatementStarted
        || event instanceof ExecutionEvent.StatementFinished
        || event instanceof ExecutionEvent.BatchFinished
        || event instanceof ExecutionEvent.MigrationFinished;
  }

  /**
   * Does the act in a process that stands still at the first step in the first database, at the
   * second in the next, and so on, and kills it.
   *
   * @return its exit code: of SIGKILL, 137
   * @throws IllegalStateException with what it said, if it did not stand everywhere
   */
  public static int kill(List<TestDatabase> databases, Path project, int act)
      throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of(project.toString(), String.valueOf(act)));
    for (TestDatabase database : databases) {
      ConnectionTarget target = SampleProject.configuration(database, project).target();
      arguments.addAll(
          List.of(target.url(), target.user().orElse("-"), target.password().orElse("-")));
    }
    Process process = ChildProcess.start(DoomedProcess.class, arguments);
    try (BufferedReader said = process.inputReader()) {
      for (int i = 0; i < databases.size(); i++) {
        String line = said.readLine();
        if (!STANDING.equals(line)) {
          throw new IllegalStateException("not at every step: " + line);
        }
      }
    } finally {
      process.destroyForcibly();
    }
    return process.waitFor();
  }
}
