package dev.garganey.script;

import dev.garganey.model.SchemaMistake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** SettingsReader reads {@code garganey.groovy}, and loads Groovy only where the file needs it. */
public final class SettingsReader {
  private SettingsReader() {}

  /**
   * The settings in a file; those of an absent file are empty.
   *
   * @param environment the value of an environment variable
   * @throws ScriptMistakes with all that is wrong in it
   */
  public static Settings read(Path file, Function<String, Optional<String>> environment) {
    if (!Files.exists(file)) {
      return Settings.EMPTY;
    }
    String name = String.valueOf(file.getFileName());
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (IOException e) {
      throw new SchemaMistake("`" + file + "` cannot be read: " + Unreadable.reason(e));
    }
    return read(Utf8.decode(bytes, name), name, environment);
  }

  /** The settings in a text. */
  static Settings read(String source, String file, Function<String, Optional<String>> environment) {
    Optional<List<SettingCall>> simple = SettingsParser.parse(source);
    return simple.isPresent()
        ? interpret(simple.get(), source, file, environment)
        : evaluate(source, file, environment);
  }

  /** The settings in a text by way of Groovy, whether it needs that or not. */
  static Settings evaluate(
      String source, String file, Function<String, Optional<String>> environment) {
    return interpret(
        SettingsEvaluation.evaluate(source, file, environment), source, file, environment);
  }

  private static Settings interpret(
      List<SettingCall> calls,
      String source,
      String file,
      Function<String, Optional<String>> environment) {
    return SettingsInterpreter.interpret(calls, source, file, environment);
  }
}
