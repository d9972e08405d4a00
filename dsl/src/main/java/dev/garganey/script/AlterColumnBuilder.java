package dev.garganey.script;

import dev.garganey.model.ColumnType;
import dev.garganey.model.Generated;
import dev.garganey.model.Value;
import dev.garganey.operation.ColumnChange;
import groovy.transform.NamedParam;
import groovy.transform.NamedParams;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** AlterColumnBuilder is the body of {@code alterColumn('t', 'c') { … }}, one change per word. */
public final class AlterColumnBuilder extends Block {
  private final List<ColumnChange> changes = new ArrayList<>();

  AlterColumnBuilder(Evaluation evaluation) {
    super(evaluation);
  }

  /** Another type: {@code type decimal(12, 2), using: 'c::numeric'}. */
  public void type(
      @NamedParams({@NamedParam(value = "using", type = String.class)}) Map<String, ?> named,
      ColumnType type) {
    changes.add(new ColumnChange.Type(type, Named.of(named).text("using")));
  }

  /** Refuses NULL from now on. */
  public void notNull() {
    changes.add(new ColumnChange.Nullable(false));
  }

  /** Allows NULL from now on. */
  public void nullable() {
    changes.add(new ColumnChange.Nullable(true));
  }

  /** Another default. */
  public void defaultTo(@Nullable Object value) {
    changes.add(new ColumnChange.Default(Optional.of(Value.of(value))));
  }

  /** No default any more. */
  public void dropDefault() {
    changes.add(new ColumnChange.Default(Optional.empty()));
  }

  /** Numbered by the database from now on. */
  public void identity(
      @NamedParams({
            @NamedParam(value = "always", type = Boolean.class),
            @NamedParam(value = "start", type = Long.class),
            @NamedParam(value = "increment", type = Long.class),
            @NamedParam(value = "min", type = Long.class),
            @NamedParam(value = "max", type = Long.class),
            @NamedParam(value = "cache", type = Long.class),
            @NamedParam(value = "cycle", type = Boolean.class)
          })
          Map<String, ?> numbers) {
    changes.add(new ColumnChange.ChangeIdentity(Optional.of(Named.of(numbers).identity())));
  }

  /** Not numbered by the database any more. */
  public void dropIdentity() {
    changes.add(new ColumnChange.ChangeIdentity(Optional.empty()));
  }

  /** Computed by another expression; {@code stored: false} computes it at each read. */
  public void generatedAs(
      @NamedParams({@NamedParam(value = "stored", type = Boolean.class)}) Map<String, ?> named,
      String expression) {
    boolean stored = !Boolean.FALSE.equals(named.get("stored"));
    changes.add(new ColumnChange.ChangeGenerated(Optional.of(new Generated(expression, stored))));
  }

  /** Not computed any more; the values stay. */
  public void dropGenerated() {
    changes.add(new ColumnChange.ChangeGenerated(Optional.empty()));
  }

  /** Another collation. */
  public void collate(String name) {
    changes.add(new ColumnChange.Collation(Optional.of(name)));
  }

  /** The default collation again. */
  public void dropCollation() {
    changes.add(new ColumnChange.Collation(Optional.empty()));
  }

  /** Another comment. */
  public void comment(String text) {
    changes.add(new ColumnChange.Comment(Optional.of(text)));
  }

  /** No comment any more. */
  public void dropComment() {
    changes.add(new ColumnChange.Comment(Optional.empty()));
  }

  /** What only one product knows of it, all as it shall be: {@code options(storage: 'main')}. */
  public void options(Map<String, ?> all) {
    Map<String, String> options = new LinkedHashMap<>();
    all.forEach((key, value) -> options.put(key, String.valueOf(value)));
    changes.add(new ColumnChange.Options(options));
  }

  /** No such options any more. */
  public void dropOptions() {
    changes.add(new ColumnChange.Options(Map.of()));
  }

  List<ColumnChange> changes() {
    return changes;
  }

  @Override
  String placeTitle() {
    return " in alterColumn";
  }
}
