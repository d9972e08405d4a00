package dev.garganey.shell.command;

import dev.garganey.script.Unreadable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Passwords finds a password where it is kept; none is ever an argument. */
final class Passwords {
  private static final Set<PosixFilePermission> OTHERS =
      Set.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);

  private final Map<String, String> variables;
  private final Path project;
  private final Consumer<String> warnings;

  Passwords(Map<String, String> variables, Path project, Consumer<String> warnings) {
    this.variables = variables;
    this.project = project;
    this.warnings = warnings;
  }

  /**
   * From GARGANEY_PASSWORD, or the first line of the file that GARGANEY_PASSWORD_FILE names. An
   * empty one is none: pipelines set variables to nothing where a secret is not configured.
   */
  Optional<String> fromVariables() {
    return variable("GARGANEY_PASSWORD")
        .or(
            () ->
                variable("GARGANEY_PASSWORD_FILE")
                    .map(file -> firstLine(project.resolve(file)))
                    .filter(password -> !password.isEmpty()));
  }

  private Optional<String> variable(String name) {
    return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
  }

  private static String firstLine(Path file) {
    try {
      return Files.readString(file).lines().findFirst().orElse("");
    } catch (IOException e) {
      throw new UsageMistake(
          "The file "
              + file
              + " that GARGANEY_PASSWORD_FILE names cannot be read: "
              + Unreadable.reason(e));
    }
  }

  /**
   * From the password file of PostgreSQL's own clients (its manual, "The Password File"): the first
   * line that fits host, port, database and user.
   */
  Optional<String> fromPgpass(DatabaseUrl url, Optional<String> user) {
    Optional<Path> file =
        Optional.ofNullable(variables.get("PGPASSFILE"))
            .map(Path::of)
            .or(
                () ->
                    Optional.ofNullable(variables.get("HOME"))
                        .map(home -> Path.of(home, ".pgpass")));
    if (url.host().isEmpty() || file.isEmpty() || !Files.isRegularFile(file.get())) {
      return Optional.empty();
    }
    if (isOpenToOthers(file.get())) {
      warnings.accept(file.get() + " is not used, for others can read it; chmod 600 " + file.get());
      return Optional.empty();
    }
    List<String> wanted =
        List.of(
            url.host().get(),
            url.port().orElse("5432"),
            url.database().or(() -> user).orElse(""),
            user.orElse(variables.getOrDefault("USER", "")));
    try {
      for (String line : Files.readAllLines(file.get(), StandardCharsets.UTF_8)) {
        List<String> fields = line.startsWith("#") ? List.of() : fields(line);
        if (fields.size() == 5 && fits(fields, wanted)) {
          return Optional.of(fields.get(4)).filter(password -> !password.isEmpty());
        }
      }
    } catch (IOException e) {
      warnings.accept(file.get() + " cannot be read: " + Unreadable.reason(e));
    }
    return Optional.empty();
  }

  private static boolean isOpenToOthers(Path file) {
    try {
      return Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains);
    } catch (IOException | UnsupportedOperationException notPosix) {
      return false;
    }
  }

  private static boolean fits(List<String> fields, List<String> wanted) {
    for (int i = 0; i < wanted.size(); i++) {
      if (!fields.get(i).equals("*") && !fields.get(i).equals(wanted.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** Colons separate; a backslash takes the next character as it is. */
  private static List<String> fields(String line) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '\\' && i + 1 < line.length()) {
        field.append(line.charAt(++i));
      } else if (c == ':' && fields.size() < 4) {
        fields.add(field.toString());
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    fields.add(field.toString());
    return fields;
  }
}
