package dev.garganey.script;

import dev.garganey.operation.SourcePosition;
import dev.garganey.script.SettingValue.FileText;
import dev.garganey.script.SettingValue.Flag;
import dev.garganey.script.SettingValue.Other;
import dev.garganey.script.SettingValue.Quantity;
import dev.garganey.script.SettingValue.Text;
import dev.garganey.script.SettingValue.Variable;
import dev.garganey.script.SettingValue.Word;
import groovy.lang.Closure;
import groovy.lang.Script;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** SettingsScript is what a settings script extends; it records the words that the script calls. */
public abstract class SettingsScript extends Script {
  private final Deque<List<SettingCall>> open = new ArrayDeque<>();
  private String source = "";
  private String file = "";
  private Function<String, Optional<String>> environment = name -> Optional.empty();

  void begin(String text, String name, Function<String, Optional<String>> variables) {
    source = text;
    file = name;
    environment = variables;
    open.push(new ArrayList<>());
  }

  List<SettingCall> calls() {
    return open.element();
  }

  /** Takes a call of the script; the compiler puts it in the place of every plain call. */
  public Object settingAt(int line, int column, String word, Object @Nullable ... values) {
    // Groovy hands over a lone null as no array at all.
    Object[] arguments = values == null ? new Object[1] : values;
    if (!getMetaClass().respondsTo(this, word, arguments).isEmpty()) {
      return invokeMethod(word, arguments);
    }
    if (getBinding().hasVariable(word)
        && getBinding().getVariable(word) instanceof Closure<?> code) {
      return code.call(arguments);
    }
    List<Object> given = new ArrayList<>(Arrays.asList(arguments));
    if (word.equals("env") || word.equals("file")) {
      return source(line, column, word, given);
    }
    Optional<List<SettingCall>> block = Optional.empty();
    if (!given.isEmpty() && given.get(given.size() - 1) instanceof Closure<?> code) {
      given.remove(given.size() - 1);
      open.push(new ArrayList<>());
      code.call();
      block = Optional.of(open.pop());
    }
    Map<String, SettingValue> named = new LinkedHashMap<>();
    if (!given.isEmpty() && given.get(0) instanceof Map<?, ?> map) {
      given.remove(0);
      map.forEach((key, value) -> named.put(String.valueOf(key), value(value)));
    }
    List<SettingValue> positional = given.stream().map(SettingsScript::value).toList();
    open.element().add(new SettingCall(word, line, column, positional, named, block));
    return new Word(word);
  }

  /** A number with a unit; the compiler puts it in the place of {@code 10.s}. */
  public Object quantity(Number number, String unit) {
    return new Quantity(new BigDecimal(number.toString()), Optional.of(unit));
  }

  /** A bare word is a word where no variable has that name. */
  @Override
  public Object getProperty(String property) {
    boolean known =
        getBinding().hasVariable(property) || getMetaClass().hasProperty(this, property) != null;
    return known ? super.getProperty(property) : new Word(property);
  }

  private Object source(int line, int column, String word, List<Object> given) {
    boolean texts = given.stream().allMatch(CharSequence.class::isInstance);
    if (!texts || given.isEmpty() || given.size() > (word.equals("env") ? 2 : 1)) {
      String form = word.equals("env") ? "env('NAME') or env('NAME', 'default')" : "file('path')";
      throw new ScriptMistakes(
          List.of(Mistake.in(source, new SourcePosition(file, line, column), "Write " + form)));
    }
    String first = given.get(0).toString();
    if (word.equals("file")) {
      return new FileText(first);
    }
    Optional<String> fallback =
        given.size() == 2 ? Optional.of(given.get(1).toString()) : Optional.empty();
    return new VariableText(
        new Variable(first, fallback), environment.apply(first).or(() -> fallback));
  }

  private static SettingValue value(@Nullable Object value) {
    if (value instanceof SettingValue known) {
      return known;
    }
    if (value instanceof VariableText text) {
      return text.variable();
    }
    if (value instanceof CharSequence) {
      return new Text(value.toString());
    }
    if (value instanceof Boolean flag) {
      return new Flag(flag);
    }
    if (value instanceof Number number) {
      return new Quantity(new BigDecimal(number.toString()), Optional.empty());
    }
    return new Other(
        value == null ? "null" : "a value of type " + value.getClass().getSimpleName());
  }
}
