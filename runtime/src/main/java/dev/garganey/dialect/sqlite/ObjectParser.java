package dev.garganey.dialect.sqlite;

import dev.garganey.model.Index;
import dev.garganey.model.IndexKey;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Table;
import dev.garganey.model.Trigger;
import dev.garganey.model.View;
import dev.garganey.sql.SqlToken;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** ObjectParser reads indexes, views and triggers as sqlite_schema keeps them. */
final class ObjectParser {
  private ObjectParser() {}

  /** The index of that name on a table whose columns are known. */
  static Index index(String sql, String name, Table table) {
    Tokens tokens = new Tokens(sql);
    tokens.expect("create");
    boolean unique = tokens.accepts("unique");
    tokens.expect("index");
    tokens.accepts("if", "not", "exists");
    tokens.qualifiedName();
    tokens.expect("on");
    tokens.name();
    tokens.expect("(");
    List<IndexKey> keys = new ArrayList<>();
    do {
      keys.add(key(tokens, table));
    } while (tokens.accepts(","));
    tokens.expect(")");
    Optional<String> where =
        tokens.accepts("where") ? Optional.of(tokens.rest()) : Optional.empty();
    return new Index(
        name, unique, keys, where, Optional.empty(), List.of(), false, Map.of(), Optional.empty());
  }

  private static IndexKey key(Tokens tokens, Table table) {
    int from = tokens.position();
    int depth = 0;
    while (depth > 0 || !(tokens.sees(",") || tokens.sees(")"))) {
      SqlToken token = tokens.next();
      depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
    }
    int end = tokens.position();
    int to = end;
    boolean descending = tokens.token(to - 1).is("desc") && to - from > 1;
    if (to - from > 1 && (descending || tokens.token(to - 1).is("asc"))) {
      to--;
    }
    Optional<String> collation = Optional.empty();
    if (to - from > 2 && tokens.token(to - 2).is("collate") && isOneTerm(tokens, from, to - 2)) {
      collation = Optional.of(tokens.token(to - 1).name());
      to -= 2;
    }
    String text = tokens.between(from, to);
    tokens.back(end);
    Optional<String> column =
        to - from == 1 && tokens.token(from).isName()
            ? column(table, tokens.token(from).name())
            : Optional.empty();
    return new IndexKey(
        column.orElseGet(() -> Expressions.ungrouped(text)),
        column.isEmpty(),
        descending,
        Optional.empty(),
        collation,
        Optional.empty());
  }

  /** Whether COLLATE after these tokens is about all of them: a name, a group or a call. */
  private static boolean isOneTerm(Tokens tokens, int from, int to) {
    int open = from;
    if (to - from == 1) {
      return true;
    }
    if (!tokens.token(open).is("(")) {
      open++;
    }
    if (!tokens.token(open).is("(")) {
      return false;
    }
    int depth = 0;
    for (int i = open; i < to; i++) {
      depth += tokens.token(i).is("(") ? 1 : tokens.token(i).is(")") ? -1 : 0;
      if (depth == 0) {
        return i == to - 1;
      }
    }
    return false;
  }

  private static Optional<String> column(Table table, String name) {
    return table.columns().stream()
        .map(dev.garganey.model.Column::name)
        .filter(c -> c.equalsIgnoreCase(name))
        .findFirst();
  }

  /** The view of that name. */
  static View view(String sql, String name) {
    Tokens tokens = new Tokens(sql);
    tokens.expect("create", "view");
    tokens.accepts("if", "not", "exists");
    tokens.qualifiedName();
    List<String> columns = new ArrayList<>();
    if (tokens.accepts("(")) {
      while (!tokens.accepts(")")) {
        if (!tokens.accepts(",")) {
          columns.add(tokens.name());
        }
      }
    }
    tokens.expect("as");
    return new View(
        ObjectName.of(name),
        tokens.rest(),
        false,
        columns,
        Map.of(),
        List.of(),
        List.of(),
        Optional.empty());
  }

  /** The trigger of that name. */
  static Trigger trigger(String sql, String name, String owner) {
    Tokens tokens = new Tokens(sql);
    tokens.expect("create", "trigger");
    tokens.accepts("if", "not", "exists");
    tokens.qualifiedName();
    return TriggerText.of(Trigger.of(name, tokens.rest()), owner);
  }
}
