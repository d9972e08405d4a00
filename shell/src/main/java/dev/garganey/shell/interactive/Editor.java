package dev.garganey.shell.interactive;

import dev.garganey.script.Unreadable;
import dev.garganey.shell.command.UsageMistake;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Editor is the program with which a person edits a text: VISUAL, EDITOR, or vi. */
final class Editor {
  private final String command;

  private Editor(String command) {
    this.command = command;
  }

  /**
   * The one that the environment names.
   *
   * @throws UsageMistake if nobody sits at a terminal
   */
  static Editor of(Map<String, String> variables, boolean attended) {
    if (!attended) {
      throw new UsageMistake("edit needs a terminal");
    }
    return new Editor(
        Stream.of("VISUAL", "EDITOR")
            .map(name -> variables.getOrDefault(name, ""))
            .filter(value -> !value.isBlank())
            .findFirst()
            .orElse("vi"));
  }

  /**
   * Lets a person edit a text.
   *
   * @param ending of the file that it is put into meanwhile, which only the user can read
   * @return the text as it is then; nothing where it is the same
   */
  Optional<String> edit(String text, String ending) {
    try {
      Path file = Files.createTempFile("garganey-", ending);
      try {
        Files.writeString(file, text + "\n", StandardCharsets.UTF_8);
        run(file);
        String edited = Files.readString(file, StandardCharsets.UTF_8).strip();
        return edited.isEmpty() || edited.equals(text.strip())
            ? Optional.empty()
            : Optional.of(edited);
      } finally {
        Files.deleteIfExists(file);
      }
    } catch (IOException failure) {
      throw new UsageMistake("The text cannot be edited: " + Unreadable.reason(failure));
    }
  }

  /** Lets a person edit a file; whether it is another one then. */
  boolean edit(Path file) {
    try {
      byte[] before = Files.readAllBytes(file);
      run(file);
      return !java.util.Arrays.equals(before, Files.readAllBytes(file));
    } catch (IOException failure) {
      throw new UsageMistake("`" + file + "` cannot be edited: " + Unreadable.reason(failure));
    }
  }

  private void run(Path file) throws IOException {
    // By the shell, for the variable may hold options: code --wait.
    Process process =
        new ProcessBuilder(List.of("sh", "-c", command + " \"$1\"", "edit", file.toString()))
            .inheritIO()
            .start();
    try {
      int code = process.waitFor();
      if (code != 0) {
        throw new UsageMistake("`" + command + "` ended with " + code + "; nothing was changed");
      }
    } catch (InterruptedException stop) {
      process.destroy();
      Thread.currentThread().interrupt();
    }
  }
}
