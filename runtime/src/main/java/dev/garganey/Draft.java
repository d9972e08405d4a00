package dev.garganey;

import dev.garganey.execute.Refused;
import dev.garganey.operation.Migration;
import dev.garganey.operation.OperationJson;
import dev.garganey.operation.Step;
import dev.garganey.script.MigrationFile;
import dev.garganey.script.ScriptMistakes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Draft is the text of a migration that is to be written: what is written is what is proved. */
final class Draft {
  private final Configuration configuration;
  private final Scripts scripts;

  Draft(Configuration configuration, Scripts scripts) {
    this.configuration = configuration;
    this.scripts = scripts;
  }

  /**
   * The text, evaluated where it will be.
   *
   * @param subject what it is the text of, to begin a message with
   * @param wanted what it must say
   * @throws Refused if it says something else, or nothing
   */
  Migration evaluated(String subject, String id, String script, List<Step> wanted) {
    Path folder = configuration.migrations();
    Path draft = folder.resolve("." + id + ".groovy");
    Migration migration;
    try {
      Files.createDirectories(folder);
      Files.writeString(draft, script, StandardCharsets.UTF_8);
      String shown = folder.getFileName() + "/" + id + ".groovy";
      migration = scripts.evaluate(List.of(new MigrationFile(id, draft, shown, "", true))).get(0);
    } catch (IOException failure) {
      throw new Refused("`" + draft + "` cannot be written: " + failure.getMessage());
    } catch (ScriptMistakes mistakes) {
      throw new Refused(
          subject
              + " cannot be written as one script. Nothing was written.\n"
              + mistakes.getMessage());
    } finally {
      delete(draft);
    }
    if (!OperationJson.hash(migration.up()).equals(OperationJson.hash(wanted))) {
      throw new Refused(
          subject
              + " cannot be written as one script: read again it does something else. Nothing was"
              + " written.");
    }
    return migration;
  }

  private static void delete(Path draft) {
    try {
      Files.deleteIfExists(draft);
    } catch (IOException left) {
      // A hidden file is no migration.
    }
  }
}
