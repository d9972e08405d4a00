package dev.garganey.shell.batch;

import dev.garganey.dialect.Dialects;
import dev.garganey.model.Product;
import dev.garganey.shell.command.Workspace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * EarlyDriver loads the driver of a database on a thread of its own while arguments and settings
 * are read, which takes about as long. Which driver that is, is a guess by the bare words; when it
 * is wrong, or none can be made, nothing is lost but time.
 */
final class EarlyDriver {
  private EarlyDriver() {}

  /** Begins, if one product alone is spoken of. */
  static void begin(List<String> arguments, Map<String, String> variables) {
    guess(arguments, variables)
        .ifPresent(
            product -> {
              Thread thread = new Thread(() -> load(product), "garganey-driver");
              thread.setDaemon(true);
              thread.start();
            });
  }

  private static void load(Product product) {
    try {
      Dialects.of(product).loadDriver();
    } catch (RuntimeException | LinkageError notNow) {
      // Whoever opens the connection meets it again, and tells.
    }
  }

  private static Optional<Product> guess(List<String> arguments, Map<String, String> variables) {
    Optional<String> url =
        BareWords.value("--url", arguments)
            .or(() -> Optional.ofNullable(variables.get("GARGANEY_URL")));
    return url.isPresent() ? only(url.get()) : only(settings(arguments, variables));
  }

  /** The text of the settings, whatever it says; a database is named there, or is the default. */
  private static String settings(List<String> arguments, Map<String, String> variables) {
    String project =
        BareWords.value("-C", arguments)
            .or(() -> BareWords.value("--project", arguments))
            .orElse(variables.getOrDefault("GARGANEY_PROJECT", "."));
    try {
      Path file = Path.of(project).resolve(Workspace.SETTINGS);
      String text = Files.exists(file) ? Files.readString(file, StandardCharsets.ISO_8859_1) : "";
      return text.contains("database") ? text : Workspace.USUAL_DATABASE;
    } catch (IOException | InvalidPathException unread) {
      return "";
    }
  }

  private static Optional<Product> only(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    List<Product> named =
        Arrays.stream(Product.values())
            .filter(product -> lower.contains(product.name().toLowerCase(Locale.ROOT) + ":"))
            .toList();
    return named.size() == 1 ? Optional.of(named.get(0)) : Optional.empty();
  }
}
