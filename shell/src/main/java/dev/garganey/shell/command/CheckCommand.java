package dev.garganey.shell.command;

import dev.garganey.Garganey;
import dev.garganey.Soundness;
import dev.garganey.shell.report.SoundnessReport;
import java.util.List;
import java.util.Optional;

/** CheckCommand proves the folder of migrations sound. */
final class CheckCommand implements Command {
  private static final String GIT = "git:";

  @Override
  public String name() {
    return "check";
  }

  @Override
  public String summary() {
    return "Prove the migrations sound: each applies, and undoing it leads back";
  }

  @Override
  public List<String> details() {
    return List.of(
        "Reads every migration, tells all mistakes at once, and tries each on a throwaway database:",
        "applied, undone, compared, applied again. The database itself is not asked. With --against",
        "the migrations that only this branch has are tried together with those that only the other",
        "has, in both orders, which must lead to the same. Ends with 4 if there is a problem.");
  }

  @Override
  public List<String> examples() {
    return List.of("check", "check --against git:main");
  }

  @Override
  public List<Option> options() {
    return List.of(
        Option.of("--against", "git:REVISION", "try them together with those of another branch"));
  }

  @Override
  public Outcome run(Invocation invocation) {
    Optional<String> revision = invocation.value("--against").map(CheckCommand::revision);
    try (Garganey garganey = invocation.workspace().open()) {
      Soundness soundness = garganey.check(revision);
      SoundnessReport report = new SoundnessReport(soundness);
      return new Outcome(
          soundness.isSound() ? ExitCode.DONE : ExitCode.REFUSED, report::write, report::json);
    }
  }

  private static String revision(String word) {
    if (!word.startsWith(GIT) || word.length() == GIT.length()) {
      throw new UsageMistake(
          "--against wants git: and a branch, a tag or a commit, as in git:main, not `"
              + word
              + "`");
    }
    return word.substring(GIT.length());
  }
}
