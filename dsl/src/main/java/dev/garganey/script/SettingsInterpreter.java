package dev.garganey.script;

import dev.garganey.model.Suggestion;
import dev.garganey.operation.SourcePosition;
import dev.garganey.script.SettingValue.FileText;
import dev.garganey.script.SettingValue.Flag;
import dev.garganey.script.SettingValue.Quantity;
import dev.garganey.script.SettingValue.Text;
import dev.garganey.script.SettingValue.Variable;
import dev.garganey.script.SettingValue.Word;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * SettingsInterpreter turns the calls of a settings file into settings, and finds every mistake.
 */
final class SettingsInterpreter {
  private static final Set<String> WORDS =
      Set.of(
          "database",
          "user",
          "password",
          "migrations",
          "history",
          "lockTimeout",
          "statementLockTimeout",
          "numbering",
          "outOfOrder",
          "missing");

  private static final Map<String, BigDecimal> MILLISECONDS =
      Map.of(
          "ms", BigDecimal.ONE,
          "s", BigDecimal.valueOf(1_000),
          "min", BigDecimal.valueOf(60_000));

  private final String source;
  private final String file;
  private final Function<String, Optional<String>> environment;
  private final List<Mistake> mistakes = new ArrayList<>();

  private SettingsInterpreter(
      String source, String file, Function<String, Optional<String>> environment) {
    this.source = source;
    this.file = file;
    this.environment = environment;
  }

  /**
   * The settings that calls make.
   *
   * @param source the text that mistakes quote
   * @throws ScriptMistakes with all that is wrong
   */
  static Settings interpret(
      List<SettingCall> calls,
      String source,
      String file,
      Function<String, Optional<String>> environment) {
    SettingsInterpreter interpreter = new SettingsInterpreter(source, file, environment);
    Settings settings = interpreter.settings(calls, false);
    if (!interpreter.mistakes.isEmpty()) {
      throw new ScriptMistakes(interpreter.mistakes);
    }
    return settings;
  }

  private Settings settings(List<SettingCall> calls, boolean inEnvironment) {
    Map<String, SettingCall> said = new HashMap<>();
    for (SettingCall call : calls) {
      if (isKnown(call, inEnvironment) && said.putIfAbsent(call.word(), call) != null) {
        int first = said.get(call.word()).line();
        wrong(call, "`" + call.word() + "` is set twice; the first is in line " + first);
      }
    }
    Function<String, Optional<SettingCall>> get = word -> Optional.ofNullable(said.get(word));
    Optional<SettingCall> history = get.apply("history");
    history.ifPresent(this::checkHistory);
    return new Settings(
        get.apply("database").flatMap(this::secret),
        get.apply("user").flatMap(this::secret),
        get.apply("password").flatMap(this::password),
        get.apply("migrations")
            .flatMap(this::single)
            .flatMap(value -> text(said.get("migrations"), value)),
        history.flatMap(call -> part(call, "table")),
        history.flatMap(call -> part(call, "schema")),
        get.apply("lockTimeout").flatMap(this::duration),
        get.apply("statementLockTimeout").flatMap(this::duration),
        get.apply("numbering").flatMap(call -> choice(call, Settings.Numbering.class)),
        get.apply("outOfOrder").flatMap(call -> choice(call, Settings.Policy.class)),
        get.apply("missing").flatMap(call -> choice(call, Settings.Policy.class)),
        get.apply("confirm").map(this::confirmation).orElse(Settings.Confirmation.NONE),
        get.apply("environments").map(this::environments).orElse(Map.of()));
  }

