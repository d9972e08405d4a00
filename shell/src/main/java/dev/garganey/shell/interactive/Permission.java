package dev.garganey.shell.interactive;

import dev.garganey.execute.Refused;
import dev.garganey.shell.command.Prompt;
import java.util.List;
import java.util.Optional;

/**
 * Permission asks before SQL changes an environment that wants a confirmation: for each statement
 * that is committed by itself, and once in each transaction.
 */
final class Permission {
  private final Optional<Prompt> prompt;
  private boolean givenForTransaction;

  Permission(Optional<Prompt> prompt) {
    this.prompt = prompt;
  }

  /**
   * Goes on only if nobody needs to be asked, or the environment's name was typed.
   *
   * @throws Refused otherwise
   */
  void require(Database database, Nature nature, boolean inTransaction) {
    if (!inTransaction) {
      givenForTransaction = false;
    }
    if (nature != Nature.CHANGES
        || givenForTransaction
        || !database.isGuarded()
        || database.workspace().saidYes()) {
      return;
    }
    String environment = database.environment().orElse("default");
    Optional<String> answer =
        prompt.flatMap(
            p ->
                p.ask(
                    List.of("This changes " + database.name() + " of " + environment + "."),
                    "Type the environment's name to go on:"));
    if (answer.filter(environment::equals).isEmpty()) {
      throw new Refused(
          "The environment `"
              + environment
              + "` wants a confirmation for what changes it"
              + (prompt.isPresent() ? "" : "; start the shell with --yes")
              + ". Nothing was changed.");
    }
    givenForTransaction = inTransaction;
  }
}
