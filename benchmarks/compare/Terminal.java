package compare;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Terminal gives a program a terminal, by {@code script} of util-linux, and waits for a prompt. */
final class Terminal {
  private static final int SIZE = 1 << 16;
  private static final int SECONDS = 30;

  private final Workspace workspace;

  Terminal(Workspace workspace) {
    this.workspace = workspace;
  }

  /** Why there is no terminal; empty where there is one. */
  static Optional<String> missing() throws IOException, InterruptedException {
    if (!Client.isThere("script")) {
      return Optional.of("there is no `script` to make a terminal");
    }
    Process version = new ProcessBuilder("script", "--version").start();
    String answer = new String(version.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    version.waitFor();
    return answer.contains("util-linux")
        ? Optional.empty()
        : Optional.of("`script` is not that of util-linux");
  }

  /** From the start of a shell command to its prompt. */
  Sample untilPrompt(String shellCommand, Pattern prompt)
      throws IOException, InterruptedException, Failed {
    String command = "stty rows 40 cols 120; exec " + shellCommand;
    ProcessBuilder builder =
        new ProcessBuilder("script", "-qec", command, "/dev/null")
            .directory(workspace.folder().toFile())
            .redirectErrorStream(true);
    builder.environment().put("TERM", "xterm-256color");
    long start = System.nanoTime();
    Process process = workspace.running(builder.start());
    // Who waits for a prompt that never comes is waked by the end of the program.
    process.onExit().completeOnTimeout(null, SECONDS, TimeUnit.SECONDS).thenRun(process::destroy);
    try {
      await(process.getInputStream(), prompt);
      double seconds = (System.nanoTime() - start) / 1e9;
      return new Sample(seconds, OptionalDouble.empty(), OptionalDouble.empty());
    } finally {
      workspace.end(process);
    }
  }

  private static void await(InputStream screen, Pattern prompt) throws IOException, Failed {
    StringBuilder seen = new StringBuilder();
    byte[] bytes = new byte[SIZE];
    while (!prompt.matcher(seen).find()) {
      int read = screen.read(bytes);
      if (read < 0) {
        throw new Failed("no prompt came: " + seen.toString().strip().replaceAll("\\s+", " "));
      }
      seen.append(new String(bytes, 0, read, StandardCharsets.UTF_8));
    }
  }
}
