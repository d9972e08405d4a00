package dev.garganey.testing;

import dev.garganey.model.Column;
import dev.garganey.model.ColumnType;
import dev.garganey.model.Function;
import dev.garganey.model.NativeObject;
import dev.garganey.model.ObjectRef;
import dev.garganey.model.Product;
import dev.garganey.model.SchemaMistake;
import dev.garganey.model.Table;
import dev.garganey.model.Value;
import dev.garganey.operation.DropFunction;
import dev.garganey.operation.DropNative;
import dev.garganey.operation.Operation;
import dev.garganey.operation.RawSql;
import dev.garganey.operation.RecordedOperations;
import dev.garganey.operation.SourcePosition;
import dev.garganey.operation.Step;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * RandomOperations makes operations of every kind, with every component of their records drawn at
 * random: what a record gains later is drawn too, so that no spec needs to hear of it.
 */
public final class RandomOperations {
  private static final List<String> COLUMNS = List.of("id", "email", "team_id", "Größe", "a b");
  private static final List<String> NAMES =
      List.of("users", "teams", "audit.log", "o'clock", "cost$", "with\"quote", "select");
  private static final List<String> TEXTS =
      List.of(
          "balance >= 0",
          "lower(email)",
          "it's",
          "two\nlines",
          "back\\slash",
          "$1 and ${x}",
          "ünïcode ✓",
          "'''",
          "\"\"\"");
  private static final List<String> STATEMENTS =
      List.of(
          "create table a (b text)",
          "drop view v",
          "update t set a = 'x;y'",
          "insert into t values (1)",
          "delete from t where a = 1",
          "vacuum");

  private static final List<Product> PRODUCTS = List.of(Product.values());

  private final Random random;

  public RandomOperations(long seed) {
    this.random = new Random(seed);
  }

  /**
   * The seed of this run: another one each time, printed, and the one that -Dgarganey.seed names
   * where it names one.
   */
  public static long seed(Class<?> spec) {
    boolean same = System.getenv("CI") != null;
    long seed =
        Long.getLong("garganey.seed", same ? 20_000_000 : new Random().nextInt(1_000_000_000));
    System.out.println(spec.getSimpleName() + ": -Dgarganey.seed=" + seed);
    return seed;
  }

  /** An operation of any kind. */
  public Operation next() {
    return operation(pick(kinds()));
  }

  /** What a migration says of itself, or nothing. */
  public Optional<String> description() {
    return random.nextBoolean() ? Optional.of(pick(TEXTS)) : Optional.empty();
  }

  /** What history keeps of a migration. */
  public RecordedOperations recorded() {
    return new RecordedOperations(
        steps(random.nextInt(9)), steps(random.nextInt(9)), description(), random.nextBoolean());
  }

  private List<Step> steps(int size) {
    List<Step> steps = new ArrayList<>();
    for (int i = 1; i <= size; i++) {
      SourcePosition at = new SourcePosition(pick(TEXTS), i, random.nextInt(80));
      Set<Product> only = random.nextInt(4) == 0 ? Set.of(pick(PRODUCTS)) : Set.of();
      steps.add(new Step(next(), at, only, Optional.empty()));
    }
    return steps;
  }

  /** All kinds of operation. */
  public static List<Class<? extends Operation>> kinds() {
    List<Class<? extends Operation>> kinds = new ArrayList<>();
    for (Class<?> kind : Operation.class.getPermittedSubclasses()) {
      kinds.add(kind.asSubclass(Operation.class));
    }
    return kinds;
  }

  /** An operation of that kind. */
  public <T extends Operation> T operation(Class<T> kind) {
    return kind.cast(value(kind));
  }

  /** A value of that type; records that refuse their parts are drawn again. */
  public Object value(Type type) {
    for (int attempt = 0; ; attempt++) {
      try {
        return draw(type);
      } catch (SchemaMistake refused) {
        if (attempt == 500) {
          throw refused;
        }
      }
    }
  }

  private Object draw(Type type) {
    if (type instanceof ParameterizedType generic) {
      return drawGeneric(generic);
    }
    Class<?> raw = (Class<?>) type;
    if (raw == Value.class) {
      return drawValue();
    }
    if (raw == RawSql.class) {
      return drawSql();
    }
    if (raw.isSealed()) {
      return value(pick(List.of(raw.getPermittedSubclasses())));
    }
    if (raw.isEnum()) {
      return pick(List.of(raw.getEnumConstants()));
    }
    if (raw.isRecord()) {
      return drawRecord(raw);
    }
    if (raw == boolean.class || raw == Boolean.class) {
      return random.nextBoolean();
    }
    if (raw == int.class || raw == Integer.class) {
      return 1 + random.nextInt(6);
    }
    if (raw == long.class || raw == Long.class) {
      return 1L + random.nextInt(1_000_000);
    }
    if (raw == String.class) {
      return pick(TEXTS);
    }
    throw new IllegalStateException("No way is known to draw a " + raw);
  }

