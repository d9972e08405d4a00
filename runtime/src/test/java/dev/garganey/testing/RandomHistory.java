package dev.garganey.testing;

import dev.garganey.model.Column;
import dev.garganey.model.ColumnType;
import dev.garganey.model.Constraint;
import dev.garganey.model.ConstraintRef;
import dev.garganey.model.Identity;
import dev.garganey.model.Index;
import dev.garganey.model.IndexKey;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Product;
import dev.garganey.model.ReferentialAction;
import dev.garganey.model.Schema;
import dev.garganey.model.SchemaMistake;
import dev.garganey.model.Table;
import dev.garganey.model.Value;
import dev.garganey.model.View;
import dev.garganey.operation.AddColumn;
import dev.garganey.operation.AddConstraint;
import dev.garganey.operation.AlterColumn;
import dev.garganey.operation.ColumnChange;
import dev.garganey.operation.CreateIndex;
import dev.garganey.operation.CreateTable;
import dev.garganey.operation.CreateView;
import dev.garganey.operation.DropColumn;
import dev.garganey.operation.DropConstraint;
import dev.garganey.operation.DropIndex;
import dev.garganey.operation.DropTable;
import dev.garganey.operation.DropView;
import dev.garganey.operation.Insert;
import dev.garganey.operation.Operation;
import dev.garganey.operation.RenameColumn;
import dev.garganey.operation.RenameConstraint;
import dev.garganey.operation.RenameIndex;
import dev.garganey.operation.RenameTable;
import dev.garganey.operation.RenameView;
import dev.garganey.operation.ReplaceView;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * RandomHistory draws migrations that are valid one after another, rows included.
 *
 * <p>Columns that begin with {@code c} come with their table, so every row has a value of its own
 * in them; those that begin with {@code a} are added later. Row {@code n} of every table has the
 * key {@code n}, so that foreign keys among keys hold; tables that begin with {@code g} get more
 * rows and no foreign keys. A required column without a default is never dropped: with rows there,
 * nobody knows what to put into it when it comes back.
 */
public final class RandomHistory {
  private static final int ROWS = 3;
  private static final List<String> ODD =
      List.of("", "", "", "", " b", "\"q", "'s", "Ü", "_select", "%", "\\");

  private final Random random;
  private final Product product;
  private Schema schema = Schema.EMPTY;
  private int names;

  public RandomHistory(long seed, Product product) {
    this.random = new Random(seed);
    this.product = product;
  }

  /** The schema after all that was drawn. */
  public Schema schema() {
    return schema;
  }

  /** The next migration: one to five operations. */
  public List<Operation> next() {
    List<Operation> operations = new ArrayList<>();
    int size = 1 + random.nextInt(5);
    while (operations.size() < size) {
      Optional<List<Operation>> drawn = draw();
      if (drawn.isPresent() && applies(drawn.get())) {
        operations.addAll(drawn.get());
      }
    }
    return operations;
  }

  private boolean applies(List<Operation> operations) {
    Schema after = schema;
    try {
      for (Operation operation : operations) {
        after = operation.applyTo(after);
      }
    } catch (SchemaMistake refused) {
      return false;
    }
    schema = after;
    return true;
  }

  private Optional<List<Operation>> draw() {
    if (schema.tables().size() < 2) {
      return Optional.of(createTable());
    }
    Table table = pick(schema.tables());
    ObjectName name = table.name();
    return switch (random.nextInt(22)) {
      case 0, 1 -> Optional.of(createTable());
      case 2 -> viewed(name) ? Optional.empty() : one(new DropTable(name, false));
      case 3 -> one(new RenameTable(name, fresh(name.name().substring(0, 1))));
      case 4, 5 -> one(new AddColumn(name, added()));
      case 6, 7 -> dropColumn(table);
      case 8 -> renameColumn(table);
      case 9, 10, 11 -> alter(table);
      case 12 -> unique(table);
      case 13 -> check(table);
      case 14 -> foreignKey(table);
      case 15 -> constraint(table).map(c -> new DropConstraint(name, ref(c), false)).map(List::of);
      case 16 ->
          constraint(table).map(c -> new RenameConstraint(name, c, fresh("k"))).map(List::of);
      case 17 -> one(new CreateIndex(name, index(table), false));
      case 18 -> changeIndex(table);
      case 19 -> Optional.of(List.of(new CreateView(view(ObjectName.of(fresh("v")), table))));
      case 20 -> changeView(table);
      default -> insert(table);
    };
  }

  private static Optional<List<Operation>> one(Operation operation) {
    return Optional.of(List.of(operation));
  }

  private String fresh(String prefix) {
    return prefix + ++names + pick(ODD);
  }

  private <T> T pick(Collection<? extends T> all) {
    int index = random.nextInt(all.size());
    for (T each : all) {
      if (index-- == 0) {
        return each;
      }
    }
    throw new IllegalStateException("there are fewer than were counted");
  }

