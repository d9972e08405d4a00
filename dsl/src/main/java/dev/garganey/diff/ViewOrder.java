package dev.garganey.diff;

import dev.garganey.model.ObjectName;
import dev.garganey.model.View;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** ViewOrder puts views behind those that they read. */
final class ViewOrder {
  private final Mentions mentions = new Mentions();
  private final Map<String, List<View>> byWord = new HashMap<>();
  private final Set<ObjectName> seen = new HashSet<>();
  private final List<View> ordered = new ArrayList<>();

  private ViewOrder(Collection<View> views) {
    views.forEach(
        v -> byWord.computeIfAbsent(word(v.name()), w -> new ArrayList<>()).add(v));
  }

  static List<View> of(Collection<View> views) {
    ViewOrder order = new ViewOrder(views);
    views.forEach(order::visit);
    return order.ordered;
  }

  private static String word(ObjectName name) {
    return name.name().toLowerCase(Locale.ROOT);
  }

  private void visit(View view) {
    if (!seen.add(view.name())) {
      return;
    }
    for (String word : mentions.words(view.definition())) {
      byWord.getOrDefault(word, List.of()).forEach(this::visit);
    }
    ordered.add(view);
  }
}
