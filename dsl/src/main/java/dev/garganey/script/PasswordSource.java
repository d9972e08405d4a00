package dev.garganey.script;

import dev.garganey.model.SchemaMistake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** PasswordSource says where a password comes from. */
public sealed interface PasswordSource {
  /**
   * The password.
   *
   * @param project the folder that a file's path is relative to
   * @throws SchemaMistake if the variable is not set or the file cannot be read
   */
  Secret password(Path project);

  /** FromVariable takes it from an environment variable. */
  record FromVariable(String variable, Secret value) implements PasswordSource {
    @Override
    public Secret password(Path project) {
      value.reveal();
      return value;
    }
  }

  /** FromFile takes it from the first line of a file, which is read when it is wanted. */
  record FromFile(String file) implements PasswordSource {
    @Override
    public Secret password(Path project) {
      try {
        String text = Utf8.decode(Files.readAllBytes(project.resolve(file)), file);
        return Secret.of(text.lines().findFirst().orElse(""));
      } catch (IOException e) {
        throw new SchemaMistake(
            "The password file `" + file + "` cannot be read: " + Unreadable.reason(e));
      }
    }
  }

  /** Literal is a password that stands in the settings. */
  record Literal(Secret value) implements PasswordSource {
    @Override
    public Secret password(Path project) {
      return value;
    }
  }
}
