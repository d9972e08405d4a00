package dev.garganey.explore;

import dev.garganey.diff.Mentions;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Product;
import dev.garganey.model.Schema;
import dev.garganey.model.SchemaMistake;
import dev.garganey.operation.Operation;
import dev.garganey.operation.RawSql;
import dev.garganey.operation.RunCode;
import dev.garganey.operation.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Lives are those of all tables and views and their columns, told by folding what migrations did.
 *
 * <p>What an operation does is known whether or not it could be applied to what is known: a table
 * may have been made by SQL that cannot be read. Such SQL is part of the life of what it names.
 */
public final class Lives {
  /** No migration is known. */
  public static final Lives NONE = new Lives(List.of(), UnaryOperator.identity());

  private record Opaque(int step, Chapter chapter, Step of, Set<String> words) {}

  private final Map<ObjectName, Story<ObjectName>> living = new HashMap<>();
  private final List<Story<ObjectName>> over = new ArrayList<>();
  private final List<Opaque> opaque = new ArrayList<>();
  private final Mentions mentions = new Mentions();
  private final List<Chapter> chapters;
  private Schema schema = Schema.EMPTY;
  private int count;

  private final UnaryOperator<String> shown;

  private Lives(List<Chapter> chapters, UnaryOperator<String> shown) {
    this.chapters = List.copyOf(chapters);
    this.shown = shown;
  }

  /**
   * The lives that migrations tell, in the order of their application, pending ones last.
   *
   * @param shown what may be shown of a text: it takes secrets out
   */
  public static Lives of(List<Chapter> chapters, Product product, UnaryOperator<String> shown) {
    Lives lives = new Lives(chapters, shown);
    for (Chapter chapter : chapters) {
      for (Step step : chapter.steps()) {
        if (step.isFor(product)) {
          lives.tell(chapter, step);
        }
      }
    }
    return lives;
  }

  /** The migrations that tell them. */
  public List<Chapter> chapters() {
    return chapters;
  }

  /** The names that tables and views have or had. */
  public Set<String> names() {
    Set<String> names = new TreeSet<>();
    stories().forEach(s -> s.names().forEach(n -> names.add(n.toString())));
    return names;
  }

  /** The life of the table or view that has this name now, or will when all is applied. */
  public Optional<Life> of(ObjectName name) {
    Story<ObjectName> story = living.get(name);
    return Optional.of(life(story == null ? new Story<>(name) : story))
        .filter(l -> story != null || !l.events().isEmpty());
  }

  /**
   * All lives of tables and views that have or had this name, the one that has it first, then the
   * latest.
   */
  public List<Life> named(ObjectName name) {
    List<Life> lives = new ArrayList<>();
    Optional<Story<ObjectName>> present = Optional.ofNullable(living.get(name));
    present.ifPresent(story -> lives.add(life(story)));
    List<Story<ObjectName>> others =
        new ArrayList<>(
            stories()
                .filter(s -> s.names().contains(name) && present.filter(s::equals).isEmpty())
                .toList());
    java.util.Collections.reverse(others);
    others.forEach(story -> lives.add(life(story)));
    return lives.isEmpty() ? of(name).stream().toList() : lives;
  }

  private Stream<Story<ObjectName>> stories() {
    return Stream.concat(over.stream(), living.values().stream());
  }

  private void tell(Chapter chapter, Step step) {
    count++;
    Operation operation = step.operation();
    for (Deed deed : Deeds.of(operation, schema)) {
      tell(deed, event(chapter, step, deed.kind(), deed.column(), deed.text()));
    }
    String text =
        operation instanceof RawSql sql
            ? sql.sql()
            : operation instanceof RunCode code ? code.source() : "";
    if (!text.isEmpty()) {
      opaque.add(new Opaque(count, chapter, step, new HashSet<>(mentions.words(text))));
    }
    try {
      schema = operation.applyTo(schema);
    } catch (SchemaMistake madeByOthers) {
      // It touches what SQL made that cannot be read; what it does to it is told all the same.
      schema = schema.opened();
    }
  }

  private Event event(
      Chapter chapter, Step step, Deed.Kind kind, Optional<String> column, String text) {
    return new Event(kind, chapter.id(), chapter.appliedAt(), step.at(), column, shown.apply(text));
  }

