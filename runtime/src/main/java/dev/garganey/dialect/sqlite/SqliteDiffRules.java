package dev.garganey.dialect.sqlite;

import dev.garganey.diff.DiffRules;
import dev.garganey.model.ColumnType;
import dev.garganey.model.Function;
import dev.garganey.model.View;
import java.util.Optional;
import java.util.Set;

/** SqliteDiffRules says what SQLite changes in place; it converts by affinity alone. */
final class SqliteDiffRules implements DiffRules {
  @Override
  public Optional<String> conversion(String column, ColumnType from, ColumnType to) {
    return Optional.empty();
  }

  @Override
  public boolean canReplace(Function old, Function now) {
    return false;
  }

  @Override
  public boolean canReplace(View old, View now) {
    return true;
  }

  @Override
  public boolean bindsExpressions() {
    return false;
  }

  @Override
  public Set<String> fixedOptions() {
    return Set.of("virtual");
  }
}
