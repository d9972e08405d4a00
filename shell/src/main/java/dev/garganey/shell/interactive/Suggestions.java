package dev.garganey.shell.interactive;

import dev.garganey.model.ObjectName;
import dev.garganey.shell.command.Command;
import dev.garganey.shell.command.Commands;
import dev.garganey.shell.command.Option;
import dev.garganey.shell.result.Format;
import dev.garganey.sql.SqlMistake;
import dev.garganey.sql.SqlSyntax;
import dev.garganey.sql.SqlToken;
import dev.garganey.sql.SqlTokenizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Suggestions are what can stand where the cursor is. */
final class Suggestions {
  /**
   * Suggestion is one of them.
   *
   * @param value what takes the place of the word at the cursor
   * @param about what it is, in a few words; may be empty
   * @param apart whether a blank follows it
   */
  record Suggestion(String value, String group, String about, boolean apart) {}

  private static final int MOST = 500;

  /** The words behind which a table is named. */
  private static final Set<String> BEFORE_TABLE =
      Set.of(
          "from", "join", "into", "update", "table", "references", "view", "truncate", "analyze");

  private final SqlSyntax syntax;
  private final Commands commands;
  private final Builtins builtins;
  private final List<String> environments;
  private final Function<String, String> quoting;
  private final Names names;
  private final ScriptSuggestions script;

  /**
   * Suggestions for one database.
   *
   * @param quoting a name as SQL says it, between quotes where that is needed
   */
  Suggestions(
      SqlSyntax syntax,
      Commands commands,
      Builtins builtins,
      List<String> environments,
      Function<String, String> quoting,
      Names names,
      ScriptSuggestions script) {
    this.syntax = syntax;
    this.commands = commands;
    this.builtins = builtins;
    this.environments = environments;
    this.quoting = quoting;
    this.names = names;
    this.script = script;
  }

  /**
   * What can take the place of the word before the cursor.
   *
   * @param text what stands before the cursor
   * @param behind what stands after it, which may say of which tables a column is
   */
  List<Suggestion> at(String text, String behind) {
    String left = text.stripLeading();
    String word = wordAt(left);
    String before = left.substring(0, left.length() - word.length());
    Map<String, Suggestion> found = new LinkedHashMap<>();
    if (left.startsWith("\\")) {
      switches(left, before, word, found);
    } else if (before.isBlank()) {
      firstWords(word, found);
      if (!word.isEmpty()) {
        script(left, found);
      }
    } else {
      String first = before.strip().split("\\s+", 2)[0];
      if (EntryReader.isScripted(left) && !EntryReader.beginsSql(left)) {
        script(left, found);
      } else if (commands.find(first).isPresent() && !before.contains(";")) {
        command(commands.find(first).get(), before, word, found);
      } else if (builtins.find(first).isPresent()) {
        builtin(first, before, word, found);
      } else if (EntryReader.beginsSql(left)) {
        sql(text, behind, word, found);
      } else {
        script(left, found);
      }
    }
    return found.values().stream().limit(MOST).toList();
  }

  /** The word that ends where a text ends: what a name, an option or a path is made of. */
  static String wordAt(String text) {
    int start = text.length();
    while (start > 0 && isPartOfWord(text.charAt(start - 1))) {
      start--;
    }
    return text.substring(start);
  }

  private static boolean isPartOfWord(char c) {
    return Character.isLetterOrDigit(c) || "_-\\$".indexOf(c) >= 0;
  }

  static void add(Map<String, Suggestion> found, String value, String group, String about) {
    found.putIfAbsent(value, new Suggestion(value, group, about, true));
  }

  static boolean begins(String name, String prefix) {
    return name.regionMatches(true, 0, prefix, 0, prefix.length());
  }

  private void script(String text, Map<String, Suggestion> found) {
    script.at(text).forEach(s -> found.putIfAbsent(s.value(), s));
  }

  private void switches(String left, String before, String word, Map<String, Suggestion> found) {
    if (before.isEmpty()) {
      Switches.HELP.forEach(
          (usage, about) -> {
            String name = usage.split(" ", 2)[0];
            if (begins(name, word)) {
              add(found, name, "switches", about);
            }
          });
    } else if (left.startsWith("\\format")) {
      given(Format.words(), word, "formats", found);
    } else if (left.startsWith("\\c ")) {
      given(environments, word, "environments", found);
    } else if (left.startsWith("\\d")) {
      tables(word, false, found);
    }
  }

