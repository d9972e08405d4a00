package dev.garganey.shell.interactive;

import dev.garganey.model.Suggestion;
import dev.garganey.shell.command.UsageMistake;
import dev.garganey.shell.result.Format;
import dev.garganey.sql.SqlMistake;
import dev.garganey.sql.SqlPart;
import dev.garganey.sql.SqlSplitter;
import dev.garganey.sql.SqlSyntax;
import dev.garganey.sql.SqlToken;
import dev.garganey.sql.SqlTokenizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * EntryReader tells what was typed: the first word decides. The name of a command begins a command,
 * which ends with its line; a word of SQL begins a statement, which ends with a semicolon; a
 * backslash begins a switch; all else is Groovy, which ends when its brackets are closed.
 */
final class EntryReader {
  /** What statements of SQL begin with; of these products and of the standard. */
  static final Set<String> SQL =
      Set.of(
          "abort",
          "alter",
          "analyze",
          "attach",
          "begin",
          "call",
          "checkpoint",
          "close",
          "cluster",
          "comment",
          "commit",
          "copy",
          "create",
          "deallocate",
          "declare",
          "delete",
          "detach",
          "discard",
          "do",
          "drop",
          "end",
          "execute",
          "explain",
          "fetch",
          "grant",
          "import",
          "insert",
          "listen",
          "load",
          "lock",
          "merge",
          "move",
          "notify",
          "pragma",
          "prepare",
          "reassign",
          "refresh",
          "reindex",
          "release",
          "replace",
          "reset",
          "revoke",
          "rollback",
          "savepoint",
          "security",
          "select",
          "set",
          "show",
          "start",
          "table",
          "truncate",
          "unlisten",
          "update",
          "vacuum",
          "values",
          "with");

  private static final Pattern FIRST =
      Pattern.compile("\\s*([\\p{L}_][\\p{L}\\p{N}_]*)(.*)", Pattern.DOTALL);
  private static final Pattern SWITCH = Pattern.compile("\\\\([a-zA-Z?!]\\w*\\+?)\\s*(.*)");

  /** How an operation of a migration goes on, and a statement of SQL does not. */
  private static final Pattern CALLED = Pattern.compile("\\s*(\\(|').*", Pattern.DOTALL);

  /** How Groovy goes on behind a word that is a command too. */
  private static final Pattern SCRIPTED =
      Pattern.compile("(\\s*(\\(|\\{|=[^=])|\\.\\w).*", Pattern.DOTALL);

  /** How Groovy goes on behind a word of SQL, and no statement does. */
  private static final Pattern ASSIGNED = Pattern.compile("(\\s*=[^=]|\\.\\w).*", Pattern.DOTALL);

  /** How Groovy goes on behind {@code new}, where the name of a class stands and not a title. */
  private static final Pattern INSTANCE =
      Pattern.compile("\\s+[\\p{L}_][\\w.]*(<[\\w.,?\\s<>]*>)?[(\\[].*", Pattern.DOTALL);

  /** How a statement of SQL goes on, and hardly any Groovy that ends with a semicolon does. */
  private static final Pattern STATED = Pattern.compile("\\s+[\\p{L}\\p{N}_*\"]");

  /** The words with which a line of Groovy begins that looks like a command. */
  private static final Set<String> GROOVY =
      Set.of(
          "assert",
          "boolean",
          "class",
          "def",
          "double",
          "enum",
          "final",
          "import",
          "int",
          "interface",
          "long",
          "new",
          "print",
          "printf",
          "println",
          "record",
          "static",
          "throw",
          "trait",
          "var",
          "BigDecimal",
          "Integer",
          "List",
          "Long",
          "Map",
          "String");

  /** Commands that take nothing: with anything behind it, the word begins SQL. */
  private static final Set<String> ALONE = Set.of("drop");

  /** A line of plain words, as a command is; what has brackets or signs is Groovy. */
  private static final Pattern PLAIN_WORDS = Pattern.compile("[\\w-]+(\\s+[\\w./:*-]+)*");

  /** What makes IMPORT a statement of SQL: IMPORT FOREIGN SCHEMA. */
  private static final Pattern FOREIGN =
      Pattern.compile("\\s+foreign\\b", Pattern.CASE_INSENSITIVE);

  private static final Set<String> CALLABLE =
      Set.of("insert", "update", "delete", "execute", "comment");

  /** What lets a statement end without a semicolon, as psql and mysql know it. */
  private static final Pattern VERTICAL_END =
      Pattern.compile("(.*)\\\\(g|gx|G)(\\s.*)?", Pattern.DOTALL);

  private final SqlSyntax syntax;
  private final Collection<String> commands;
  private final Collection<String> names;

