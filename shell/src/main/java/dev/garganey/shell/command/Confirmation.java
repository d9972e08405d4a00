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
   * @param plan what would run; only asked for where a yes is missing
   * @throws Refused otherwise; the message lists what would happen
   */
  void require(Supplier<Plan> plan) {
    if (workspace.settings().confirm() == Settings.Confirmation.NONE || workspace.saidYes()) {
      return;
    }
    Plan what = plan.get();
    if (what.migrations().isEmpty()) {
      return;
    }
    List<Hazard> hazards = what.hazards().stream().filter(h -> h.kind().isDestructive()).toList();
    throw new Refused(
        "The environment `"
            + workspace.environment().orElse("default")
            + "` ("
            + what.database()
            + ") wants a confirmation for "
            + what.migrations().stream().map(m -> m.id()).collect(Collectors.joining(", "))
            + (hazards.isEmpty()
                ? ""
                : ", which may lose data:\n  "
                    + hazards.stream().map(Hazard::message).collect(Collectors.joining("\n  ")))
            + (hazards.isEmpty() ? ". " : "\n")
            + "Look at garganey plan, then say --yes. Nothing was changed.");
  }
}
