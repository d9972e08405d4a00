package dev.garganey.shell.command;

import dev.garganey.Garganey;
import dev.garganey.diff.SchemaJson;
import dev.garganey.model.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** SnapshotCommand prints a schema as JSON. */
final class SnapshotCommand implements Command {
  @Override
  public String name() {
    return "snapshot";
  }

  @Override
  public String summary() {
    return "Print a schema as JSON: what all migrations make, or another one";
  }

  @Override
  public List<String> details() {
    List<String> lines = new ArrayList<>();
    lines.add("One document of a versioned format, the same for the same schema; garganey diff");
    lines.add("reads it. Without an argument it is what all migrations make.");
    lines.add("");
    lines.addAll(Sources.HELP);
    return lines;
  }

  @Override
  public List<String> examples() {
    return List.of("snapshot > before.json", "snapshot database > production.json");
  }

  @Override
  public List<Option> options() {
    return List.of();
  }

  @Override
  public List<String> arguments() {
    return List.of("[SOURCE]");
  }

  @Override
  public Outcome run(Invocation invocation) {
    Workspace workspace = invocation.workspace();
    String word = invocation.arguments().isEmpty() ? "migrations" : invocation.argument();
    try (Garganey garganey = workspace.open()) {
      Schema schema = garganey.schema(new Sources(workspace).read(word));
      String json = SchemaJson.write(schema);
      return Outcome.done(
          page -> json.lines().forEach(page::line),
          () -> Map.of("schema", SchemaJson.tree(schema)));
    }
  }
}
