package dev.garganey.shell.batch;

import dev.garganey.shell.command.Prompt;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** TerminalPrompt asks on standard error, beside the results, and reads a line of input. */
public final class TerminalPrompt implements Prompt {
  private final BufferedReader in;
  private final PrintStream err;

  public TerminalPrompt(InputStream in, PrintStream err) {
    this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    this.err = err;
  }

  @Override
  public Optional<String> ask(List<String> lines, String prompt) {
    lines.forEach(line -> err.print(line + "\n"));
    err.print(prompt + " ");
    err.flush();
    Optional<String> answer = read();
    if (answer.isEmpty()) {
      err.print("\n");
    }
    return answer;
  }

  private Optional<String> read() {
    try {
      return Optional.ofNullable(in.readLine()).map(String::strip);
    } catch (IOException hungUp) {
      return Optional.empty();
    }
  }
}
