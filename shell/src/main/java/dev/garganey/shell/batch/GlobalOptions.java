package dev.garganey.shell.batch;

import dev.garganey.shell.command.Option;
import java.util.List;

/** GlobalOptions go with every command, before it or after it. */
final class GlobalOptions {
  static final List<Option> ALL =
      List.of(
          new Option(List.of("-C", "--project"), "DIR", "the project's folder; default: here"),
          Option.of("--env", "NAME", "the environment of the settings"),
          Option.of(
              "--url", "URL", "the database: a JDBC URL, or sqlite:FILE, postgresql://HOST/NAME"),
          Option.of("--user", "NAME", "who connects"),
          Option.of("--scratch", "URL", "where throwaway databases are made, if not beside it"),
          Option.of("--migrations", "DIR", "the folder of migrations; default: migrations"),
          Option.of("--lock-timeout", "SECONDS", "how long to wait for another writer"),
          Option.of("--format", "text|json", "for eyes, or one JSON document"),
          Option.flag("--yes", "yes to what an environment wants confirmed"),
          Option.flag("--verbose", "stack traces, and each statement as it runs"),
          Option.flag("--no-color", "no colours; NO_COLOR does the same"),
          new Option(List.of("-h", "--help"), "", "this help"));

  private GlobalOptions() {}
}
