package dev.garganey.plan;

import dev.garganey.dialect.Dialect;
import dev.garganey.model.ObjectName;
import dev.garganey.sql.SqlMistake;
import dev.garganey.sql.SqlToken;
import dev.garganey.sql.SqlTokenizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * RawLosses reads in an SQL statement what it takes away: DROP TABLE, ALTER TABLE … DROP COLUMN or
 * TYPE, TRUNCATE, DROP … CASCADE, and DELETE or UPDATE without a condition. What code in the
 * database does cannot be read here, only that it speaks of such things.
 */
public final class RawLosses {
  /** What these make or change holds no rows of its own. */
  private static final Set<String> WITHOUT_ROWS =
      Set.of("index", "view", "trigger", "function", "procedure", "policy", "rule", "statistics");

  /** What others may depend on with values of theirs. */
  private static final List<String> CASCADING =
      List.of("type", "domain", "extension", "schema", "table");

  private static final Set<String> CONSTANTS =
      Set.of("true", "false", "not", "null", "is", "and", "or");

  private static final Set<String> BEHIND_CONDITION = Set.of("returning", "order", "limit");

  private final Dialect dialect;
  private final List<SqlToken> tokens;
  private final List<RawLoss> found = new ArrayList<>();
  private int at;

  private RawLosses(String sql, Dialect dialect) {
    this.dialect = dialect;
    this.tokens = tokens(sql, dialect);
  }

  private static List<SqlToken> tokens(String sql, Dialect dialect) {
    try {
      return SqlTokenizer.tokenize(sql, dialect.product().syntax()).stream()
          .filter(t -> t.kind() != SqlToken.Kind.COMMENT)
          .toList();
    } catch (SqlMistake unreadable) {
      return List.of();
    }
  }

  /** What a statement takes away; nothing also where that cannot be told. */
  public static List<RawLoss> of(String sql, Dialect dialect) {
    RawLosses losses = new RawLosses(sql, dialect);
    losses.read();
    return List.copyOf(losses.found);
  }

  /** The schemas that a statement drops with all that is in them. */
  static List<String> droppedSchemas(String sql, Dialect dialect) {
    RawLosses reader = new RawLosses(sql, dialect);
    if (!reader.take("drop", "schema") || !reader.says("cascade")) {
      return List.of();
    }
    reader.take("if", "exists");
    return reader.names().stream().map(ObjectName::name).toList();
  }

  /** What a statement drops with all that depends on it, whatever that is. */
  static List<RawDrop> cascades(String sql, Dialect dialect) {
    RawLosses reader = new RawLosses(sql, dialect);
    if (!reader.take("drop")) {
      return List.of();
    }
    if (reader.take("owned", "by")) {
      return reader.names().stream().map(n -> new RawDrop("owned", n)).toList();
    }
    Optional<String> kind = CASCADING.stream().filter(reader::take).findFirst();
    if (kind.isEmpty() || !reader.says("cascade")) {
      return List.of();
    }
    reader.take("if", "exists");
    return reader.names().stream().map(n -> new RawDrop(kind.get(), n)).toList();
  }

  /** The words by which the code of a DO block says that it may take something away. */
  static SortedSet<String> wordsOfCode(String sql, Dialect dialect) {
    RawLosses reader = new RawLosses(sql, dialect);
    SortedSet<String> words = new TreeSet<>();
    if (reader.take("do")) {
      reader.tokens.stream()
          .filter(t -> t.kind() == SqlToken.Kind.STRING)
          .forEach(t -> words.addAll(CodeWords.of(t.text())));
    }
    return words;
  }

  /** The names of what may be functions or procedures that a statement calls. */
  static Set<String> called(String sql, Dialect dialect) {
    RawLosses reader = new RawLosses(sql, dialect);
    if (!(reader.take("select") || reader.take("call") || reader.take("with"))) {
      return Set.of();
    }
    Set<String> names = new TreeSet<>();
    for (int i = 1; i + 1 < reader.tokens.size(); i++) {
      if (reader.tokens.get(i).isName() && reader.tokens.get(i + 1).is("(")) {
        names.add(dialect.nameOf(reader.tokens.get(i)));
      }
    }
    return names;
  }

  /** The table whose values a statement changes. */
  static Optional<ObjectName> updated(String sql, Dialect dialect) {
    RawLosses reader = new RawLosses(sql, dialect);
    if (!reader.take("update")) {
      return Optional.empty();
    }
    reader.take("only");
    reader.at = reader.take("or") ? reader.at + 1 : reader.at;
    return reader.name();
  }

  /** The table that a statement makes. */
  static Optional<ObjectName> made(String sql, Dialect dialect) {
    RawLosses reader = new RawLosses(sql, dialect);
    if (!reader.take("create")) {
      return Optional.empty();
    }
    while (reader.take("temp")
        || reader.take("temporary")
        || reader.take("unlogged")
        || reader.take("local")) {}
    if (!reader.take("table") || reader.take("if", "not", "exists")) {
      return Optional.empty();
    }
    return reader.name();
  }