  private void firstWords(String word, Map<String, Suggestion> found) {
    for (String name : commands.names()) {
      if (begins(name, word)) {
        add(found, name, "commands", commands.find(name).orElseThrow().summary());
      }
    }
    for (String name : builtins.names()) {
      if (begins(name, word)) {
        add(found, name, "commands", builtins.find(name).orElseThrow().summary());
      }
    }
    for (String name : EntryReader.SQL.stream().sorted().toList()) {
      if (begins(name, word) && !word.isEmpty()) {
        add(found, cased(name, word), "SQL", "");
      }
    }
  }

  private void command(Command command, String before, String word, Map<String, Suggestion> found) {
    String previous = before.strip().replaceFirst(".*\\s", "");
    if (word.startsWith("-")) {
      for (Option option : command.options()) {
        if (begins(option.key(), word)) {
          add(found, option.key(), "options", option.description());
        }
      }
      return;
    }
    Optional<Option> valued =
        command.options().stream()
            .filter(o -> !o.isFlag() && o.names().contains(previous))
            .findFirst();
    String wanted = valued.map(Option::value).orElse(String.join(" ", command.arguments()));
    if (previous.equals("--env")) {
      given(environments, word, "environments", found);
    } else if (wanted.contains("|")) {
      given(List.of(wanted.split("\\|")), word, "values", found);
    } else if (valued.isEmpty() && command.arguments().contains("[KIND]")) {
      ObjectSuggestions.at(names, before, word, found);
    } else if (wanted.contains("ID")) {
      given(names.migrations(), word, "migrations", found);
    } else if (wanted.contains("TABLE") || wanted.contains("NAME")) {
      tables(word, false, found);
    }
  }

  private void builtin(String name, String before, String word, Map<String, Suggestion> found) {
    switch (name) {
      case "help" -> {
        given(commands.names(), word, "commands", found);
        given(builtins.names(), word, "commands", found);
      }
      case "try" -> given(names.migrations(), word, "migrations", found);
      case "use" -> given(environments, word, "environments", found);
      case "watch" -> {
        if (before.strip().contains(" ")) {
          firstWords(word, found);
        }
      }
      default -> {}
    }
  }

  static void given(
      Collection<String> values, String word, String group, Map<String, Suggestion> found) {
    values.stream().filter(v -> begins(v, word)).forEach(v -> add(found, v, group, ""));
  }

  private void tables(String word, boolean quoted, Map<String, Suggestion> found) {
    for (Names.Relation relation : names.beginning(word)) {
      String name = relation.name().name();
      add(
          found,
          quoted ? inSql(relation.name()) : name,
          "tables",
          (relation.view() ? "view" : "table")
              + relation.name().schema().map(s -> " of " + s).orElse(""));
    }
    names.schemas().keySet().stream()
        .filter(s -> begins(s, word))
        .forEach(s -> add(found, quoted ? quoting.apply(s) : s, "schemas", "schema"));
  }

  /** A name as a statement takes it: what is in another schema is not found without that. */
  private String inSql(ObjectName name) {
    return name.schema().map(s -> quoting.apply(s) + ".").orElse("") + quoting.apply(name.name());
  }

  private void sql(String text, String behind, String word, Map<String, Suggestion> found) {
    String before = text.substring(0, text.length() - word.length());
    List<SqlToken> tokens = lastStatement(before);
    if (tokens.isEmpty()) {
      if (!before.strip().endsWith("'")) {
        firstWords(word, found);
      }
      return;
    }
    SqlToken last = tokens.get(tokens.size() - 1);
    Map<String, Names.Relation> used = used(statementAround(text, behind));
    if (last.is(".") && tokens.size() > 1) {
      qualified(tokens, used, word, found);
      return;
    }
    if (BEFORE_TABLE.contains(last.lower()) || (last.is(",") && isAmongTables(tokens))) {
      tables(word, true, found);
      return;
    }
    columns(used, word, found);
    if (!word.isEmpty()) {
      SqlWords.KEYWORDS.stream()
          .filter(k -> begins(k, word))
          .forEach(k -> add(found, cased(k, word), "words", ""));
      SqlWords.FUNCTIONS.stream()
          .filter(f -> begins(f, word))
          .forEach(f -> add(found, cased(f, word), "functions", ""));
      tables(word, true, found);
    } else if (found.isEmpty()) {
      tables(word, true, found);
    }
  }

