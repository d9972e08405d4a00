package dev.garganey.shell.interactive;

import dev.garganey.dialect.TransactionState;
import dev.garganey.shell.report.Page;
import dev.garganey.shell.report.Style;
import java.util.OptionalInt;

/** PromptText says where the next line goes: environment, database, what is pending or open. */
final class PromptText {
  private PromptText() {}

  /**
   * The prompt.
   *
   * @param trial how many steps were done in a trial, where one is open
   */
  static String of(Database database, Names names, OptionalInt trial, Page page) {
    StringBuilder prompt = new StringBuilder();
    database
        .environment()
        .ifPresent(
            name ->
                prompt
                    .append(page.styled(database.isGuarded() ? Style.RED : Style.CYAN, name))
                    .append(' '));
    String name = database.name();
    prompt.append(
        database.isGuarded() ? page.styled(Style.RED, name) : page.styled(Style.BOLD, name));
    names
        .pending()
        .filter(pending -> pending > 0)
        .ifPresent(
            pending -> prompt.append(page.styled(Style.YELLOW, " (" + pending + " pending)")));
    TransactionState transaction = database.console().transaction();
    if (trial.isPresent()) {
      prompt.append(page.styled(Style.MAGENTA, " trial " + trial.getAsInt()));
    } else if (transaction == TransactionState.OPEN) {
      prompt.append(page.styled(Style.YELLOW, " in transaction"));
    } else if (transaction == TransactionState.FAILED) {
      prompt.append(page.styled(Style.RED, " in failed transaction"));
    }
    return prompt.append("> ").toString();
  }
}