  /** Whether a statement may change rows, or what tables and columns are called. */
  static boolean touchesTables(String sql, Dialect dialect) {
    RawLosses reader = new RawLosses(sql, dialect);
    boolean defines = reader.take("create") || reader.take("drop") || reader.take("alter");
    if (!defines) {
      return !(reader.take("comment") || reader.take("analyze") || reader.take("reindex"));
    }
    while (reader.take("or")
        || reader.take("replace")
        || reader.take("unique")
        || reader.take("materialized")
        || reader.take("temp")) {}
    return !(reader.at < reader.tokens.size()
        && WITHOUT_ROWS.contains(reader.tokens.get(reader.at).lower()));
  }

  private void read() {
    if (take("drop", "table")) {
      take("if", "exists");
      names().forEach(t -> add(HazardKind.DROPS_TABLE, t, Optional.empty()));
    } else if (take("alter", "table")) {
      take("if", "exists");
      take("only");
      name().ifPresent(this::columns);
    } else if (take("truncate")) {
      take("table");
      names().forEach(t -> add(HazardKind.DELETES_EVERY_ROW, t, Optional.empty()));
    } else if (take("update")) {
      take("only");
      at = take("or") ? at + 1 : at;
      name()
          .filter(t -> isUnconditional())
          .ifPresent(t -> add(HazardKind.UPDATES_EVERY_ROW, t, Optional.empty()));
    } else if (!tokens.isEmpty() && !tokens.get(0).is("create")) {
      deletes();
    }
  }

  private void add(HazardKind kind, ObjectName table, Optional<String> column) {
    found.add(new RawLoss(kind, table, column, says("cascade")));
  }

  private void columns(ObjectName table) {
    take("*");
    while (at < tokens.size()) {
      if (take("drop") && !take("constraint")) {
        take("column");
        take("if", "exists");
        if (at < tokens.size() && tokens.get(at).isName()) {
          add(HazardKind.DROPS_COLUMN, table, Optional.of(dialect.nameOf(tokens.get(at))));
        }
      } else if (take("alter") && !take("constraint")) {
        take("column");
        alteredType(table);
      }
      nextAction();
    }
  }

  private void alteredType(ObjectName table) {
    if (at >= tokens.size() || !tokens.get(at).isName()) {
      return;
    }
    String column = dialect.nameOf(tokens.get(at++));
    if (take("type") || take("set", "data", "type")) {
      add(HazardKind.NARROWS_TYPE, table, Optional.of(column));
    }
  }

  private void nextAction() {
    int depth = 0;
    while (at < tokens.size()) {
      SqlToken token = tokens.get(at++);
      depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
      if (depth == 0 && token.is(",")) {
        return;
      }
    }
  }

  /** Also those within WITH, which run whether or not anybody reads what they return. */
  private void deletes() {
    for (int i = 0; i + 2 < tokens.size(); i++) {
      if (tokens.get(i).is("delete") && tokens.get(i + 1).is("from")) {
        at = i + 2;
        take("only");
        Optional<ObjectName> table = name();
        if (table.isPresent() && isUnconditional()) {
          add(HazardKind.DELETES_EVERY_ROW, table.get(), Optional.empty());
        }
      }
    }
  }

  /** Whether no condition looks at the rows, from here to the end of the DELETE. */
  private boolean isUnconditional() {
    int depth = 0;
    boolean condition = false;
    for (int i = at; i < tokens.size() && depth >= 0; i++) {
      SqlToken token = tokens.get(i);
      depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
      if (depth == 0 && token.is("where")) {
        condition = true;
      } else if (depth == 0 && condition && BEHIND_CONDITION.contains(token.lower())) {
        return true;
      } else if (condition && looks(token)) {
        return false;
      }
    }
    return true;
  }

  private static boolean looks(SqlToken token) {
    return switch (token.kind()) {
      case WORD -> !CONSTANTS.contains(token.lower());
      case QUOTED_NAME, PARAMETER -> true;
      default -> false;
    };
  }

  private List<ObjectName> names() {
    List<ObjectName> names = new ArrayList<>();
    do {
      take("only");
      name().ifPresent(names::add);
      take("*");
    } while (take(","));
    return names;
  }

  private Optional<ObjectName> name() {
    List<String> parts = new ArrayList<>();
    do {
      if (at >= tokens.size() || !tokens.get(at).isName()) {
        return Optional.empty();
      }
      parts.add(dialect.nameOf(tokens.get(at++)));
    } while (take("."));
    String last = parts.get(parts.size() - 1);
    if (parts.stream().anyMatch(String::isBlank)) {
      return Optional.empty();
    }
    return Optional.of(
        parts.size() == 1
            ? ObjectName.of(last)
            : dialect.inSchema(parts.get(parts.size() - 2), last));
  }

  private boolean says(String word) {
    return tokens.stream().anyMatch(t -> t.is(word));
  }

  /** Whether these words come next, which are passed then. */
  private boolean take(String... words) {
    if (at + words.length > tokens.size()) {
      return false;
    }
    for (int i = 0; i < words.length; i++) {
      if (!tokens.get(at + i).is(words[i])) {
        return false;
      }
    }
    at += words.length;
    return true;
  }
}