  private boolean isKnown(SettingCall call, boolean inEnvironment) {
    String own = inEnvironment ? "confirm" : "environments";
    if (call.word().equals("confirm") && !inEnvironment) {
      wrong(call, "`confirm` is said of an environment: environments { prod { confirm byName } }");
      return false;
    }
    if (!WORDS.contains(call.word()) && !call.word().equals(own)) {
      List<String> known = new ArrayList<>(WORDS);
      known.add(own);
      wrong(
          call,
          "There is no setting `" + call.word() + "`" + Suggestion.clause(call.word(), known));
      return false;
    }
    if (call.block().isPresent() && !call.word().equals("environments")) {
      wrong(call, "`" + call.word() + "` takes no block { }");
      return false;
    }
    if (!call.named().isEmpty() && !call.word().equals("history")) {
      wrong(
          call,
          "`"
              + call.word()
              + "` takes no named value `"
              + call.named().keySet().iterator().next()
              + "`");
      return false;
    }
    return true;
  }

  private Map<String, Settings> environments(SettingCall call) {
    Map<String, Settings> found = new LinkedHashMap<>();
    if (call.block().isEmpty() || !call.arguments().isEmpty()) {
      wrong(call, "`environments` needs a block: environments { dev { … } }");
      return found;
    }
    for (SettingCall one : call.block().get()) {
      if (one.block().isEmpty() || !one.arguments().isEmpty() || !one.named().isEmpty()) {
        wrong(
            one,
            "The environment `"
                + one.word()
                + "` needs a block, and nothing but that: "
                + one.word()
                + " { … }");
      } else if (found.put(one.word(), settings(one.block().get(), true)) != null) {
        wrong(one, "The environment `" + one.word() + "` is there twice");
      }
    }
    return found;
  }

  private Optional<SettingValue> single(SettingCall call) {
    if (call.arguments().size() != 1) {
      wrong(
          call,
          "`"
              + call.word()
              + "` takes one value, not "
              + (call.arguments().isEmpty() ? "none" : call.arguments().size()));
      return Optional.empty();
    }
    return Optional.of(call.arguments().get(0));
  }

  private Optional<Secret> secret(SettingCall call) {
    return single(call).flatMap(value -> secret(call, value, "a text or env('…')"));
  }

  private Optional<Secret> secret(SettingCall call, SettingValue value, String wanted) {
    if (value instanceof Text text && !text.text().isBlank()) {
      return Optional.of(Secret.of(text.text()));
    }
    if (value instanceof Variable variable) {
      return Optional.of(
          lookUp(variable).map(Secret::of).orElseGet(() -> Secret.unset(variable.name())));
    }
    refuse(call, value, wanted);
    return Optional.empty();
  }

  private Optional<PasswordSource> password(SettingCall call) {
    Optional<SettingValue> value = single(call);
    if (value.isPresent() && value.get() instanceof FileText named) {
      return Optional.of(new PasswordSource.FromFile(named.path()));
    }
    return value
        .flatMap(given -> secret(call, given, "env('…'), file('…') or a text"))
        .map(
            secret ->
                value.get() instanceof Variable variable
                    ? new PasswordSource.FromVariable(variable.name(), secret)
                    : new PasswordSource.Literal(secret));
  }

  private Optional<String> lookUp(Variable variable) {
    return environment.apply(variable.name()).or(variable::fallback);
  }

  private Optional<String> text(SettingCall call, SettingValue value) {
    if (value instanceof Variable variable) {
      Optional<String> found = lookUp(variable);
      if (found.isEmpty()) {
        wrong(
            call,
            "The environment variable `"
                + variable.name()
                + "` is not set; give it a default: env('"
                + variable.name()
                + "', '…')");
      }
      return found;
    }
    if (value instanceof Text text && !text.text().isBlank()) {
      return Optional.of(text.text());
    }
    refuse(call, value, "a text");
    return Optional.empty();
  }

  private void checkHistory(SettingCall call) {
    List<String> known = List.of("table", "schema");
    if (!call.arguments().isEmpty() || call.named().isEmpty()) {
      wrong(call, "`history` takes named values: history table: '…', schema: '…'");
    }
    for (String name : call.named().keySet()) {
      if (!known.contains(name)) {
        wrong(call, "`history` has no value `" + name + "`" + Suggestion.clause(name, known));
      }
    }
  }

