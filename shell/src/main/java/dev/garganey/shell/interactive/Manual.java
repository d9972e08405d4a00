package dev.garganey.shell.interactive;

import dev.garganey.model.Suggestion;
import dev.garganey.shell.command.ExitCode;
import dev.garganey.shell.command.UsageMistake;
import dev.garganey.shell.report.Columns;
import dev.garganey.shell.report.Columns.Cell;
import dev.garganey.shell.report.Page;
import dev.garganey.shell.report.Style;
import java.util.ArrayList;
import java.util.List;

/** Manual explains the words of the shell. */
final class Manual {
  private Manual() {}

  /** All of them, or one. */
  static ExitCode help(List<String> arguments, Shell shell, Output output) {
    boolean colours = output.isScreen() && shell.screen().colours();
    Page page = new Page(output.stream(), colours);
    if (arguments.isEmpty()) {
      if (output.isScreen()) {
        // It has more lines than many a screen, and the first ones say how to begin.
        try (Output paged = shell.screen().paged(shell.view())) {
          all(shell, new Page(paged.stream(), colours));
        }
      } else {
        all(shell, page);
      }
      return ExitCode.DONE;
    }
    String word = arguments.get(0);
    if (shell.builtins().find(word).isPresent()) {
      Builtins.Builtin builtin = shell.builtins().find(word).get();
      page.line(capital(builtin.summary()) + ".");
      page.line("");
      page.line("Usage:    " + builtin.usage());
      page.line("Example:  " + builtin.example());
      return ExitCode.DONE;
    }
    if (shell.commands().find(word).isEmpty()) {
      List<String> known = new ArrayList<>(shell.commands().names());
      known.addAll(shell.builtins().names());
      throw new UsageMistake(
          "There is no word `"
              + word
              + "`"
              + Suggestion.clause(word, known)
              + " (help lists them)");
    }
    return shell.batch(List.of(word, "--help"), output);
  }

  private static void all(Shell shell, Page page) {
    page.line("SQL with a semicolon behind it; what a migration would say, which opens a trial:");
    page.line(
        "createTable('notes') { id() }; any Groovy; or one of these words. help WORD says more.");
    page.line("");
    Columns words = new Columns();
    for (String name : shell.builtins().names()) {
      Builtins.Builtin builtin = shell.builtins().find(name).orElseThrow();
      words.row(Cell.of("  " + builtin.usage(), Style.BOLD), Cell.of(capital(builtin.summary())));
    }
    for (String name : shell.commands().names()) {
      words.row(
          Cell.of("  " + name, Style.BOLD),
          Cell.of(shell.commands().find(name).orElseThrow().summary()));
    }
    words.write(page);
    page.line("");
    page.line("Behind the semicolon: --format FORMAT, > FILE, >> FILE, | PROGRAM; instead: \\gx");
    page.line("");
    Columns switches = new Columns();
    Switches.HELP.forEach(
        (usage, what) -> switches.row(Cell.of("  " + usage, Style.BOLD), Cell.of(what)));
    switches.write(page);
  }

  private static String capital(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }
}
