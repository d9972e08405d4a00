package dev.garganey.shell.command;

import dev.garganey.Plan;
import dev.garganey.execute.Refused;
import dev.garganey.plan.Hazard;
import dev.garganey.script.Settings;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Confirmation stops changes of an environment that wants a yes, until it has one. */
final class Confirmation {
  private final Workspace workspace;

  Confirmation(Workspace workspace) {
    this.workspace = workspace;
  }

  /**
   * Goes on only if nobody needs to be asked, or the answer was given.
   *
   * @param look the command that shows what would run
   * @param plan what would run; only asked for where a yes is missing
   * @throws Refused otherwise; the message lists what would happen
   */
  void require(String look, Supplier<Plan> plan) {
    if (isGiven()) {
      return;
    }
    Plan what = plan.get();
    if (what.migrations().isEmpty()) {
      return;
    }
    List<Hazard> hazards = what.hazards().stream().filter(h -> h.kind().isDestructive()).toList();
    String ids = what.migrations().stream().map(m -> m.id()).collect(Collectors.joining(", "));
    String risk =
        hazards.stream()
            .map(hazard -> "\n  " + hazard.message())
            .collect(Collectors.joining("", ", which may lose data:", "\n"));
    throw missing(
        ids
            + (hazards.isEmpty() ? ". " : risk)
            + "Look at garganey "
            + look
            + " --env "
            + environment()
            + ", then say --yes.");
  }

  /**
   * Goes on only if nobody needs to be asked, or the answer was given.
   *
   * @param deed what would be done to history alone
   * @throws Refused otherwise
   */
  void require(String deed) {
    if (!isGiven()) {
      throw missing(deed + "; say --yes.");
    }
  }

  private String environment() {
    return workspace.environment().orElse("default");
  }

  private boolean isGiven() {
    return workspace.settings().confirm() == Settings.Confirmation.NONE || workspace.saidYes();
  }

  private Refused missing(String rest) {
    return new Refused(
        "The environment `"
            + environment()
            + "` ("
            + workspace.target().shown()
            + ") wants a confirmation for "
            + rest
            + " Nothing was changed.");
  }
}
