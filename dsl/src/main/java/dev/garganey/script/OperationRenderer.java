package dev.garganey.script;

import dev.garganey.operation.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * OperationRenderer writes operations as the script that evaluates to them. A constraint that is
 * added without a name says so, as does a new table that has such.
 */
public final class OperationRenderer {
  private OperationRenderer() {}

  /** One operation as a call. */
  public static String operation(Operation operation) {
    return Layout.finish(render(operation));
  }

  /** A whole migration. */
  public static String migration(
      Optional<String> description, List<Operation> up, Optional<List<Operation>> down) {
    return migration(description, up, down, Optional.empty());
  }

  /**
   * A whole migration.
   *
   * @param irreversible why it cannot be undone
   */
  public static String migration(
      Optional<String> description,
      List<Operation> up,
      Optional<List<Operation>> down,
      Optional<String> irreversible) {
    return migration(new Heading(description, List.of(), List.of(), true, irreversible), up, down);
  }

  /** A whole migration under a heading. */
  public static String migration(
      Heading heading, List<Operation> up, Optional<List<Operation>> down) {
    List<String> parts = new ArrayList<>(heading.lines());
    parts.add(block("up", up));
    down.ifPresent(operations -> parts.add(block("down", operations)));
    return Layout.finish(String.join("\n\n", parts) + "\n");
  }

  private static String block(String word, List<Operation> operations) {
    return Layout.block(word, operations.stream().map(OperationRenderer::render).toList());
  }

  private static String render(Operation operation) {
    return operation.accept(new OperationText());
  }
}
