package dev.garganey.script;

import dev.garganey.diff.Query;
import dev.garganey.model.ObjectName;
import dev.garganey.model.SchemaMistake;
import groovy.transform.NamedParam;
import groovy.transform.NamedParams;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** QueriesBuilder is the body of {@code queries}: what generated code shall offer for a table. */
public final class QueriesBuilder extends Block {
  private final ObjectName table;
  private final List<Query> queries = new ArrayList<>();

  QueriesBuilder(Evaluation evaluation, ObjectName table) {
    super(evaluation);
    this.table = table;
  }

  /** All rows. */
  public void selectAll(
      @NamedParams({@NamedParam(value = "orderBy", type = String.class)}) Map<String, ?> named) {
    add(Query.Kind.SELECT_ALL, named);
  }

  /** The rows that have these values: {@code selectBy('team_id', orderBy: 'email desc')}. */
  public void selectBy(
      @NamedParams({@NamedParam(value = "orderBy", type = String.class)}) Map<String, ?> named,
      String... columns) {
    add(Query.Kind.SELECT_BY, named, columns);
  }

  /** The one row that has these values. */
  public void selectOneBy(
      @NamedParams({@NamedParam(value = "orderBy", type = String.class)}) Map<String, ?> named,
      String... columns) {
    add(Query.Kind.SELECT_ONE_BY, named, columns);
  }

  /** The rows whose text contains a part. */
  public void selectLike(
      @NamedParams({@NamedParam(value = "orderBy", type = String.class)}) Map<String, ?> named,
      String... columns) {
    add(Query.Kind.SELECT_LIKE, named, columns);
  }

  /** The one row that has these values, which is made where there is none. */
  @AlsoCalled("byOrInsert")
  public void selectOneOrInsert(String... columns) {
    add(Query.Kind.SELECT_ONE_OR_INSERT, Map.of(), columns);
  }

  /** Changes the rows that have these values. */
  public void updateBy(String... columns) {
    add(Query.Kind.UPDATE_BY, Map.of(), columns);
  }

  /** Removes the rows that have these values. */
  public void deleteBy(String... columns) {
    add(Query.Kind.DELETE_BY, Map.of(), columns);
  }

  /** Adds a row, unless its key is there. */
  public void insertOrIgnore() {
    add(Query.Kind.INSERT_OR_IGNORE, Map.of());
  }

  /** Adds a row, or changes the one that has its key. */
  public void upsert() {
    add(Query.Kind.UPSERT, Map.of());
  }

  private void add(Query.Kind kind, Map<String, ?> named, String... columns) {
    boolean byColumns =
        switch (kind) {
          case SELECT_ALL, INSERT_OR_IGNORE, UPSERT -> false;
          default -> true;
        };
    if (byColumns && columns.length == 0) {
      throw new SchemaMistake("This query needs the columns that it asks by");
    }
    Optional<String> orderBy = Named.of(named).text("orderBy");
    queries.add(new Query(table, kind, List.of(columns), orderBy, evaluation.here()));
  }

  List<Query> queries() {
    return queries;
  }

  @Override
  String placeTitle() {
    return " in queries";
  }
}
