package dev.garganey.shell.interactive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jline.reader.impl.history.DefaultHistory;

/** TypedHistory keeps what was typed, but no line that looks as if there were a secret in it. */
final class TypedHistory extends DefaultHistory {
  private static final Pattern SECRET =
      Pattern.compile(
          "(?is).*(password|passwd|passphrase|secret|token|api_?key|identified\\s+by|://[^/\\s]*:[^/\\s]*@).*");

  @Override
  public void add(Instant time, String line) {
    if (!SECRET.matcher(line).matches()) {
      super.add(time, line);
    }
  }

  /**
   * The file that it is kept in, which is for the user's eyes only; empty where there is no place
   * for it (XDG Base Directory Specification: state that is kept between starts).
   */
  static Optional<Path> file(Map<String, String> variables) {
    Optional<Path> state =
        Optional.ofNullable(variables.get("XDG_STATE_HOME"))
            .filter(p -> p.startsWith("/"))
            .map(Path::of)
            .or(
                () ->
                    Optional.ofNullable(variables.get("HOME"))
                        .filter(h -> !h.isBlank())
                        .map(h -> Path.of(h, ".local", "state")));
    return state.flatMap(folder -> made(folder.resolve("garganey")));
  }

  private static Optional<Path> made(Path folder) {
    try {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      Path file = folder.resolve("shell_history");
      if (!Files.exists(file)) {
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      }
      return Optional.of(file);
    } catch (IOException | UnsupportedOperationException noPlace) {
      return Optional.empty();
    }
  }
}