  /**
   * A reader.
   *
   * @param commands the names of commands
   * @param names those that Groovy gave to variables and methods
   */
  EntryReader(SqlSyntax syntax, Collection<String> commands, Collection<String> names) {
    this.syntax = syntax;
    this.commands = Set.copyOf(commands);
    this.names = Set.copyOf(names);
  }

  /**
   * Read is the first thing that a text says.
   *
   * @param rest the text behind it
   */
  record Read(Entry entry, String rest) {}

  /**
   * The first thing that a text says; empty where it says nothing.
   *
   * @param inTransaction whether a transaction is open, which {@code rollback} would then end
   * @throws Incomplete if it goes on in the next line
   * @throws UsageMistake if it makes no sense
   */
  Optional<Read> next(String text, boolean inTransaction) {
    String rest = withoutLeadingComments(text);
    if (rest.isEmpty()) {
      return Optional.empty();
    }
    String line = firstLine(rest);
    if (rest.startsWith("\\")) {
      return Optional.of(new Read(switched(line), rest.substring(line.length())));
    }
    Matcher first = FIRST.matcher(rest);
    String word = first.matches() ? first.group(1) : "";
    String behind = first.matches() ? first.group(2) : rest;
    if (isSql(word.toLowerCase(Locale.ROOT), behind, line, inTransaction)) {
      return Optional.of(sql(rest));
    } else if (isCommand(word, behind)) {
      return Optional.of(command(rest));
    } else if (!word.isEmpty()
        && !GROOVY.contains(word)
        && !names.contains(word)
        && PLAIN_WORDS.matcher(line.strip()).matches()) {
      throw unknown(line.strip().split("\\s+", 2)[0]);
    } else if (isMistypedSql(word, behind, line)) {
      throw new UsageMistake("There is no statement `" + word + "`" + Suggestion.clause(word, SQL));
    }
    return Optional.of(script(rest));
  }

  private boolean isSql(String word, String behind, String line, boolean inTransaction) {
    if (!beginsSql(word, behind)) {
      return false;
    }
    if (word.equals("import")) {
      return true;
    }
    if (ALONE.contains(word)) {
      return !line.strip().equalsIgnoreCase(word);
    }
    // Some words mean a command as well: a semicolon, or a transaction that is open, tells.
    return !commands.contains(word)
        || line.stripTrailing().endsWith(";")
        || (inTransaction && word.equals("rollback"));
  }

  /** Whether a text goes on behind its first word as only Groovy does. */
  static boolean isScripted(String text) {
    Matcher first = FIRST.matcher(text);
    return first.matches() && SCRIPTED.matcher(first.group(2)).matches();
  }

  /** Whether a text begins as statements of SQL do, which Groovy does not. */
  static boolean beginsSql(String text) {
    String rest;
    try {
      rest = withoutLeadingComments(text);
    } catch (Incomplete comment) {
      return false;
    }
    Matcher first = FIRST.matcher(rest);
    return first.matches() && beginsSql(first.group(1).toLowerCase(Locale.ROOT), first.group(2));
  }

  private static boolean beginsSql(String word, String behind) {
    return SQL.contains(word)
        && !ASSIGNED.matcher(behind).matches()
        && !(CALLABLE.contains(word) && CALLED.matcher(behind).matches())
        && !(word.equals("import") && !FOREIGN.matcher(behind).lookingAt());
  }

  private boolean isCommand(String word, String behind) {
    return commands.contains(word)
        && !SCRIPTED.matcher(behind).matches()
        && !(word.equals("new") && INSTANCE.matcher(behind).matches());
  }

  private boolean isMistypedSql(String word, String behind, String line) {
    return line.stripTrailing().endsWith(";")
        && STATED.matcher(behind).lookingAt()
        && !GROOVY.contains(word)
        && !names.contains(word)
        && !SQL.contains(word.toLowerCase(Locale.ROOT))
        && Suggestion.nearest(word, SQL).isPresent();
  }

  private UsageMistake unknown(String word) {
    return new UsageMistake(
        "There is no command `"
            + word
            + "`"
            + Suggestion.clause(word, commands)
            + " (help lists them; SQL ends with a semicolon)");
  }

  private static String firstLine(String text) {
    int end = text.indexOf('\n');
    return end < 0 ? text : text.substring(0, end);
  }

  private static String withoutLeadingComments(String text) {
    String rest = text.stripLeading();
    while (true) {
      if (rest.startsWith("--") || rest.startsWith("//") || rest.startsWith("#")) {
        rest = rest.substring(firstLine(rest).length()).stripLeading();
      } else if (rest.startsWith("/*")) {
        int end = rest.indexOf("*/");
        if (end < 0) {
          throw new Incomplete("*/");
        }
        rest = rest.substring(end + 2).stripLeading();
      } else {
        return rest;
      }
    }
  }