  private List<Operation> createTable() {
    List<Column> columns = new ArrayList<>();
    Column key = Things.required("id", new ColumnType.BigInt());
    columns.add(random.nextBoolean() ? key : key.withIdentity(Optional.of(Identity.BY_DEFAULT)));
    int size = 1 + random.nextInt(4);
    for (int i = 0; i < size; i++) {
      columns.add(Column.of(fresh("c"), type()).withNullable(random.nextBoolean()));
    }
    ObjectName name = ObjectName.of(fresh(random.nextBoolean() ? "t" : "g"));
    Table table =
        Table.of(name, columns).plus(Constraint.PrimaryKey.of(fresh("pk"), List.of("id")));
    if (product == Product.SQLITE && random.nextInt(5) == 0) {
      boolean keyless = columns.get(0).identity().isEmpty() && random.nextBoolean();
      table = table.withOptions(Map.of(keyless ? "withoutRowid" : "strict", "true"));
    }
    List<Map<String, Value>> rows = new ArrayList<>();
    for (int i = 1; i <= ROWS; i++) {
      rows.add(row(table, i));
    }
    return List.of(new CreateTable(table), new Insert(name, rows));
  }

  private Map<String, Value> row(Table table, int number) {
    Map<String, Value> row = new LinkedHashMap<>();
    for (Column column : table.columns()) {
      row.put(column.name(), value(column.type(), number));
    }
    return row;
  }

  private static Value value(ColumnType type, int number) {
    if (type instanceof ColumnType.Text || type instanceof ColumnType.VarChar) {
      return Value.of("it's " + number);
    }
    if (type instanceof ColumnType.Decimal) {
      return Value.of(new BigDecimal(number + ".25"));
    }
    if (type instanceof ColumnType.Date) {
      return Value.of(LocalDate.of(2024, 2, 1).plusDays(number));
    }
    if (type instanceof ColumnType.Bool) {
      return Value.of(number > 1);
    }
    if (type instanceof ColumnType.Binary) {
      return new Value.Binary(String.format("%06x", number));
    }
    return Value.of(number);
  }

  private ColumnType type() {
    return switch (random.nextInt(9)) {
      case 0, 1 -> new ColumnType.Int();
      case 2 -> new ColumnType.BigInt();
      case 3 -> new ColumnType.Text();
      case 4 -> new ColumnType.VarChar(Optional.of(30));
      case 5 -> new ColumnType.Decimal(Optional.of(12), Optional.of(2));
      case 6 -> new ColumnType.Date();
      case 7 -> new ColumnType.Binary();
      default -> new ColumnType.Bool();
    };
  }

  private Column added() {
    Column column = Column.of(fresh("a"), type());
    if (random.nextBoolean() || column.type() instanceof ColumnType.Binary) {
      return column;
    }
    return column
        .withDefault(Optional.of(value(column.type(), 4)))
        .withNullable(random.nextBoolean());
  }

  private static boolean isOriginal(Column column) {
    return column.name().startsWith("c");
  }

  private Column pickColumn(Table table) {
    return pick(table.columns());
  }

  private Optional<List<Operation>> renameColumn(Table table) {
    String from = pickColumn(table).name();
    return from.equals("id")
        ? Optional.empty()
        : one(new RenameColumn(table.name(), from, fresh(from.substring(0, 1))));
  }

