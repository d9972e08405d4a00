package dev.garganey.script;

import dev.garganey.model.ObjectName;
import dev.garganey.model.Product;
import dev.garganey.model.SchemaMistake;
import dev.garganey.model.Value;
import dev.garganey.operation.Delete;
import dev.garganey.operation.Insert;
import dev.garganey.operation.LoadCsv;
import dev.garganey.operation.Operation;
import dev.garganey.operation.RunCode;
import dev.garganey.operation.Update;
import dev.garganey.sql.SqlSyntax;
import groovy.lang.Closure;
import groovy.lang.DelegatesTo;
import groovy.transform.NamedParam;
import groovy.transform.NamedParams;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** DataWords are the words for rows, code and raw SQL. */
public abstract class DataWords extends Block {
  final Operations operations;
  final Set<Product> only;

  DataWords(Evaluation evaluation, Operations operations, Set<Product> only) {
    super(evaluation);
    this.operations = operations;
    this.only = only;
  }

  final void add(Operation operation) {
    operations.add(only, () -> List.of(operation));
  }

  final void addLater(Supplier<? extends Operation> operation) {
    operations.add(only, () -> List.of(operation.get()));
  }

  // --- Rows --------------------------------------------------------------------------------------

  /** Adds a row: {@code insert 'teams', name: 'Founders', since: sql('now()')}. */
  public void insert(Map<String, ?> row, String table) {
    add(new Insert(ObjectName.parse(table), List.of(values(row))));
  }

  /** Adds rows: {@code insert 'teams', [[name: 'A'], [name: 'B']]}. */
  public void insert(String table, List<?> rows) {
    List<Map<String, Value>> all = new ArrayList<>();
    for (Object row : rows) {
      if (!(row instanceof Map<?, ?> map)) {
        throw new SchemaMistake("A row is a map of columns and values: [name: 'A']");
      }
      all.add(values(map));
    }
    add(new Insert(ObjectName.parse(table), all));
  }

  /** Adds rows: {@code insert('teams') { row name: 'A'; row name: 'B' }}. */
  public void insert(
      String table,
      @DelegatesTo(value = RowsBuilder.class, strategy = Closure.DELEGATE_ONLY) Body rows) {
    RowsBuilder builder = new RowsBuilder(evaluation);
    if (evaluation.run(rows, builder)) {
      add(new Insert(ObjectName.parse(table), builder.rows()));
    }
  }

  /** Changes rows: {@code update 't', set: [a: 2], where: 'id = 1'}. */
  public void update(
      @NamedParams({
            @NamedParam(value = "set", type = Map.class, required = true),
            @NamedParam(value = "where", type = String.class)
          })
          Map<String, ?> named,
      String table) {
    Named given = Named.of(named);
    add(new Update(ObjectName.parse(table), valuesOf(given.value("set")), given.text("where")));
  }

  /**
   * Removes rows: {@code delete 't', where: 'id = 1'} or {@code delete 't', matching: [id: 1]};
   * with neither, all of them. What a rollback removes it looks at before: {@code expecting: [name:
   * 'a']} says what else these rows hold unless somebody changed them.
   */
  public void delete(
      @NamedParams({
            @NamedParam(value = "where", type = String.class),
            @NamedParam(value = "matching", type = Map.class),
            @NamedParam(value = "expecting", type = Map.class)
          })
          Map<String, ?> named,
      String table) {
    Named given = Named.of(named);
    add(
        new Delete(
            ObjectName.parse(table),
            given.text("where"),
            valuesOf(given.value("matching")),
            valuesOf(given.value("expecting"))));
  }

  /** Adds the lines of a CSV file beside the migration; its first line names the columns. */
  public void loadCsv(
      @NamedParams({
            @NamedParam(value = "delimiter", type = String.class),
            @NamedParam(value = "nullText", type = String.class)
          })
          Map<String, ?> named,
      String table,
      String file) {
    Named given = Named.of(named);
    String delimiter = given.text("delimiter").orElse(",");
    CsvFile csv = CsvFile.read(evaluation.folder().resolve(file), file, delimiter);
    add(
        new LoadCsv(
            ObjectName.parse(table),
            file,
            csv.checksum(),
            csv.columns(),
            delimiter,
            given.text("nullText").orElse("")));
  }

  /** Changes many rows in batches of a transaction each. */
  public void backfill(
      String table,
      @DelegatesTo(value = BackfillBuilder.class, strategy = Closure.DELEGATE_ONLY) Body body) {
    BackfillBuilder builder = new BackfillBuilder(evaluation, ObjectName.parse(table));
    if (evaluation.run(body, builder)) {
      add(builder.build());
    }
  }

  private static Map<String, Value> valuesOf(Optional<Object> map) {
    return map.map(m -> values((Map<?, ?>) m)).orElse(Map.of());
  }

  static Map<String, Value> values(Map<?, ?> row) {
    Map<String, Value> values = new LinkedHashMap<>();
    row.forEach((column, value) -> values.put(String.valueOf(column), Value.of(value)));
    return values;
  }

  // --- Code --------------------------------------------------------------------------------------

  /** Runs code with a JDBI handle when the migration is applied: {@code data { db -> … }}. */
  public void data(Body block) {
    if (!(block instanceof Code code)) {
      throw new Beyond();
    }
    RunCode operation = new RunCode(withoutBraces(code.source()));
    operations.add(only, evaluation.here(), Optional.of(code), () -> List.of(operation));
  }

  private static String withoutBraces(String source) {
    String text = source.strip();
    return text.startsWith("{") && text.endsWith("}") ? text.substring(1, text.length() - 1) : text;
  }

  // --- SQL ---------------------------------------------------------------------------------------

  /** Sends SQL as it is; where another word takes it, it is a value: {@code a: sql('now()')}. */
  @Override
  public SqlWord sql(String statements) {
    SqlWord word = new SqlWord(evaluation, statements);
    operations.add(
        only,
        () ->
            word.isClaimed()
                ? List.of()
                : SqlStatements.of(statements, Optional.empty(), Optional.empty(), syntax()));
    return word;
  }

  /**
   * Sends SQL as it is: {@code sql 'create …', down: 'drop …'}. Whether it may change the schema is
   * judged by its first word, unless {@code touchesSchema:} says it.
   */
  public void sql(
      @NamedParams({
            @NamedParam(value = "down", type = Object.class),
            @NamedParam(value = "touchesSchema", type = Boolean.class)
          })
          Map<String, ?> named,
      String statements) {
    sql(named, List.of(statements));
  }

  /** Sends several statements as they are. */
  public void sql(
      @NamedParams({
            @NamedParam(value = "down", type = Object.class),
            @NamedParam(value = "touchesSchema", type = Boolean.class)
          })
          Map<String, ?> named,
      List<String> statements) {
    Named given = Named.of(named);
    Optional<List<String>> down = given.value("down").map(DataWords::texts);
    Optional<Boolean> touches = given.value("touchesSchema").map(Boolean.class::cast);
    operations.add(
        only, () -> SqlStatements.of(String.join(";\n", statements), down, touches, syntax()));
  }

  private static List<String> texts(Object given) {
    if (given instanceof List<?> list) {
      return list.stream().map(String::valueOf).toList();
    }
    if (given instanceof CharSequence text) {
      return List.of(text.toString());
    }
    throw new SchemaMistake("`down:` is a statement or a list of them: down: 'drop view v'");
  }

  /** How the SQL is read: as the product does that it is for. */
  private SqlSyntax syntax() {
    Product product = evaluation.context().product();
    return only.isEmpty() || only.contains(product)
        ? product.syntax()
        : only.iterator().next().syntax();
  }
}
