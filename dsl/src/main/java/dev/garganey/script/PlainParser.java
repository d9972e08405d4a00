package dev.garganey.script;

import static dev.garganey.script.PlainText.require;

import dev.garganey.script.Plain.Amount;
import dev.garganey.script.Plain.Attribute;
import dev.garganey.script.Plain.Braces;
import dev.garganey.script.Plain.Entries;
import dev.garganey.script.Plain.Items;
import dev.garganey.script.Plain.Literal;
import dev.garganey.script.Plain.Name;
import dev.garganey.script.Plain.Saying;
import dev.garganey.script.Plain.Statement;
import dev.garganey.script.PlainText.Mark;
import dev.garganey.script.SourceText.Range;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * PlainParser reads scripts that are no more than words, values and blocks, because Groovy takes
 * longer to load than all else that a short run needs, and a hundred times as long to read. What it
 * does not understand is left to Groovy: it never guesses.
 */
final class PlainParser {
  private static final Set<String> VALUES = Set.of("true", "false", "null");

  private final PlainText text;

  private PlainParser(String script) {
    this.text = new PlainText(script);
  }

  /**
   * The statements of a script.
   *
   * @throws Beyond if it takes Groovy to understand it
   */
  static List<Statement> parse(String script) {
    PlainParser parser = new PlainParser(script);
    List<Statement> statements = parser.statements();
    require(parser.text.atEnd());
    return statements;
  }

  private List<Statement> statements() {
    List<Statement> statements = new ArrayList<>();
    text.gap();
    while (text.atWord()) {
      statements.add(statement());
      text.blanks();
      require(text.atEnd() || "\n;}".indexOf(text.peek()) >= 0);
      text.gap();
      while (text.take(';')) {
        text.gap();
      }
    }
    return statements;
  }

  private Statement statement() {
    int line = text.line();
    int column = text.column();
    Plain first = path();
    Plain expression =
        first instanceof Name name && isNext('(') ? spaced(name.word()) : chain(first);
    return new Statement(expression, new Range(line, column, text.line(), text.column()));
  }

  // --- Words -------------------------------------------------------------------------------------

  /** {@code word}, {@code word(…) { … }}, {@code word(…).word(…)}. */
  private Plain path() {
    String word = text.word();
    return dotted(isCalled() ? saying(Optional.empty(), word) : new Name(word));
  }

  private Plain dotted(Plain first) {
    Plain expression = first;
    while (true) {
      Mark before = text.mark();
      text.gap();
      if (!text.take('.')) {
        text.reset(before);
        return expression;
      }
      String word = text.word();
      expression =
          isCalled() ? saying(Optional.of(expression), word) : new Attribute(expression, word);
    }
  }

  private boolean isCalled() {
    return text.peek() == '(' || isNext('{');
  }

  /** Whether {@code c} is the next on this line but for blanks. */
  private boolean isNext(char c) {
    Mark before = text.mark();
    text.blanks();
    boolean next = text.peek() == c && !text.atEnd();
    text.reset(before);
    return next;
  }

  /** A word's arguments in parentheses, a block after them, or both. */
  private Saying saying(Optional<Plain> to, String word) {
    Arguments arguments = new Arguments();
    if (text.take('(')) {
      text.gap();
      if (text.peek() != ')') {
        do {
          text.gap();
          argument(arguments);
          text.gap();
        } while (text.take(','));
      }
      text.expect(')');
    }
    if (isNext('{')) {
      text.blanks();
      arguments.add(braces());
    }
    return new Saying(to, word, arguments.all());
  }

  /** {@code word (…)}, after which nothing can follow: it would belong to the parentheses. */
  private Saying spaced(String word) {
    text.blanks();
    Saying saying = saying(Optional.empty(), word);
    Mark before = text.mark();
    text.gap();
    require(text.peek() != '.');
    text.reset(before);
    return saying;
  }

