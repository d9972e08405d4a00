package dev.garganey.samples;

import dev.garganey.ApplyOptions;
import dev.garganey.Configuration;
import dev.garganey.Garganey;
import dev.garganey.RunReport;
import dev.garganey.dialect.ConnectionTarget;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** EmbeddingExample is the Java code of the README, compiled and run. */
final class EmbeddingExample {
  private EmbeddingExample() {}

  /** Applies what is pending, and says what that was. */
  static List<String> migrate(String url, Path project) {
    var target = new ConnectionTarget(url, Optional.empty(), Optional.empty());
    try (var garganey = Garganey.open(Configuration.of(target, project), event -> {})) {
      RunReport report = garganey.apply(ApplyOptions.DEFAULT);
      return report.done().stream().map(RunReport.Done::id).toList();
    }
  }
}
