package dev.garganey.diff;

import dev.garganey.model.Column;
import dev.garganey.model.Constraint;
import dev.garganey.model.ConstraintRef;
import dev.garganey.model.Domain;
import dev.garganey.model.EnumType;
import dev.garganey.model.Index;
import dev.garganey.model.Schema;
import dev.garganey.model.Sequence;
import dev.garganey.model.Table;
import dev.garganey.model.Trigger;
import dev.garganey.model.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Alignment takes the words of one schema for whatever another says in other words and means the
 * same: then what differs between the two is what differs in a database.
 *
 * <p>That two things mean the same is told by what a database makes of them. What no database
 * keeps, such as an enum where there are none, is compared as it is said.
 */
public final class Alignment {
  private final Schema words;
  private final Schema wordsMeant;
  private final Schema other;
  private final Schema otherMeant;

  private Alignment(Schema words, Schema wordsMeant, Schema other, Schema otherMeant) {
    this.words = words;
    this.wordsMeant = wordsMeant;
    this.other = other;
    this.otherMeant = otherMeant;
  }

  /**
   * The other schema, said in the words of the first where it means the same.
   *
   * @param words the schema whose words are taken
   * @param wordsMeant what a database makes of it
   * @param other the schema to be said in them
   * @param otherMeant what a database makes of that
   */
  public static Schema align(Schema words, Schema wordsMeant, Schema other, Schema otherMeant) {
    return new Alignment(words, wordsMeant, other, otherMeant).schema();
  }

  private Schema schema() {
    Schema result = other;
    for (Table table : other.tables()) {
      Optional<Table> known = words.findTable(table.name());
      if (known.isPresent() && !known.get().equals(table)) {
        result = result.with(table(known.get(), table));
      }
    }
    for (View view : other.views()) {
      Optional<View> known = words.findView(view.name());
      if (known.isPresent() && !known.get().equals(view)) {
        result = result.with(view(known.get(), view));
      }
    }
    for (var function : other.functions()) {
      result =
          same(
                  wordsMeant.findFunction(function.signature()),
                  otherMeant.findFunction(function.signature()))
              ? words.findFunction(function.signature()).map(result::with).orElse(result)
              : result;
    }
    for (Sequence sequence : other.sequences()) {
      result =
          same(wordsMeant.findSequence(sequence.name()), otherMeant.findSequence(sequence.name()))
              ? words.findSequence(sequence.name()).map(result::with).orElse(result)
              : result;
    }
    for (EnumType type : other.enums()) {
      result =
          same(wordsMeant.findEnum(type.name()), otherMeant.findEnum(type.name()))
              ? words.findEnum(type.name()).map(result::with).orElse(result)
              : result;
    }
    for (Domain domain : other.domains()) {
      result =
          same(wordsMeant.findDomain(domain.name()), otherMeant.findDomain(domain.name()))
              ? words.findDomain(domain.name()).map(result::with).orElse(result)
              : result;
    }
    return result;
  }

  private static <T> boolean same(Optional<T> one, Optional<T> other) {
    return one.isPresent() && one.equals(other);
  }

  private Table table(Table known, Table table) {
    Optional<Table> knownMeant = wordsMeant.findTable(table.name());
    Optional<Table> meant = otherMeant.findTable(table.name());
    if (knownMeant.isEmpty() || meant.isEmpty()) {
      return table;
    }
    if (knownMeant.equals(meant)) {
      return known;
    }
    List<Column> columns = new ArrayList<>();
    for (Column column : table.columns()) {
      boolean alike =
          same(knownMeant.get().findColumn(column.name()), meant.get().findColumn(column.name()));
      columns.add(alike ? known.findColumn(column.name()).orElse(column) : column);
    }
    List<Constraint> constraints =
        parts(
            table.constraints(),
            known.constraints(),
            c -> find(meant.get(), c),
            c -> find(knownMeant.get(), c));
    List<Index> indexes =
        parts(
            table.indexes(),
            known.indexes(),
            i -> meant.get().findIndex(i.name()),
            i -> knownMeant.get().findIndex(i.name()));
    boolean options = knownMeant.get().options().equals(meant.get().options());
    boolean comment = knownMeant.get().comment().equals(meant.get().comment());
    return new Table(
        table.name(),
        columns,
        constraints,
        indexes,
        triggers(
            table.triggers(),
            known.triggers(),
            meant.get().triggers(),
            knownMeant.get().triggers()),
        options ? known.options() : table.options(),
        comment ? known.comment() : table.comment());
  }

  /** Each part, or the known one that means the same. */
  private static <T> List<T> parts(
      List<T> parts,
      List<T> known,
      Function<T, Optional<T>> meant,
      Function<T, Optional<T>> knownMeant) {
    List<T> result = new ArrayList<>();
    for (T part : parts) {
      Optional<T> meaning = meant.apply(part);
      result.add(
          meaning
              .flatMap(
                  m ->
                      known.stream()
                          .filter(k -> knownMeant.apply(k).filter(m::equals).isPresent())
                          .findFirst())
              .orElse(part));
    }
    return result;
  }

  private static Optional<Constraint> find(Table table, Constraint constraint) {
    if (constraint instanceof Constraint.PrimaryKey) {
      // There is but one, and a database may keep it without its name.
      return table.primaryKey().map(Constraint.class::cast);
    }
    return table.findConstraint(ConstraintRef.to(constraint));
  }

  private static List<Trigger> triggers(
      List<Trigger> triggers, List<Trigger> known, List<Trigger> meant, List<Trigger> knownMeant) {
    return parts(triggers, known, t -> named(meant, t), t -> named(knownMeant, t));
  }

  private static Optional<Trigger> named(List<Trigger> all, Trigger wanted) {
    return all.stream().filter(t -> t.name().equals(wanted.name())).findFirst();
  }

  private View view(View known, View view) {
    Optional<View> knownMeant = wordsMeant.findView(view.name());
    Optional<View> meant = otherMeant.findView(view.name());
    if (knownMeant.isEmpty() || meant.isEmpty()) {
      return view;
    }
    View query = Losses.same(knownMeant.get(), meant.get()) ? known : view;
    boolean comment = knownMeant.get().comment().equals(meant.get().comment());
    return query
        .withIndexes(
            parts(
                view.indexes(),
                known.indexes(),
                i -> index(meant.get(), i),
                i -> index(knownMeant.get(), i)))
        .withTriggers(
            triggers(
                view.triggers(),
                known.triggers(),
                meant.get().triggers(),
                knownMeant.get().triggers()))
        .withComment(comment ? known.comment() : view.comment());
  }

  private static Optional<Index> index(View view, Index wanted) {
    return view.indexes().stream().filter(i -> i.name().equals(wanted.name())).findFirst();
  }
}
