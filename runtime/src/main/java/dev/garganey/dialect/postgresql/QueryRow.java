package dev.garganey.dialect.postgresql;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.ParameterList;
import org.postgresql.core.Query;
import org.postgresql.core.SqlCommand;
import org.postgresql.core.v3.SqlSerializationContext;

/** QueryRow is queries in a row, without parameters, as the driver's executor takes them. */
final class QueryRow implements Query {
  private final Query[] queries;

  QueryRow(List<Query> queries) {
    this.queries = queries.toArray(new Query[0]);
  }

  @Override
  public Query[] getSubqueries() {
    return queries.clone();
  }

  @Override
  public ParameterList createParameterList() {
    throw new UnsupportedOperationException("These queries have no parameters");
  }

  @Override
  public String getNativeSql() {
    return List.of(queries).stream().map(Query::getNativeSql).collect(Collectors.joining(";\n"));
  }

  @Override
  public String toString(@Nullable ParameterList parameters) {
    return getNativeSql();
  }

  @Override
  public String toString(@Nullable ParameterList parameters, SqlSerializationContext context) {
    return getNativeSql();
  }

  @Override
  public @Nullable SqlCommand getSqlCommand() {
    return null;
  }

  @Override
  public boolean isStatementDescribed() {
    return false;
  }

  @Override
  public boolean isEmpty() {
    return queries.length == 0;
  }

  @Override
  public int getBatchSize() {
    return 0;
  }

  @Override
  public @Nullable Map<String, Integer> getResultSetColumnNameIndexMap() {
    return null;
  }

  @Override
  public void close() {
    for (Query query : queries) {
      query.close();
    }
  }
}
