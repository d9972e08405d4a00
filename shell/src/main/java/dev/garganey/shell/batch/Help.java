package dev.garganey.shell.batch;

import dev.garganey.shell.command.Command;
import dev.garganey.shell.command.Commands;
import dev.garganey.shell.command.ExitCode;
import dev.garganey.shell.command.Option;
import dev.garganey.shell.report.Columns;
import dev.garganey.shell.report.Columns.Cell;
import dev.garganey.shell.report.Page;
import dev.garganey.shell.report.Style;
import java.util.List;

/** Help explains the program and its commands. */
final class Help {
  private Help() {}

  static void program(Commands commands, Page page) {
    page.line("Garganey moves databases from one schema to the next.");
    page.line("");
    page.line("Usage: garganey [OPTIONS] COMMAND [OPTIONS] [ARGUMENTS]");
    page.line("");
    Columns columns = new Columns();
    for (String name : commands.names()) {
      columns.row(
          Cell.of("  " + name, Style.BOLD), Cell.of(commands.find(name).orElseThrow().summary()));
    }
    columns.write(page);
    page.line("");
    options("Options of every command", GlobalOptions.ALL, page);
    page.line("garganey COMMAND --help says more. Settings are in garganey.groovy.");
  }

  static void command(Command command, Page page) {
    page.line(command.summary() + ".");
    page.line("");
    String arguments =
        command.arguments().isEmpty() ? "" : " " + String.join(" ", command.arguments());
    page.line("Usage: garganey " + command.name() + " [OPTIONS]" + arguments);
    page.line("");
    command.details().forEach(page::line);
    if (!command.details().isEmpty()) {
      page.line("");
    }
    page.line("Examples");
    command.examples().forEach(e -> page.line("  garganey " + e));
    page.line("");
    if (!command.options().isEmpty()) {
      options("Options", command.options(), page);
    }
    options("Options of every command", GlobalOptions.ALL, page);
    page.line("Exit codes");
    Columns codes = new Columns();
    for (ExitCode code : ExitCode.values()) {
      codes.row(Cell.of("  " + code.code(), Style.BOLD), Cell.of(code.meaning()));
    }
    codes.write(page);
  }

  private static void options(String title, List<Option> options, Page page) {
    page.line(title);
    Columns columns = new Columns();
    for (Option option : options) {
      columns.row(
          Cell.of(
              "  "
                  + String.join(", ", option.names())
                  + (option.isFlag() ? "" : " " + option.value()),
              Style.BOLD),
          Cell.of(option.description()));
    }
    columns.write(page);
    page.line("");
  }
}
