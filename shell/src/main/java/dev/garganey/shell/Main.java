package dev.garganey.shell;

import dev.garganey.shell.batch.Batch;
import dev.garganey.shell.batch.TerminalPrompt;
import dev.garganey.shell.command.Commands;
import dev.garganey.shell.command.ExitCode;
import dev.garganey.shell.interactive.Interactive;
import dev.garganey.shell.interactive.World;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** Main starts the program. */
public final class Main {
  private Main() {}

  /**
   * Runs one command and ends the process with its exit code.
   *
   * <p>SLF4J is told its provider, for it would look into every jar to find one.
   */
  public static void main(String[] args) {
    System.setProperty("slf4j.internal.verbosity", "WARN");
    System.setProperty("slf4j.provider", "org.slf4j.nop.NOPServiceProvider");
    NativeFolder.provide(System.getenv());
    Results results = new Results(new FileOutputStream(FileDescriptor.out));
    PrintStream out = stream(results);
    PrintStream err = stream(new FileOutputStream(FileDescriptor.err));
    Signals signals = new Signals(err);
    signals.install();
    Batch batch =
        batch(
            new World(
                signals.attended(System.in),
                Watched.answers(),
                out,
                err,
                System.getenv(),
                Watched.isTerminal(),
                signals,
                signals::awaits));
    signals.tellEarly(
        () -> {
          batch.tellInterrupted(args);
          out.flush();
        });
    ExitCode code = batch.run(args);
    out.flush();
    ExitCode last = results.delivered(code, err);
    err.flush();
    signals.finished(last);
    System.exit(last.code());
  }

  private static PrintStream stream(OutputStream to) {
    return new PrintStream(new BufferedOutputStream(to), false, StandardCharsets.UTF_8);
  }

  /**
   * Runs one command in this process.
   *
   * @param in where the person types, if one watches
   * @param terminal whether a person watches
   * @return the exit code
   */
  public static int run(
      String[] args,
      InputStream in,
      PrintStream out,
      PrintStream err,
      Map<String, String> variables,
      boolean terminal) {
    World world =
        new World(in, terminal, out, err, variables, terminal, garganey -> {}, waits -> {});
    return batch(world).run(args).code();
  }

  private static Batch batch(World world) {
    return new Batch(
        Commands.with(invocation -> new Interactive(world).hold(invocation)),
        world.answers()
            ? Optional.of(new TerminalPrompt(world.in(), world.err()))
            : Optional.empty(),
        world.out(),
        world.err(),
        world.variables(),
        world.terminal(),
        garganey -> {
          world.opened().accept(garganey);
          return garganey;
        });
  }
}
