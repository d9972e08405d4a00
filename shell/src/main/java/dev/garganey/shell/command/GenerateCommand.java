package dev.garganey.shell.command;

import dev.garganey.Garganey;
import dev.garganey.Generation;
import dev.garganey.shell.report.GenerationReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** GenerateCommand writes the migration that makes the schema model come true. */
final class GenerateCommand implements Command {
  @Override
  public String name() {
    return "generate";
  }

  @Override
  public String summary() {
    return "Write the migration that makes the schema model come true";
  }

  @Override
  public List<String> details() {
    return List.of(
        "Compares the scripts in the folder schema with what all migrations make, and writes what",
        "is missing as the next migration, with the way back. Before it is written it is proved on",
        "a throwaway database: applied, it leads to the model; undone, it leads back. When nothing",
        "differs, nothing is written. Nothing that is gone is guessed away: say what was renamed",
        "and what may go, here or in the model (renamedFrom, dropped). On a terminal you are"
            + " asked.");
  }

  @Override
  public List<String> examples() {
    return List.of(
        "generate add_teams",
        "generate names --rename users.name=users.full_name",
        "generate cleanup --drop users.legacy_note --drop old_table",
        "generate phones --fill \"users.phone=''\"");
  }

  @Override
  public List<Option> options() {
    List<Option> options = new ArrayList<>(AnswerOptions.OPTIONS);
    options.add(Option.flag("--custom", "an empty migration, to be written by hand"));
    options.add(Option.flag("--dry-run", "show the migration and write nothing"));
    return options;
  }

  @Override
  public List<String> arguments() {
    return List.of("NAME");
  }

  @Override
  public Outcome run(Invocation invocation) {
    Workspace workspace = invocation.workspace();
    NextMigration next = NextMigration.named(invocation.argument(), workspace);
    if (invocation.has("--custom")) {
      return custom(next, invocation.has("--dry-run"));
    }
    try (Garganey garganey = workspace.open()) {
      Generation generation =
          new Interview(invocation.prompt(), new AnswerOptions(invocation).read())
              .settle(
                  answers ->
                      garganey.generate(workspace.schema(), Optional.of(next.title()), answers),
                  tried -> tried.refusals().isEmpty() ? tried.questions() : List.of());
      boolean writes = generation.script().isPresent() && !invocation.has("--dry-run");
      Path file = next.file(".groovy");
      if (writes) {
        new NewFiles().write(file, generation.script().get());
      }
      GenerationReport report =
          new GenerationReport(generation, writes ? Optional.of(file) : Optional.empty());
      boolean stuck = !generation.questions().isEmpty() || !generation.refusals().isEmpty();
      return new Outcome(stuck ? ExitCode.REFUSED : ExitCode.DONE, report::write, report::json);
    }
  }

  /** Asks for no model: what a model cannot say, such as a change of rows, is written by hand. */
  private static Outcome custom(NextMigration next, boolean dry) {
    Path file = next.file(".groovy");
    String script = next.script();
    if (!dry) {
      new NewFiles().write(file, script);
    }
    return Outcome.done(
        page -> {
          if (dry) {
            script.lines().forEach(page::line);
          } else {
            page.line(file.toString());
          }
        },
        () -> dry ? Map.of("script", script) : Map.of("file", file.toString(), "script", script));
  }
}
