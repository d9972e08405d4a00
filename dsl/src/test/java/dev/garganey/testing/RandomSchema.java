package dev.garganey.testing;

import dev.garganey.model.Column;
import dev.garganey.model.ColumnRef;
import dev.garganey.model.ColumnType;
import dev.garganey.model.Constraint;
import dev.garganey.model.Constraint.ForeignKey;
import dev.garganey.model.Domain;
import dev.garganey.model.EnumType;
import dev.garganey.model.Extension;
import dev.garganey.model.Function;
import dev.garganey.model.Identity;
import dev.garganey.model.NamingConvention;
import dev.garganey.model.NativeObject;
import dev.garganey.model.ObjectRef;
import dev.garganey.model.Schema;
import dev.garganey.model.SchemaMistake;
import dev.garganey.model.Sequence;
import dev.garganey.model.Table;
import dev.garganey.model.View;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * RandomSchema draws schemas whose every part is random, and whose references lead somewhere. Keys
 * and names that follow the conventions are frequent, so that the short words are drawn too.
 */
public final class RandomSchema {
  private final Random random;
  private final RandomOperations parts;
  private Schema schema = Schema.EMPTY;

  private RandomSchema(long seed) {
    this.random = new Random(seed);
    this.parts = new RandomOperations(seed);
  }

  /** The schema of a seed. */
  public static Schema of(long seed) {
    RandomSchema drawing = new RandomSchema(seed);
    drawing.draw();
    return drawing.schema;
  }

  private void draw() {
    several(2, () -> schema = schema.withSchema("s" + random.nextInt(9)));
    several(3, () -> schema = schema.with((Extension) value(Extension.class)));
    several(3, () -> schema = schema.with((EnumType) value(EnumType.class)));
    several(2, this::domain);
    several(6, this::table);
    if (!schema.tables().isEmpty()) {
      several(6, this::foreignKey);
    }
    several(3, () -> schema = schema.with((Function) value(Function.class)));
    several(2, this::sequence);
    several(3, this::view);
    several(4, this::nativeObject);
  }

  /** Some are part of a table or of a column that is there. */
  private void nativeObject() {
    NativeObject drawn = (NativeObject) value(NativeObject.class);
    if (!schema.tables().isEmpty() && random.nextBoolean()) {
      Table table = pick(schema.tables());
      drawn =
          drawn.withPartOf(
              random.nextBoolean() || table.columns().isEmpty()
                  ? ObjectRef.table(table.name())
                  : ObjectRef.column(table.name(), pick(table.columns()).name()));
    }
    schema = schema.with(drawn);
  }

  private void several(int most, Runnable each) {
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      try {
        each.run();
      } catch (SchemaMistake refused) {
        // A name is taken: one object fewer.
      }
    }
  }

  private Object value(Type type) {
    return parts.value(type);
  }

  private <T> T pick(Collection<? extends T> all) {
    return new ArrayList<T>(all).get(random.nextInt(all.size()));
  }

  private ColumnType known(ColumnType type) {
    if (type instanceof ColumnType.ArrayOf array) {
      return new ColumnType.ArrayOf(known(array.element()));
    }
    if (!(type instanceof ColumnType.OfEnum)) {
      return type;
    }
    return schema.enums().isEmpty()
        ? new ColumnType.Text()
        : new ColumnType.OfEnum(pick(schema.enums()).name());
  }

  private void domain() {
    Domain d = (Domain) value(Domain.class);
    if (schema.findEnum(d.name()).isEmpty()) {
      schema =
          schema.with(
              new Domain(
                  d.name(),
                  known(d.type()),
                  d.nullable(),
                  d.defaultValue(),
                  d.collation(),
                  d.checks(),
                  d.comment()));
    }
  }

  private void table() {
    Table drawn = (Table) value(Table.class);
    List<Column> columns =
        new ArrayList<>(drawn.columns().stream().map(c -> c.withType(known(c.type()))).toList());
    List<Constraint> constraints = new ArrayList<>();
    if (random.nextBoolean()) {
      columns.replaceAll(c -> c.name().equals("id") ? usualKey() : c);
      constraints.add(
          Constraint.PrimaryKey.of(NamingConvention.primaryKey(drawn.name()), List.of("id")));
    }
    Set<Optional<String>> names = new HashSet<>();
    constraints.forEach(c -> names.add(c.name()));
    for (Constraint constraint : drawn.constraints()) {
      boolean second = constraint instanceof Constraint.PrimaryKey && !constraints.isEmpty();
      boolean free = constraint.name().isEmpty() || names.add(constraint.name());
      if (free && !second && !(constraint instanceof ForeignKey)) {
        constraints.add(constraint);
      }
    }
    schema.requireFree(drawn.name());
    drawn.indexes().forEach(i -> schema.requireFree(drawn.name().sibling(i.name())));
    schema =
        schema.with(
            new Table(
                drawn.name(),
                columns,
                constraints,
                drawn.indexes(),
                drawn.triggers(),
                drawn.options(),
                drawn.comment()));
  }

  private static Column usualKey() {
    return Column.of("id", new ColumnType.BigInt())
        .withNullable(false)
        .withIdentity(Optional.of(Identity.BY_DEFAULT));
  }

  private void foreignKey() {
    Table child = pick(schema.tables());
    Table parent = pick(schema.tables());
    String column = random.nextBoolean() ? "team_id" : pick(child.columns()).name();
    List<String> target =
        parent
            .primaryKey()
            .map(k -> k.columns())
            .filter(k -> k.size() == 1)
            .orElse(List.of(pick(parent.columns()).name()));
    ForeignKey drawn = (ForeignKey) value(ForeignKey.class);
    String usual = NamingConvention.foreignKey(child.name(), List.of(column));
    ForeignKey key =
        new ForeignKey(
            random.nextInt(3) == 0 ? drawn.name() : Optional.of(usual),
            List.of(column),
            parent.name(),
            target,
            drawn.onDelete(),
            drawn.onUpdate(),
            drawn.deferral(),
            drawn.validated(),
            drawn.match());
    Table typed =
        random.nextBoolean()
            ? child.replacing(column, c -> c.withType(parent.column(target.get(0)).type()))
            : child;
    List<Constraint> constraints = new ArrayList<>(typed.constraints());
    constraints.add(random.nextInt(constraints.size() + 1), key);
    schema = schema.with(typed.withConstraints(constraints));
  }

  private void sequence() {
    Sequence drawn = (Sequence) value(Sequence.class);
    schema.requireFree(drawn.name());
    Optional<ColumnRef> owner =
        drawn.ownedBy().isPresent() && !schema.tables().isEmpty()
            ? Optional.of(new ColumnRef(pick(schema.tables()).name(), "a b"))
            : Optional.empty();
    schema =
        schema.with(
            new Sequence(drawn.name(), drawn.type(), drawn.options(), owner, drawn.comment()));
  }

  private void view() {
    View drawn = (View) value(View.class);
    schema.requireFree(drawn.name());
    drawn.indexes().forEach(i -> schema.requireFree(drawn.name().sibling(i.name())));
    schema = schema.with(drawn);
  }
}
