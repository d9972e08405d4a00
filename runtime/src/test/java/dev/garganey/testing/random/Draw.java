package dev.garganey.testing.random;

import dev.garganey.model.Column;
import dev.garganey.model.ColumnType;
import dev.garganey.model.Constraint;
import dev.garganey.model.Index;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Product;
import dev.garganey.model.Schema;
import dev.garganey.model.Table;
import dev.garganey.sql.SqlNames;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Draw is chance, and what is known of the schema that was drawn so far.
 *
 * <p>The first letter of a name says what its rows hold. Columns: {@code c} came with its table and
 * has another value in each row, {@code d} has the same value in many, {@code a} may be NULL,
 * {@code x} is computed. Tables: {@code g} gets more rows and refers to no other; {@code t} has
 * rows 1 to 3 for good. Row {@code n} has the key {@code n} and the {@code n}th value of each type
 * in every {@code c}, so that foreign keys hold.
 */
final class Draw {
  private static final List<String> ODD =
      List.of("", "", "", "", " b", "\"q", "'s", "Ü", "_select", "%", "\\");

  final Product product;
  Schema schema = Schema.EMPTY;
  private final Random random;
  private int names;

  Draw(long seed, Product product) {
    this.random = new Random(seed);
    this.product = product;
  }

  boolean isPostgresql() {
    return product == Product.POSTGRESQL;
  }

  int upTo(int bound) {
    return random.nextInt(bound);
  }

  /** True once in so many times. */
  boolean once(int times) {
    return random.nextInt(times) == 0;
  }

  <T> T pick(Collection<? extends T> all) {
    int index = random.nextInt(all.size());
    for (T each : all) {
      if (index-- == 0) {
        return each;
      }
    }
    throw new IllegalStateException("there are fewer than were counted");
  }

  <T> Optional<T> pickFrom(Collection<? extends T> all) {
    return all.isEmpty() ? Optional.empty() : Optional.of(pick(all));
  }

  /** A name that nothing has yet. */
  String fresh(String prefix) {
    return prefix + ++names + pick(ODD);
  }

  /** A number that nothing has yet. */
  int number() {
    return 100 + ++names;
  }

  static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  static String quoted(ObjectName name) {
    return name.schema().map(s -> quoted(s) + ".").orElse("") + quoted(name.name());
  }

  static boolean isKey(Column column) {
    return column.name().equals("id");
  }

  static boolean isDistinct(Column column) {
    return column.name().startsWith("c") && !(column.type() instanceof ColumnType.Bool);
  }

  static boolean isFilled(Column column) {
    return column.name().startsWith("c") || column.name().startsWith("d");
  }

  static boolean isComputed(Column column) {
    return column.generated().isPresent();
  }

  static boolean isInteger(ColumnType type) {
    return type instanceof ColumnType.Int || type instanceof ColumnType.BigInt;
  }

  static boolean grows(Table table) {
    return table.name().name().startsWith("g");
  }

  /** Whether a view reads the table: its name is in the query, which has it in quotes. */
  boolean isViewed(ObjectName table) {
    return schema.views().stream().anyMatch(v -> v.definition().contains(quoted(table)));
  }

  /** Whether a generated column or a trigger needs the column, which keeps it where it is. */
  static boolean isComputedFrom(Table table, Column column) {
    return table.columns().stream()
            .anyMatch(
                c ->
                    c.generated()
                        .filter(g -> SqlNames.mentions(g.expression(), column.name()))
                        .isPresent())
        || table.triggers().stream()
            .anyMatch(t -> SqlNames.mentions(t.definition(), column.name()));
  }

  /** Whether a foreign key needs these columns to be a key. */
  boolean isReferenced(ObjectName table, List<String> columns) {
    return schema.tables().stream()
        .flatMap(t -> t.foreignKeys().stream())
        .anyMatch(
            k ->
                k.references().equals(table)
                    && (k.referencedColumns().equals(columns) || k.referencedColumns().isEmpty()));
  }

  boolean isReferenced(ObjectName table) {
    return !schema.referrersOf(table).isEmpty();
  }

  Optional<Constraint> pickConstraint(Table table) {
    return pickFrom(table.constraints());
  }

  Optional<Index> pickIndex(Table table) {
    return pickFrom(table.indexes());
  }
}
