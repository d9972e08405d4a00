package dev.garganey.script;

import static dev.garganey.script.PlainText.require;

import dev.garganey.script.Plain.Amount;
import dev.garganey.script.Plain.Braces;
import dev.garganey.script.Plain.Entries;
import dev.garganey.script.Plain.Literal;
import dev.garganey.script.Plain.Name;
import dev.garganey.script.Plain.Saying;
import dev.garganey.script.Plain.Statement;
import dev.garganey.script.SettingValue.FileText;
import dev.garganey.script.SettingValue.Flag;
import dev.garganey.script.SettingValue.Quantity;
import dev.garganey.script.SettingValue.Text;
import dev.garganey.script.SettingValue.Variable;
import dev.garganey.script.SettingValue.Word;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * SettingsParser reads the settings that are no more than words, values and blocks; others are left
 * to Groovy, which takes longer to load than all else that a run with nothing to do needs.
 */
final class SettingsParser {
  private SettingsParser() {}

  /** The calls of a text; empty where it takes Groovy to understand it. */
  static Optional<List<SettingCall>> parse(String text) {
    try {
      return Optional.of(calls(PlainParser.parse(text)));
    } catch (Beyond e) {
      return Optional.empty();
    }
  }

  private static List<SettingCall> calls(List<Statement> statements) {
    return statements.stream().map(SettingsParser::call).toList();
  }

  private static SettingCall call(Statement statement) {
    String word;
    List<Plain> given;
    if (statement.expression() instanceof Saying saying && saying.to().isEmpty()) {
      word = saying.word();
      given = saying.arguments();
    } else if (statement.expression() instanceof Name name) {
      word = name.word();
      given = List.of();
    } else {
      throw new Beyond();
    }
    List<SettingValue> arguments = new ArrayList<>();
    Map<String, SettingValue> named = new LinkedHashMap<>();
    Optional<List<SettingCall>> block = Optional.empty();
    for (Plain argument : given) {
      require(block.isEmpty());
      if (argument instanceof Entries entries && arguments.isEmpty() && named.isEmpty()) {
        entries.entries().forEach((key, value) -> named.put(key, value(value)));
      } else if (argument instanceof Braces braces) {
        block = Optional.of(calls(braces.statements()));
      } else {
        arguments.add(value(argument));
      }
    }
    return new SettingCall(
        own(word), statement.range().line(), statement.range().column(), arguments, named, block);
  }

  private static SettingValue value(Plain plain) {
    if (plain instanceof Literal literal && literal.value() instanceof String text) {
      return new Text(text);
    }
    if (plain instanceof Literal literal && literal.value() instanceof Boolean flag) {
      return new Flag(flag);
    }
    if (plain instanceof Literal literal && literal.value() instanceof Number number) {
      return quantity(number, Optional.empty());
    }
    if (plain instanceof Amount amount) {
      return quantity(amount.number(), Optional.of(amount.unit()));
    }
    if (plain instanceof Name name) {
      return new Word(own(name.word()));
    }
    if (plain instanceof Saying saying && saying.to().isEmpty()) {
      return source(saying);
    }
    throw new Beyond();
  }

  private static Quantity quantity(Number number, Optional<String> unit) {
    BigDecimal exact = new BigDecimal(number.toString());
    require(exact.signum() >= 0);
    return new Quantity(exact, unit);
  }

  /** {@code env('X')}, {@code env('X', 'otherwise')}, {@code file('path')}. */
  private static SettingValue source(Saying saying) {
    List<String> texts = saying.arguments().stream().map(SettingsParser::text).toList();
    if (saying.word().equals("file") && texts.size() == 1) {
      return new FileText(texts.get(0));
    }
    require(saying.word().equals("env") && (texts.size() == 1 || texts.size() == 2));
    return new Variable(texts.get(0), texts.stream().skip(1).findFirst());
  }

  private static String text(Plain plain) {
    if (value(plain) instanceof Text text) {
      return text.text();
    }
    throw new Beyond();
  }

  /** A word that Groovy leaves to the settings. */
  private static String own(String word) {
    require(!Keywords.contains(word));
    return word;
  }
}
