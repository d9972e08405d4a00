package dev.garganey.shell.command;

import dev.garganey.Plan;
import dev.garganey.execute.Refused;
import dev.garganey.plan.Hazard;
import dev.garganey.script.Settings;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Confirmation stops changes of an environment that wants a yes, until it has one: {@code --yes},
 * or in the shell the environment's name.
 */
final class Confirmation {
  private final Workspace workspace;
  private final Optional<Prompt> prompt;
  private boolean given;

  Confirmation(Invocation invocation) {
    this.workspace = invocation.workspace();
    this.prompt = invocation.prompt().filter(Prompt::confirmsByName);
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
    String deed = ids + (hazards.isEmpty() ? ". " : risk);
    if (isNamed(deed)) {
      return;
    }
    throw missing(
        deed + "Look at garganey " + look + " --env " + environment() + ", then say --yes.");
  }

  /**
   * Goes on only if nobody needs to be asked, or the answer was given.
   *
   * @param deed what would be done to history alone
   * @throws Refused otherwise
   */
  void require(String deed) {
    if (!isGiven() && !isNamed(deed)) {
      throw missing(deed + "; say --yes.");
    }
  }

  private String environment() {
    return workspace.environment().orElse("default");
  }

  /** Whether somebody was asked, and typed the name. */
  private boolean isNamed(String deed) {
    given =
        prompt
            .flatMap(
                p ->
                    p.ask(
                        List.of(
                            "This changes "
                                + workspace.target().shown()
                                + " of "
                                + environment()
                                + ": "
                                + deed.strip()),
                        "Type the environment's name to go on:"))
            .filter(environment()::equals)
            .isPresent();
    return given;
  }

  private boolean isGiven() {
    return given
        || workspace.settings().confirm() == Settings.Confirmation.NONE
        || workspace.saidYes();
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