  /** Whether a view reads the table: its name is in the query, which has it in quotes. */
  private boolean viewed(ObjectName table) {
    return schema.views().stream().anyMatch(v -> v.definition().contains(quoted(table.name())));
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  private Optional<List<Operation>> dropColumn(Table table) {
    Column column = pickColumn(table);
    boolean used =
        viewed(table.name())
            || column.name().equals("id")
            || (!column.nullable() && column.defaultValue().isEmpty())
            || table.constraints().stream()
                .anyMatch(
                    c ->
                        c instanceof Constraint.Check check
                            && check.expression().contains(quoted(column.name())));
    return used ? Optional.empty() : one(new DropColumn(table.name(), column.name(), false));
  }

  private Optional<List<Operation>> alter(Table table) {
    Column column = pickColumn(table);
    boolean key = column.name().equals("id");
    List<ColumnChange> changes = new ArrayList<>();
    if (random.nextInt(3) == 0 && !key && !viewed(table.name())) {
      wider(column.type()).ifPresent(t -> changes.add(new ColumnChange.Type(t, Optional.empty())));
    }
    if (random.nextBoolean() && !key) {
      boolean filled = isOriginal(column) || column.defaultValue().isPresent();
      changes.add(new ColumnChange.Nullable(!filled || !column.nullable()));
    }
    if (changes.isEmpty() && !key && !(column.type() instanceof ColumnType.Binary)) {
      Optional<Value> value =
          random.nextBoolean() ? Optional.of(value(column.type(), 5)) : Optional.empty();
      // Once it has a default it keeps one, so that its rows are known to be filled.
      if (value.isPresent() || column.defaultValue().isEmpty()) {
        boolean empty = column.defaultValue().isEmpty() && !isOriginal(column);
        if (!empty) {
          changes.add(new ColumnChange.Default(value));
        }
      }
    }
    return changes.isEmpty()
        ? Optional.empty()
        : one(new AlterColumn(table.name(), column.name(), changes));
  }

  private static Optional<ColumnType> wider(ColumnType type) {
    if (type instanceof ColumnType.Int) {
      return Optional.of(new ColumnType.BigInt());
    }
    if (type instanceof ColumnType.VarChar) {
      return Optional.of(new ColumnType.Text());
    }
    if (type instanceof ColumnType.Text) {
      return Optional.of(new ColumnType.VarChar(Optional.of(60)));
    }
    if (type instanceof ColumnType.Decimal) {
      return Optional.of(new ColumnType.Decimal(Optional.of(14), Optional.of(2)));
    }
    return Optional.empty();
  }

  private Optional<List<Operation>> unique(Table table) {
    List<String> columns =
        table.columns().stream()
            .filter(c -> isOriginal(c) && !(c.type() instanceof ColumnType.Bool))
            .map(Column::name)
            .limit(1 + random.nextInt(2))
            .toList();
    return columns.isEmpty()
        ? Optional.empty()
        : one(new AddConstraint(table.name(), Constraint.Unique.of(fresh("u"), columns)));
  }

  private Optional<List<Operation>> check(Table table) {
    return table.columns().stream()
        .filter(c -> c.type() instanceof ColumnType.Int || c.type() instanceof ColumnType.BigInt)
        .reduce((first, second) -> random.nextBoolean() ? first : second)
        .map(c -> Constraint.Check.of(fresh("ck"), quoted(c.name()) + " >= 0"))
        .map(c -> List.of(new AddConstraint(table.name(), c)));
  }

  private static boolean grows(Table table) {
    return table.name().name().startsWith("g");
  }

  private Optional<List<Operation>> foreignKey(Table table) {
    if (grows(table)) {
      return Optional.empty();
    }
    ReferentialAction[] actions = ReferentialAction.values();
    Table other = pick(schema.tables());
    return table.columns().stream()
        .filter(c -> c.type() instanceof ColumnType.BigInt && !c.name().startsWith("a"))
        .reduce((first, second) -> random.nextBoolean() ? first : second)
        .map(
            c ->
                Constraint.ForeignKey.of(
                        fresh("fk"), List.of(c.name()), other.name(), List.of("id"))
                    .withActions(
                        actions[random.nextInt(actions.length)], ReferentialAction.NO_ACTION))
        .filter(k -> schema.table(k.references()).findColumn("id").isPresent())
        .map(k -> List.of(new AddConstraint(table.name(), k)));
  }

  /** The name of a constraint that nothing depends on. */
  private Optional<String> constraint(Table table) {
    List<String> found =
        table.constraints().stream()
            .filter(c -> !(c instanceof Constraint.PrimaryKey))
            .map(c -> c.name().orElseThrow())
            .toList();
    return found.isEmpty() ? Optional.empty() : Optional.of(pick(found));
  }

  private static ConstraintRef ref(String name) {
    return ConstraintRef.named(name);
  }

  private Index index(Table table) {
    List<IndexKey> keys = new ArrayList<>();
    for (Column column : table.columns()) {
      if (random.nextInt(3) == 0) {
        IndexKey key = IndexKey.column(column.name());
        keys.add(random.nextBoolean() ? key : key.descend());
      }
    }
    return Index.of(fresh("i"), false, keys.isEmpty() ? List.of(IndexKey.column("id")) : keys);
  }

  private Optional<List<Operation>> changeIndex(Table table) {
    if (table.indexes().isEmpty()) {
      return Optional.empty();
    }
    ObjectName name = table.name().sibling(pick(table.indexes()).name());
    return one(
        random.nextBoolean() ? new DropIndex(name, false) : new RenameIndex(name, fresh("i")));
  }

  private View view(ObjectName name, Table table) {
    return View.of(
        name,
        "SELECT "
            + quoted("id")
            + ", 1 AS one FROM "
            + quoted(table.name().name())
            + (random.nextBoolean() ? " WHERE " + quoted("id") + " > 1" : ""));
  }

  private Optional<List<Operation>> changeView(Table table) {
    if (schema.views().isEmpty()) {
      return Optional.empty();
    }
    ObjectName view = pick(schema.views()).name();
    return one(
        switch (random.nextInt(3)) {
          case 0 -> new DropView(view, false);
          case 1 -> new RenameView(view, fresh("v"));
          default -> new ReplaceView(view(view, table));
        });
  }

  /** A row with a number that no other row has. */
  private Optional<List<Operation>> insert(Table table) {
    return grows(table)
        ? one(new Insert(table.name(), List.of(row(table, 100 + ++names))))
        : Optional.empty();
  }
}