  /** What follows a dot: the columns of a table or alias, or the tables of a schema. */
  private void qualified(
      List<SqlToken> tokens,
      Map<String, Names.Relation> used,
      String word,
      Map<String, Suggestion> found) {
    String owner = tokens.get(tokens.size() - 2).name();
    Names.Relation relation = used.get(owner.toLowerCase(Locale.ROOT));
    if (relation != null) {
      columnsOf(relation, word, found);
      return;
    }
    for (String table : names.schemas().getOrDefault(owner.toLowerCase(Locale.ROOT), List.of())) {
      if (begins(table, word)) {
        add(found, quoting.apply(table), "tables", "table of " + owner);
      }
    }
    if (found.isEmpty()) {
      names.named(owner).forEach(r -> columnsOf(r, word, found));
    }
  }

  private void columns(
      Map<String, Names.Relation> used, String word, Map<String, Suggestion> found) {
    used.values().forEach(relation -> columnsOf(relation, word, found));
    used.forEach(
        (alias, relation) -> {
          if (begins(alias, word) && !word.isEmpty()) {
            add(found, alias, "tables", "stands for " + relation.name().name());
          }
        });
  }

  private void columnsOf(Names.Relation relation, String word, Map<String, Suggestion> found) {
    for (int i = 0; i < relation.columns().size(); i++) {
      String column = relation.columns().get(i);
      if (begins(column, word)) {
        String type = i < relation.types().size() ? relation.types().get(i) + " " : "";
        add(found, quoting.apply(column), "columns", type + "of " + relation.name().name());
      }
    }
  }

  /** The tables that a statement names, by their names and aliases in lower case. */
  private Map<String, Names.Relation> used(List<SqlToken> tokens) {
    Map<String, Names.Relation> used = new LinkedHashMap<>();
    for (int i = 0; i + 1 < tokens.size(); i++) {
      boolean table =
          Set.of("from", "join", "into", "update").contains(tokens.get(i).lower())
              || (tokens.get(i).is(",") && isAmongTables(tokens.subList(0, i + 1)));
      if (!table) {
        continue;
      }
      int at = i + 1;
      while (at + 2 < tokens.size() && tokens.get(at + 1).is(".")) {
        at += 2;
      }
      String name = tokens.get(at).name();
      Optional<Names.Relation> relation = names.named(name).stream().findFirst();
      if (relation.isEmpty()) {
        continue;
      }
      int next = at + 1 < tokens.size() && tokens.get(at + 1).is("as") ? at + 2 : at + 1;
      boolean aliased =
          next < tokens.size()
              && tokens.get(next).isName()
              && !SqlWords.KEYWORDS.contains(tokens.get(next).lower());
      used.put((aliased ? tokens.get(next).name() : name).toLowerCase(Locale.ROOT), relation.get());
    }
    return used;
  }

  /** Whether a comma stands in a list of tables: between FROM and what comes after it. */
  private static boolean isAmongTables(List<SqlToken> tokens) {
    for (int i = tokens.size() - 1; i >= 0; i--) {
      String word = tokens.get(i).lower();
      if (word.equals("from")) {
        return true;
      }
      if (Set.of("select", "where", "group", "order", "having", "set", "on", "(", "values")
          .contains(word)) {
        return false;
      }
    }
    return false;
  }

  /** The statement in which the cursor stands, with what follows it up to its semicolon. */
  private List<SqlToken> statementAround(String text, String behind) {
    List<SqlToken> statement = new ArrayList<>(lastStatement(text));
    try {
      for (SqlToken token : SqlTokenizer.tokenize(behind, syntax)) {
        if (token.is(";")) {
          break;
        }
        statement.add(token);
      }
    } catch (SqlMistake inString) {
      return statement;
    }
    return statement;
  }

  private List<SqlToken> lastStatement(String text) {
    List<SqlToken> tokens;
    try {
      tokens = SqlTokenizer.tokenize(text, syntax);
    } catch (SqlMistake inString) {
      return List.of();
    }
    List<SqlToken> last = new ArrayList<>();
    for (SqlToken token : tokens) {
      if (token.is(";")) {
        last.clear();
      } else if (token.kind() != SqlToken.Kind.COMMENT) {
        last.add(token);
      }
    }
    return last;
  }

  /** A word of SQL as the user writes such words. */
  private static String cased(String word, String typed) {
    boolean upper =
        !typed.isEmpty()
            && typed.equals(typed.toUpperCase(Locale.ROOT))
            && !typed.equals(typed.toLowerCase(Locale.ROOT));
    return upper ? word.toUpperCase(Locale.ROOT) : word;
  }
}
