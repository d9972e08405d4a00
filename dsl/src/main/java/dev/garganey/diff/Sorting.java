package dev.garganey.diff;

import dev.garganey.model.ObjectRef;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Sorting puts objects into an order in which each follows what it needs; otherwise they stay in
 * the order in which they were added. Where likely needs form a circle, one of them is passed over.
 */
final class Sorting {
  private static final class Node {
    final ObjectRef ref;
    final int position;
    final Runnable emit;
    final Set<ObjectRef> certain;
    final Set<ObjectRef> likely;

    Node(
        ObjectRef ref,
        int position,
        Collection<ObjectRef> certain,
        Collection<ObjectRef> likely,
        Runnable emit) {
      this.ref = ref;
      this.position = position;
      this.emit = emit;
      this.certain = new HashSet<>(certain);
      this.likely = new HashSet<>(likely);
      this.certain.remove(ref);
      this.likely.remove(ref);
      this.likely.removeAll(this.certain);
    }
  }

  private final Map<ObjectRef, Node> nodes = new HashMap<>();
  private final Map<ObjectRef, Set<Node>> waiting = new HashMap<>();

  /**
   * What needs nothing any more, what likely needs something, and the rest. A table is rather
   * passed over than a function, for parts of it can come later, and a function rather than a view,
   * for its body need not be right yet.
   */
  private final NavigableSet<Node> ready = byPosition();

  private final NavigableSet<Node> nearly =
      new TreeSet<>(
          Comparator.comparingInt((Node n) -> reluctance(n.ref.kind()))
              .thenComparingInt(n -> n.position));
  private final NavigableSet<Node> blocked = byPosition();

  private static int reluctance(String kind) {
    return switch (kind) {
      case "table" -> 0;
      case "function" -> 1;
      default -> 2;
    };
  }

  private static NavigableSet<Node> byPosition() {
    return new TreeSet<>(Comparator.comparingInt((Node n) -> n.position));
  }

  /** Adds an object; {@code emit} runs when its turn has come. */
  void add(
      ObjectRef ref, Collection<ObjectRef> certain, Collection<ObjectRef> likely, Runnable emit) {
    nodes.put(ref, new Node(ref, nodes.size(), certain, likely, emit));
  }

  /** Runs all in order; an object whose likely needs are passed over is handed to {@code early}. */
  void run(Consumer<ObjectRef> early) {
    for (Node node : nodes.values()) {
      node.certain.retainAll(nodes.keySet());
      node.likely.retainAll(nodes.keySet());
      for (Set<ObjectRef> needs : List.of(node.certain, node.likely)) {
        needs.forEach(ref -> waiting.computeIfAbsent(ref, k -> new HashSet<>()).add(node));
      }
      place(node);
    }
    while (!ready.isEmpty() || !nearly.isEmpty() || !blocked.isEmpty()) {
      Node next = next();
      if (!next.likely.isEmpty()) {
        early.accept(next.ref);
      }
      next.emit.run();
      for (Node other : waiting.getOrDefault(next.ref, Set.of())) {
        if (take(other)) {
          other.certain.remove(next.ref);
          other.likely.remove(next.ref);
          place(other);
        }
      }
    }
  }

  private void place(Node node) {
    (node.certain.isEmpty() ? node.likely.isEmpty() ? ready : nearly : blocked).add(node);
  }

  private boolean take(Node node) {
    return ready.remove(node) || nearly.remove(node) || blocked.remove(node);
  }

  private Node next() {
    for (NavigableSet<Node> set : List.of(ready, nearly, blocked)) {
      Node first = set.pollFirst();
      if (first != null) {
        return first;
      }
    }
    throw new IllegalStateException("nothing is left");
  }
}
