package dev.garganey.shell.interactive;

import dev.garganey.Garganey;
import dev.garganey.console.Console;
import dev.garganey.model.Product;
import dev.garganey.script.Settings;
import dev.garganey.shell.command.Invocation;
import dev.garganey.shell.command.Workspace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Database is what the shell is connected to, and by which options. */
final class Database implements AutoCloseable {
  /** The options with which the shell was started and which each command in it gets too. */
  private static final Set<String> HANDED_ON =
      Set.of(
          "--project",
          "--env",
          "--url",
          "--user",
          "--migrations",
          "--lock-timeout",
          "--format",
          "--yes",
          "--verbose",
          "--no-color");

  private final Map<String, String> options;
  private final World world;
  private final Workspace workspace;
  private final Garganey garganey;
  private final Console console;

  private Database(Map<String, String> options, World world) {
    this.options = options;
    this.world = world;
    this.workspace =
        new Workspace(
            options,
            world.variables(),
            event -> {},
            UnaryOperator.identity(),
            world.err()::println);
    this.garganey = workspace.open();
    this.console = garganey.console();
  }

  /** The database that the options of the shell name. */
  static Database of(Invocation invocation, World world) {
    Map<String, String> options = new LinkedHashMap<>();
    for (String name : HANDED_ON) {
      if (invocation.has(name)) {
        options.put(name, invocation.value(name).orElse(""));
      }
    }
    return new Database(options, world);
  }

  /** The database of another environment, by the same options else. */
  Database in(String environment) {
    Map<String, String> others = new LinkedHashMap<>(options);
    others.put("--env", environment);
    others.remove("--url");
    return new Database(others, world);
  }

  /** The options as arguments of a command. */
  List<String> arguments() {
    List<String> arguments = new ArrayList<>();
    options.forEach(
        (name, value) -> {
          arguments.add(name);
          if (!value.isEmpty()) {
            arguments.add(value);
          }
        });
    return arguments;
  }

  Workspace workspace() {
    return workspace;
  }

  Garganey garganey() {
    return garganey;
  }

  Console console() {
    return console;
  }

  Product product() {
    return garganey.product();
  }

  Optional<String> environment() {
    return workspace.environment();
  }

  /** The environments that the settings know. */
  List<String> environments() {
    return workspace.environments();
  }

  /** Whether changes want a confirmation. */
  boolean isGuarded() {
    return workspace.settings().confirm() != Settings.Confirmation.NONE;
  }

  /** The last part of its address: the name on a server, the name of a file. */
  String name() {
    String url = workspace.target().shown();
    String place = url.replaceFirst("[?;].*", "");
    return place.substring(Math.max(place.lastIndexOf('/'), place.lastIndexOf(':')) + 1);
  }

  @Override
  public void close() {
    console.close();
    garganey.close();
  }
}
