package dev.garganey.shell.command;

import dev.garganey.Garganey;
import dev.garganey.shell.result.RowsReport;
import java.util.List;

/** HeadCommand shows the first rows of a table or view. */
final class HeadCommand implements Command {
  private static final int USUAL = 10;
  private static final int MOST = 100_000;

  @Override
  public String name() {
    return "head";
  }

  @Override
  public String summary() {
    return "Show the first rows of a table or view";
  }

  @Override
  public List<String> details() {
    return List.of(
        "In the order of the primary key; ROWS is "
            + USUAL
            + " where it is not given. Texts of more",
        "than 60 places are cut for eyes, and whole with --format json.");
  }

  @Override
  public List<String> examples() {
    return List.of("head users", "head users 50", "head users --format json");
  }

  @Override
  public List<Option> options() {
    return List.of();
  }

  @Override
  public List<String> arguments() {
    return List.of("TABLE", "[ROWS]");
  }

  @Override
  public Outcome run(Invocation invocation) {
    int rows = invocation.arguments().size() > 1 ? number(invocation.arguments().get(1)) : USUAL;
    try (Garganey garganey = invocation.workspace().open()) {
      RowsReport report = new RowsReport(garganey.head(invocation.arguments().get(0), rows));
      return Outcome.done(report::write, report::json);
    }
  }

  private static int number(String text) {
    try {
      int number = Integer.parseInt(text);
      if (number >= 1 && number <= MOST) {
        return number;
      }
    } catch (NumberFormatException notOne) {
      throw wrong(text);
    }
    throw wrong(text);
  }

  private static UsageMistake wrong(String text) {
    return new UsageMistake("ROWS is a whole number from 1 to " + MOST + ", not `" + text + "`");
  }
}