  /** What follows a word without parentheses: {@code word 'a', 'b' word 'c' word()}. */
  private Plain chain(Plain first) {
    Plain expression = first;
    if (takesArguments()) {
      expression =
          first instanceof Name name
              ? command(Optional.empty(), name.word())
              : first instanceof Attribute attribute
                  ? command(Optional.of(attribute.of()), attribute.word())
                  : first;
    }
    while (isWordNext()) {
      text.blanks();
      String word = text.word();
      require(!Keywords.contains(word));
      if (isCalled()) {
        expression = dotted(saying(Optional.of(expression), word));
      } else if (text.peek() == '.') {
        expression = dotted(new Attribute(expression, word));
      } else {
        expression =
            takesArguments()
                ? command(Optional.of(expression), word)
                : new Attribute(expression, word);
      }
    }
    return expression;
  }

  private boolean isWordNext() {
    Mark before = text.mark();
    text.blanks();
    boolean next = text.atWord();
    text.reset(before);
    return next;
  }

  private boolean takesArguments() {
    Mark before = text.mark();
    text.blanks();
    boolean next = text.atText() || text.atNumber() || text.atWord();
    text.reset(before);
    return next;
  }

  private Saying command(Optional<Plain> to, String word) {
    Arguments arguments = new Arguments();
    text.blanks();
    argument(arguments);
    while (isNext(',')) {
      text.blanks();
      text.expect(',');
      text.gap();
      argument(arguments);
    }
    return new Saying(to, word, arguments.all());
  }

  /** Arguments gathers those of one word. */
  private static final class Arguments {
    private final List<Plain> others = new ArrayList<>();
    private final Map<String, Plain> named = new LinkedHashMap<>();

    void add(Plain argument) {
      others.add(argument);
    }

    List<Plain> all() {
      List<Plain> all = new ArrayList<>();
      if (!named.isEmpty()) {
        all.add(new Entries(named));
      }
      all.addAll(others);
      return all;
    }
  }

  private void argument(Arguments arguments) {
    Optional<String> key = key();
    if (key.isPresent()) {
      require(arguments.named.putIfAbsent(key.get(), value()) == null);
    } else {
      arguments.add(text.peek() == '{' ? braces() : value());
    }
  }

  private Braces braces() {
    text.expect('{');
    List<Statement> statements = statements();
    text.expect('}');
    return new Braces(statements);
  }

  // --- Values ------------------------------------------------------------------------------------

  /** What stands before a colon, if one is here. */
  private Optional<String> key() {
    Mark before = text.mark();
    if (text.atWord() || text.atText()) {
      boolean isWord = text.atWord();
      String key = isWord ? text.word() : text.text();
      text.blanks();
      if (text.take(':')) {
        require(!isWord || !VALUES.contains(key));
        text.gap();
        return Optional.of(key);
      }
    }
    text.reset(before);
    return Optional.empty();
  }

  private Plain value() {
    if (text.atText()) {
      return new Literal(text.text());
    }
    if (text.atNegative()) {
      return new Literal(text.number());
    }
    if (text.atNumber()) {
      Number number = text.number();
      return text.take('.') ? new Amount(number, text.word()) : new Literal(number);
    }
    if (text.peek() == '[') {
      return brackets();
    }
    Mark before = text.mark();
    String word = text.word();
    if (VALUES.contains(word)) {
      return new Literal(word.equals("null") ? null : (Object) word.equals("true"));
    }
    text.reset(before);
    return path();
  }

  /** A list or a map; a comma may stand after the last of it. */
  private Plain brackets() {
    text.expect('[');
    text.gap();
    Map<String, Plain> entries = new LinkedHashMap<>();
    List<Plain> items = new ArrayList<>();
    boolean isMap = text.take(':');
    text.gap();
    while (!isMap && text.peek() != ']') {
      Optional<String> key = key();
      if (key.isPresent()) {
        require(entries.putIfAbsent(key.get(), value()) == null);
      } else {
        items.add(value());
      }
      text.gap();
      if (!text.take(',')) {
        break;
      }
      text.gap();
    }
    text.expect(']');
    require(entries.isEmpty() || items.isEmpty());
    return isMap || !entries.isEmpty() ? new Entries(entries) : new Items(items);
  }
}