  private Optional<String> part(SettingCall call, String name) {
    return Optional.ofNullable(call.named().get(name)).flatMap(value -> text(call, value));
  }

  private Optional<Duration> duration(SettingCall call) {
    Optional<SettingValue> value = single(call);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    if (!(value.get() instanceof Quantity quantity)) {
      refuse(call, value.get(), "a time such as 10.s");
      return Optional.empty();
    }
    if (quantity.unit().isEmpty()) {
      wrong(call, "`" + call.word() + "` needs a unit: " + quantity + ".s, .ms or .min");
      return Optional.empty();
    }
    String unit = quantity.unit().get();
    BigDecimal factor = MILLISECONDS.get(unit);
    if (factor == null) {
      wrong(
          call,
          "There is no unit of time `"
              + unit
              + "`; write ms, s or min, as in "
              + quantity.number().toPlainString()
              + ".s");
      return Optional.empty();
    }
    BigDecimal milliseconds = quantity.number().multiply(factor);
    if (milliseconds.signum() < 0
        || milliseconds.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) > 0) {
      wrong(call, "`" + call.word() + "` is from 0 to 24 days, not " + quantity);
      return Optional.empty();
    }
    return Optional.of(Duration.ofMillis(milliseconds.longValue()));
  }

  private <E extends Enum<E>> Optional<E> choice(SettingCall call, Class<E> type) {
    Optional<SettingValue> value = single(call);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    List<String> known = new ArrayList<>();
    for (E constant : type.getEnumConstants()) {
      known.add(constant.name().toLowerCase(Locale.ROOT));
    }
    Optional<String> word = choiceWord(call, value.get());
    if (word.isPresent() && known.contains(word.get())) {
      return Optional.of(Enum.valueOf(type, word.get().toUpperCase(Locale.ROOT)));
    }
    String list = "one of '" + String.join("', '", known) + "'";
    if (word.isPresent()) {
      wrong(
          call,
          "`"
              + call.word()
              + "` is "
              + list
              + ", not '"
              + word.get()
              + "'"
              + Suggestion.clause(word.get(), known));
    } else if (!(value.get() instanceof Variable)) {
      refuse(call, value.get(), list);
    }
    return Optional.empty();
  }

  private Optional<String> choiceWord(SettingCall call, SettingValue value) {
    if (value instanceof Word word) {
      return Optional.of(word.word());
    }
    return value instanceof Text text
        ? Optional.of(text.text())
        : value instanceof Variable ? text(call, value) : Optional.empty();
  }

  private Settings.Confirmation confirmation(SettingCall call) {
    if (call.arguments().isEmpty()) {
      return Settings.Confirmation.YES;
    }
    Optional<SettingValue> value = single(call);
    if (value.isPresent() && value.get() instanceof Flag flag) {
      return flag.value() ? Settings.Confirmation.YES : Settings.Confirmation.NONE;
    }
    if (value.isPresent()) {
      Optional<String> word =
          value.get() instanceof Variable ? Optional.empty() : choiceWord(call, value.get());
      if (word.isPresent() && word.get().equals("byName")) {
        return Settings.Confirmation.NAME;
      }
      wrong(
          call,
          "`confirm` is byName, true or false, not "
              + value.get()
              + word.map(w -> Suggestion.clause(w, List.of("byName"))).orElse(""));
    }
    return Settings.Confirmation.NONE;
  }

  private void refuse(SettingCall call, SettingValue value, String wanted) {
    String got =
        value instanceof Text text && text.text().isBlank() ? "an empty text" : value.toString();
    wrong(call, "`" + call.word() + "` is " + wanted + ", not " + got);
  }

  private void wrong(SettingCall call, String message) {
    mistakes.add(Mistake.in(source, new SourcePosition(file, call.line(), call.column()), message));
  }
}