  private Object drawGeneric(ParameterizedType generic) {
    Type argument = generic.getActualTypeArguments()[0];
    if (generic.getRawType() == Optional.class) {
      return random.nextInt(3) == 0 ? Optional.of(value(argument)) : Optional.empty();
    }
    if (generic.getRawType() == List.class) {
      List<Object> list = new ArrayList<>();
      for (int i = random.nextInt(3); i > 0; i--) {
        list.add(value(argument));
      }
      return list;
    }
    if (generic.getRawType() == Set.class) {
      Set<Object> set = new LinkedHashSet<>();
      for (int i = random.nextInt(3); i > 0; i--) {
        set.add(value(argument));
      }
      return set;
    }
    if (generic.getRawType() == Map.class) {
      Map<Object, Object> map = new LinkedHashMap<>();
      for (int i = random.nextInt(3); i > 0; i--) {
        map.put(pick(COLUMNS), value(generic.getActualTypeArguments()[1]));
      }
      return map;
    }
    throw new IllegalStateException("No way is known to draw a " + generic);
  }

  private Object drawRecord(Class<?> raw) {
    RecordComponent[] components = raw.getRecordComponents();
    Class<?>[] types = new Class<?>[components.length];
    Object[] parts = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      parts[i] = part(raw, components[i]);
    }
    try {
      Constructor<?> constructor = raw.getDeclaredConstructor(types);
      return constructor.newInstance(parts);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof SchemaMistake mistake) {
        throw mistake;
      }
      throw new IllegalStateException(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private Object part(Class<?> owner, RecordComponent component) {
    String name = component.getName();
    if (owner == Table.class && name.equals("columns")) {
      return allColumns();
    }
    if ((owner == Function.class || owner == DropFunction.class) && name.equals("kind")) {
      return pick(List.of("FUNCTION", "PROCEDURE", "AGGREGATE"));
    }
    if (name.equals("schema") && component.getType() == Optional.class) {
      return random.nextInt(3) == 0 ? Optional.of(pick(NAMES)) : Optional.empty();
    }
    if (List.of(NativeObject.class, ObjectRef.class, DropNative.class).contains(owner)
        && name.equals("kind")) {
      return pick(List.of("cast", "grants", "foreignTable"));
    }
    if (name.equals("delimiter")) {
      return pick(List.of(",", ";", "\t"));
    }
    if (name.equals("columns") || name.equals("referencedColumns") || name.equals("include")) {
      List<String> some = new ArrayList<>(COLUMNS);
      Collections.shuffle(some, random);
      return some.subList(0, random.nextInt(3));
    }
    if (name.equals("column")) {
      return component.getType() == String.class
          ? pick(COLUMNS)
          : value(component.getGenericType());
    }
    if (owner.getSimpleName().equals("IndexKey") && name.equals("text")) {
      return pick(COLUMNS);
    }
    if (owner == Column.class && name.equals("name")) {
      return pick(COLUMNS);
    }
    if (component.getType() == String.class
        && List.of("name", "from", "to", "trigger", "constraint", "value").contains(name)) {
      return pick(NAMES);
    }
    if (name.equals("name") && component.getType() == Optional.class) {
      return random.nextInt(4) == 0 ? Optional.empty() : Optional.of(pick(NAMES));
    }
    return value(component.getGenericType());
  }

  private List<Column> allColumns() {
    List<Column> columns = new ArrayList<>();
    for (String name : COLUMNS) {
      columns.add(((Column) value(Column.class)).withName(name));
    }
    Collections.shuffle(columns, random);
    return columns;
  }

  private Value drawValue() {
    return switch (random.nextInt(6)) {
      case 0 -> new Value.Null();
      case 1 -> new Value.Bool(random.nextBoolean());
      case 2 -> new Value.Binary(pick(List.of("", "00ff", "cafe")));
      case 3 -> new Value.Expression(pick(List.of("current_timestamp", "lower(email)")));
      case 4 ->
          new Value.Number(
              new BigDecimal(
                  pick(List.of("0", "1", "-1", "0.00", "12.50", "1E-9", "9223372036854775808"))));
      default -> new Value.Text(pick(TEXTS));
    };
  }

  private RawSql drawSql() {
    String sql = pick(STATEMENTS);
    return new RawSql(
        sql,
        random.nextBoolean() ? Optional.of(List.of(pick(STATEMENTS))) : Optional.empty(),
        !sql.matches("(?s)(update|insert|delete).*"));
  }

  /** A type that is no array of arrays, which no product has. */
  public ColumnType type() {
    return (ColumnType) value(ColumnType.class);
  }

  private <T> T pick(List<? extends T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
