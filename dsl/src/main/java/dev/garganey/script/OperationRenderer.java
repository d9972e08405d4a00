package dev.garganey.script;

import dev.garganey.model.Product;
import dev.garganey.operation.Operation;
import dev.garganey.operation.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** OperationRenderer writes operations as the script that evaluates to them. */
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

  /**
   * A whole migration of steps, each for the products that it is for.
   *
   * @param irreversible why it cannot be undone
   */
  public static String migrationOf(
      Optional<String> description,
      List<Step> up,
      Optional<List<Step>> down,
      Optional<String> irreversible) {
    List<String> parts =
        new ArrayList<>(new Heading(description, List.of(), List.of(), true, irreversible).lines());
    parts.add(Layout.block("up", ofProducts(up)));
    down.ifPresent(steps -> parts.add(Layout.block("down", ofProducts(steps))));
    return Layout.finish(String.join("\n\n", parts) + "\n");
  }

  private static List<String> ofProducts(List<Step> steps) {
    List<String> lines = new ArrayList<>();
    int from = 0;
    while (from < steps.size()) {
      Set<Product> only = steps.get(from).only();
      int until = from;
      while (until < steps.size() && steps.get(until).only().equals(only)) {
        until++;
      }
      List<String> same =
          steps.subList(from, until).stream().map(s -> render(s.operation())).toList();
      if (only.isEmpty()) {
        lines.addAll(same);
      } else {
        String names = only.stream().sorted().map(Product::name).collect(Collectors.joining(", "));
        lines.add(Layout.block("only(" + names + ")", same));
      }
      from = until;
    }
    return lines;
  }

  private static String block(String word, List<Operation> operations) {
    return Layout.block(word, operations.stream().map(OperationRenderer::render).toList());
  }

  private static String render(Operation operation) {
    return operation.accept(new OperationText());
  }
}