  private static Entry switched(String line) {
    Matcher matcher = SWITCH.matcher(line.strip());
    if (!matcher.matches()) {
      throw new UsageMistake("`" + line.strip() + "` is no switch; \\? lists them");
    }
    return new Entry.Switch(matcher.group(1), matcher.group(2).strip());
  }

  private static Read command(String text) {
    // A quote may stay open over lines; then the words end with the line that closes it.
    int end = firstLine(text).length();
    while (true) {
      try {
        return new Read(CommandLineWords.read(text.substring(0, end)), text.substring(end));
      } catch (Incomplete open) {
        if (end >= text.length()) {
          throw open;
        }
        int next = text.indexOf('\n', end + 1);
        end = next < 0 ? text.length() : next;
      }
    }
  }

  private static Read script(String text) {
    if (!Brackets.areClosed(text)) {
      throw new Incomplete("a closing bracket or quote");
    }
    return new Read(new Entry.Script(text.strip()), "");
  }

  private Read sql(String text) {
    Matcher vertical = VERTICAL_END.matcher(text);
    int end = endOfStatement(text);
    if (end < 0) {
      if (vertical.matches() && !vertical.group(1).isBlank() && !inString(vertical.group(1))) {
        Optional<Format> format =
            vertical.group(2).equals("g") ? Optional.empty() : Optional.of(Format.VERTICAL);
        String target = Optional.ofNullable(vertical.group(3)).orElse("").strip();
        Ending read = ending(psqlTarget(target));
        return new Read(
            new Entry.Sql(
                vertical.group(1).strip(), new Ending(format.or(read::format), read.destination())),
            "");
      }
      throw new Incomplete(";");
    }
    String statement = text.substring(0, end);
    String behind = text.substring(end + 1);
    String line = firstLine(behind);
    if (startsEnding(line.strip())) {
      return new Read(
          new Entry.Sql(statement.strip(), ending(line.strip())), behind.substring(line.length()));
    }
    return new Read(new Entry.Sql(statement.strip(), Ending.PLAIN), behind);
  }

  /** As psql has it: a name behind {@code \g} is a file. */
  private static String psqlTarget(String target) {
    return target.isEmpty() || target.startsWith("|") || target.startsWith(">")
        ? target
        : "> " + target;
  }

  private boolean inString(String text) {
    try {
      SqlTokenizer.tokenize(text, syntax);
      return false;
    } catch (SqlMistake open) {
      return true;
    }
  }

  private static boolean startsEnding(String line) {
    return line.startsWith(">") || line.startsWith("|") || line.startsWith("--format");
  }

  private static Ending ending(String text) {
    if (text.isEmpty()) {
      return Ending.PLAIN;
    }
    Entry.Words read = CommandLineWords.read(text);
    List<String> words = new ArrayList<>(read.words());
    Optional<Format> format = Optional.empty();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (word.startsWith("--format=")) {
        format = Optional.of(format(word.substring("--format=".length())));
      } else if (word.equals("--format") && i + 1 < words.size()) {
        format = Optional.of(format(words.get(++i)));
      } else {
        throw new UsageMistake(
            "Behind the semicolon can stand --format FORMAT, > FILE, >> FILE or | PROGRAM, not `"
                + word
                + "`"
                + Suggestion.clause(word, List.of("--format")));
      }
    }
    return new Ending(format, read.destination());
  }

  /**
   * The format that a word means.
   *
   * @throws UsageMistake if it means none
   */
  static Format format(String word) {
    return Format.named(word)
        .orElseThrow(
            () ->
                new UsageMistake(
                    "There is no format `"
                        + word
                        + "`; there are "
                        + String.join(", ", Format.words())));
  }

  /** The place of the semicolon that ends the first statement; or -1. */
  private int endOfStatement(String text) {
    List<SqlToken> tokens;
    try {
      tokens = SqlTokenizer.tokenize(text, syntax);
    } catch (SqlMistake open) {
      return endBeforeOpenString(text);
    }
    List<SqlPart> parts = SqlSplitter.split(text, syntax);
    if (parts.isEmpty()) {
      return -1;
    }
    int begins = text.indexOf(parts.get(0).text());
    int ends = begins + parts.get(0).text().length();
    return tokens.stream()
        .filter(t -> t.start() >= ends && t.is(";"))
        .mapToInt(SqlToken::start)
        .findFirst()
        .orElse(-1);
  }

  /** A later statement may have a string that is still open; the first one is whole. */
  private int endBeforeOpenString(String text) {
    int at = text.indexOf(';');
    while (at >= 0) {
      String head = text.substring(0, at + 1);
      if (!inString(head) && SqlSplitter.split(head, syntax).size() == 1) {
        int end = endOfStatement(head);
        if (end >= 0) {
          return end;
        }
      }
      at = text.indexOf(';', at + 1);
    }
    return -1;
  }
}
