package dev.garganey;

import dev.garganey.dialect.Dialect;
import dev.garganey.diff.Creation;
import dev.garganey.explore.Item;
import dev.garganey.model.Constraint;
import dev.garganey.model.Index;
import dev.garganey.model.NativeObject;
import dev.garganey.model.ObjectName;
import dev.garganey.model.ObjectRef;
import dev.garganey.model.Schema;
import dev.garganey.model.Table;
import dev.garganey.model.Trigger;
import dev.garganey.model.View;
import dev.garganey.operation.AddConstraint;
import dev.garganey.operation.CreateIndex;
import dev.garganey.operation.CreateTrigger;
import dev.garganey.operation.Operation;
import dev.garganey.plan.Action;
import dev.garganey.plan.MigrationPlan;
import dev.garganey.plan.Planner;
import dev.garganey.scratch.Scratch;
import dev.garganey.script.ObjectRenderer;
import java.util.List;
import java.util.Optional;

/** Showing tells how single objects of a schema are defined. */
final class Showing {
  private final Schema schema;
  private final Dialect dialect;
  private final ObjectRenderer renderer;

  Showing(Schema schema, Dialect dialect) {
    this.schema = schema;
    this.dialect = dialect;
    this.renderer = new ObjectRenderer(schema, dialect.product());
  }

  /**
   * The definition of an object of the schema.
   *
   * @param sql whether its statements are wanted
   */
  Definition of(Item item, boolean sql) {
    return switch (item.kind()) {
      case TABLE -> table(item, schema.table(named(item)), sql);
      case VIEW -> {
        View view = schema.view(named(item));
        yield made(item, renderer.view(view), Schema.EMPTY.with(view), schema.without(view), sql);
      }
      case INDEX -> index(item, sql);
      case CONSTRAINT -> constraint(item, sql);
      case TRIGGER -> trigger(item, sql);
      case FUNCTION -> {
        var function = schema.findFunction(item.name()).orElseThrow();
        yield made(
            item,
            renderer.function(function),
            Schema.EMPTY.with(function),
            schema.without(function),
            sql);
      }
      case SEQUENCE -> {
        var sequence = schema.sequence(named(item));
        yield made(
            item,
            renderer.sequence(sequence),
            Schema.EMPTY.with(sequence),
            schema.without(sequence),
            sql);
      }
      case ENUM -> {
        var type = schema.enumType(named(item));
        yield made(
            item, renderer.enumType(type), Schema.EMPTY.with(type), schema.without(type), sql);
      }
      case DOMAIN -> {
        var domain = schema.domain(named(item));
        yield made(
            item, renderer.domain(domain), Schema.EMPTY.with(domain), schema.without(domain), sql);
      }
      case EXTENSION -> {
        var extension = schema.findExtension(item.own()).orElseThrow();
        yield made(
            item,
            renderer.extension(extension),
            Schema.EMPTY.with(extension),
            schema.without(extension),
            sql);
      }
      case SCHEMA ->
          made(
              item,
              renderer.schema(item.own()),
              Schema.EMPTY.withSchema(item.own()),
              schema.withoutSchema(item.own()),
              sql);
      case NATIVE -> {
        NativeObject object =
            schema.findNative(new ObjectRef(item.about(), item.own())).orElseThrow();
        yield made(
            item,
            renderer.nativeObject(object),
            Schema.EMPTY.with(object),
            schema.without(object),
            sql);
      }
      case COLUMN, VALUE, MIGRATION ->
          throw new IllegalArgumentException("A " + item.kind().word() + " is no object");
    };
  }

  private static ObjectName named(Item item) {
    return ObjectName.parse(item.prefix() + item.own());
  }

  /** The table or view that a part of it names before its own name. */
  private static ObjectName owner(Item item) {
    return ObjectName.parse(item.prefix().substring(0, item.prefix().length() - 1));
  }

  private Definition table(Item item, Table table, boolean sql) {
    return made(item, renderer.table(table), alone(table), schema.without(table), sql);
  }

  /** A table with what goes with it, and nothing else. */
  private Schema alone(Table table) {
    Schema alone = Schema.EMPTY.with(table);
    for (NativeObject part : schema.partsOf(ObjectRef.table(table.name()))) {
      alone = alone.with(part);
    }
    return alone;
  }

  private Definition index(Item item, boolean sql) {
    ObjectName name = named(item);
    ObjectName owner = schema.ownerOfIndex(name).orElseThrow();
    Index index = schema.index(name);
    Schema before =
        schema
            .findTable(owner)
            .map(t -> schema.with(t.withIndexes(without(t.indexes(), index))))
            .orElseGet(
                () -> {
                  View view = schema.view(owner);
                  return schema.with(view.withIndexes(without(view.indexes(), index)));
                });
    return defined(
        item,
        renderer.index(owner, index),
        sql
            ? Optional.of(plan(List.of(new CreateIndex(owner, index, false)), before))
            : Optional.empty());
  }

  private Definition trigger(Item item, boolean sql) {
    ObjectName owner = owner(item);
    Optional<Table> table = schema.findTable(owner);
    List<Trigger> triggers =
        table.map(Table::triggers).orElseGet(() -> schema.view(owner).triggers());
    Trigger trigger =
        triggers.stream().filter(t -> t.name().equals(item.own())).findFirst().orElseThrow();
    List<Trigger> others = without(triggers, trigger);
    Schema before =
        table.isPresent()
            ? schema.with(table.get().withTriggers(others))
            : schema.with(schema.view(owner).withTriggers(others));
    return defined(
        item,
        renderer.trigger(owner, trigger),
        sql
            ? Optional.of(plan(List.of(new CreateTrigger(owner, trigger)), before))
            : Optional.empty());
  }

  private Definition constraint(Item item, boolean sql) {
    Table table = schema.table(owner(item));
    Constraint constraint =
        table.constraints().stream()
            .filter(c -> c.name().filter(item.own()::equals).isPresent())
            .findFirst()
            .orElseThrow();
    String script = renderer.constraint(table.name(), constraint);
    if (!sql) {
      return defined(item, script, Optional.empty());
    }
    Schema before = schema.with(table.withConstraints(without(table.constraints(), constraint)));
    MigrationPlan plan = plan(List.of(new AddConstraint(table.name(), constraint)), before);
    if (plan.statements().stream().allMatch(s -> s.action() instanceof Action.Sql)) {
      return defined(item, script, Optional.of(plan));
    }
    // The product has to make the table anew for it, which is not how it is defined.
    return new Definition(
        item.kind().word(),
        item.name(),
        script,
        Optional.of(plan(Creation.of(alone(table)), schema.without(table))),
        Optional.of(
            dialect.product().title()
                + " has it as a part of its table, which is made like this:"));
  }

  private static <T> List<T> without(List<T> all, T one) {
    return all.stream().filter(t -> !t.equals(one)).toList();
  }

  /** An object that stands alone, made where all others are. */
  private Definition made(Item item, String script, Schema alone, Schema others, boolean sql) {
    return defined(
        item, script, sql ? Optional.of(plan(Creation.of(alone), others)) : Optional.empty());
  }

  private static Definition defined(Item item, String script, Optional<MigrationPlan> plan) {
    return new Definition(item.kind().word(), item.name(), script, plan, Optional.empty());
  }

  private MigrationPlan plan(List<Operation> operations, Schema before) {
    return new Planner(dialect).up(Scratch.migration(operations), before);
  }
}