  private void tell(Deed deed, Event event) {
    boolean whole = deed.column().isEmpty();
    if (whole && deed.kind() == Deed.Kind.CREATED) {
      Optional.ofNullable(living.remove(deed.relation())).ifPresent(over::add);
    }
    Story<ObjectName> story = living.computeIfAbsent(deed.relation(), Story::new);
    if (whole || deed.kind() != Deed.Kind.CREATED) {
      story.add(count, event);
    }
    deed.columns().forEach(c -> story.column(c).add(count, event));
    if (whole) {
      tell(deed, story);
    } else {
      tellOfColumn(deed, event, story);
    }
  }

  private void tell(Deed deed, Story<ObjectName> story) {
    switch (deed.kind()) {
      case CREATED -> story.begin(count);
      case RENAMED -> {
        living.remove(deed.relation());
        ObjectName name = deed.relation().sibling(deed.to().orElseThrow());
        story.rename(count, name);
        Optional.ofNullable(living.put(name, story)).ifPresent(over::add);
      }
      case DROPPED -> {
        living.remove(deed.relation());
        story.end(count);
        over.add(story);
      }
      case ADDED, CHANGED, MENTIONED -> {
        // Nothing but what was told.
      }
    }
  }

  private void tellOfColumn(Deed deed, Event event, Story<ObjectName> story) {
    String name = deed.column().orElseThrow();
    boolean begins = deed.kind() == Deed.Kind.CREATED || deed.kind() == Deed.Kind.ADDED;
    Story<String> column = begins ? story.newColumn(name) : story.column(name);
    column.add(count, event);
    if (begins) {
      column.begin(count);
    } else if (deed.kind() == Deed.Kind.RENAMED) {
      story.renameColumn(count, name, deed.to().orElseThrow());
    } else if (deed.kind() == Deed.Kind.DROPPED) {
      story.dropColumn(count, name);
    }
  }

  private Life life(Story<ObjectName> story) {
    Map<Integer, Event> naming = new HashMap<>();
    Map<String, Life> columns = new LinkedHashMap<>();
    List<Opaque> ofTable = opaque.stream().filter(o -> isNamed(o, story)).toList();
    ofTable.forEach(o -> naming.put(o.step(), mention(o)));
    for (Story<String> column : story.allColumns()) {
      columns.put(column.name(), column(column, ofTable));
    }
    return new Life(
        story.name().toString(),
        former(story.names().stream().map(ObjectName::toString).toList()),
        story.isOver(),
        story.events(naming),
        columns);
  }

  /** The life of a column that no operation speaks of, by the SQL that names it and its table. */
  public Optional<Life> column(ObjectName table, String column) {
    Story<ObjectName> story = living.getOrDefault(table, new Story<>(table));
    Optional<Life> told = life(story).column(column);
    if (told.isPresent()) {
      return told;
    }
    List<Opaque> ofTable = opaque.stream().filter(o -> isNamed(o, story)).toList();
    return Optional.of(column(new Story<>(column), ofTable)).filter(l -> !l.events().isEmpty());
  }

  private Life column(Story<String> story, List<Opaque> ofTable) {
    Map<Integer, Event> naming = new HashMap<>();
    for (Opaque one : ofTable) {
      if (story.nameAt(one.step()).filter(n -> one.words().contains(folded(n))).isPresent()) {
        naming.put(one.step(), mention(one));
      }
    }
    return new Life(
        story.name(), former(story.names()), story.isOver(), story.events(naming), Map.of());
  }

  private static List<String> former(List<String> names) {
    String last = names.get(names.size() - 1);
    return names.stream().filter(n -> !n.equals(last)).toList();
  }

  private static boolean isNamed(Opaque one, Story<ObjectName> story) {
    return story.nameAt(one.step()).filter(n -> one.words().contains(folded(n.name()))).isPresent();
  }

  private Event mention(Opaque one) {
    return event(
        one.chapter(),
        one.of(),
        Deed.Kind.MENTIONED,
        Optional.empty(),
        "opaque "
            + (one.of().operation() instanceof RawSql ? "SQL" : "code")
            + " that names it: "
            + one.of().operation().describe().replaceFirst("^run ", ""));
  }

  private static String folded(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
