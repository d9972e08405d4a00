package dev.garganey.script;

import dev.garganey.model.ColumnType;
import dev.garganey.model.Constraint;
import dev.garganey.model.Domain;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Value;
import groovy.transform.NamedParam;
import groovy.transform.NamedParams;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** DomainBuilder is what follows {@code createDomain('email', text())}. */
public final class DomainBuilder extends Builder {
  private final ObjectName name;
  private final ColumnType type;
  private boolean nullable = true;
  private Optional<Value> defaultValue = Optional.empty();
  private Optional<String> collation = Optional.empty();
  private final List<Constraint.Check> checks = new ArrayList<>();
  private Optional<String> comment = Optional.empty();

  DomainBuilder(Evaluation evaluation, ObjectName name, ColumnType type) {
    super(evaluation);
    this.name = name;
    this.type = type;
  }

  /** Refuses NULL. */
  public DomainBuilder notNull() {
    nullable = false;
    return this;
  }

  /** What an insert without a value stores. */
  public DomainBuilder defaultTo(@Nullable Object value) {
    defaultValue = Optional.of(Value.of(value));
    return this;
  }

  /** The collation by which text is compared. */
  public DomainBuilder collate(String name) {
    collation = Optional.of(name);
    return this;
  }

  /**
   * A condition on {@code value}: {@code check('is_address', "value like '%@%'")}; null leaves its
   * name to the database.
   */
  public DomainBuilder check(
      @NamedParams({
            @NamedParam(value = "notValid", type = Boolean.class),
            @NamedParam(value = "noInherit", type = Boolean.class)
          })
          Map<String, ?> named,
      @Nullable String name,
      String expression) {
    Named given = Named.of(named);
    checks.add(
        new Constraint.Check(
            Optional.ofNullable(name),
            expression,
            !given.flag("notValid"),
            given.flag("noInherit")));
    return this;
  }

  /** A remark that the database keeps. */
  public DomainBuilder comment(String text) {
    comment = Optional.of(text);
    return this;
  }

  Domain build() {
    return new Domain(name, type, nullable, defaultValue, collation, checks, comment);
  }

  @Override
  String placeTitle() {
    return " after createDomain";
  }
}
