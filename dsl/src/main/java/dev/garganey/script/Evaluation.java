package dev.garganey.script;

import dev.garganey.model.Product;
import dev.garganey.model.ReferentialAction;
import dev.garganey.model.SchemaMistake;
import dev.garganey.operation.SourcePosition;
import dev.garganey.script.SourceText.Range;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Evaluation is one script being evaluated: where it stands, which blocks are open, what was wrong.
 *
 * <p>A mistake does not end it: it is noted, {@link Anything} takes the place of the result, and
 * the script goes on, so that all of its mistakes are found at once.
 */
final class Evaluation {
  private static final Map<String, Object> CONSTANTS = constants();

  private final SourceText source;
  private final Path folder;
  private final ScriptContext context;
  private final Vocabulary vocabulary;
  private final OwnCode own;
  private final Deque<Builder> blocks = new ArrayDeque<>();
  private final Set<Mistake> mistakes = new HashSet<>();
  private final IdentityHashMap<Object, Loose> loose = new IdentityHashMap<>();
  private boolean readFile;
  private boolean readVariable;
  private Range range = Range.NOWHERE;
  private Map<String, Integer> said = new HashMap<>();

  /**
   * @param folder where the script's file is
   * @param own what the script defines itself
   */
  Evaluation(
      SourceText source, Path folder, ScriptContext context, Vocabulary vocabulary, OwnCode own) {
    this.source = source;
    this.folder = folder;
    this.context = context;
    this.vocabulary = vocabulary;
    this.own = own;
  }

  private static Map<String, Object> constants() {
    Map<String, Object> constants = new LinkedHashMap<>();
    Stream.of(Product.values()).forEach(p -> constants.put(p.name(), p));
    Stream.of(ReferentialAction.values()).forEach(a -> constants.put(a.name(), a));
    return Map.copyOf(constants);
  }

  ScriptContext context() {
    return context;
  }

  SourceText source() {
    return source;
  }

  /** The folder of the script, for a file that it reads. */
  Path folder() {
    readFile = true;
    return folder;
  }

  /** Whether it asked for a file beside it. */
  boolean hasReadFile() {
    return readFile;
  }

  /** The value of an environment variable. */
  Optional<String> variable(String name) {
    readVariable = true;
    return context.environment().apply(name);
  }

  /** Whether it asked for an environment variable. */
  boolean hasReadVariable() {
    return readVariable;
  }

  int mistakeCount() {
    return mistakes.size();
  }

  // --- Running -----------------------------------------------------------------------------------

  /** Runs a script; its outermost words go to {@code builder}. */
  void run(Runnable script, Builder builder) {
    blocks.push(builder);
    refuseTakenNames(builder.getClass());
    try {
      script.run();
    } catch (VirtualMachineError e) {
      if (!(e instanceof StackOverflowError)) {
        throw e;
      }
      own.note(e, this);
    } catch (Throwable e) { // whatever the user's code throws is a mistake of the script
      own.note(e, this);
    } finally {
      blocks.pop();
    }
  }

  private void refuseTakenNames(Class<? extends Builder> outermost) {
    for (String method : own.methods()) {
      boolean taken =
          Stream.of(outermost, OperationsBuilder.class, TableBuilder.class)
              .anyMatch(builder -> vocabulary.knows(builder, method));
      if (taken) {
        note(
            source.find(method, 0, source.whole()),
            "`" + method + "` is a word of the language, so no method can have that name",
            Optional.of("Name the method otherwise."));
      }
    }
  }

  /** Runs a block whose words go to {@code builder}; whether it was free of mistakes. */
  boolean run(Body block, Builder builder) {
    int mistakesBefore = mistakes.size();
    Range before = range;
    Map<String, Integer> saidBefore = said;
    said = new HashMap<>();
    blocks.push(builder);
    try {
      block.sayTo(builder);
    } catch (Exception | AssertionError e) {
      own.note(e, this);
    } finally {
      blocks.pop();
      range = before;
      said = saidBefore;
    }
    return mistakes.size() == mistakesBefore;
  }

  /** A statement begins. */
  void at(Range statement) {
    range = statement;
    said.clear();
  }

  /** The place of the statement that is being evaluated. */
  SourcePosition here() {
    return source.position(range.line(), range.column());
  }

  // --- Words -------------------------------------------------------------------------------------

  /** Whether a word belongs to the language in some place and means the same at any time. */
  boolean isWord(String word) {
    return CONSTANTS.containsKey(word) || (!word.equals("env") && vocabulary.knows(word));
  }

  /**
   * A word that stands alone in a block: of the user's own methods, of the block, or a variable.
   */
  @Nullable Object say(Builder builder, String word, @Nullable Object[] arguments) {
    String name = ReservedWords.meant(word);
    if (own.methods().contains(name)) {
      return callOwn(name, arguments);
    }
    if (vocabulary.knows(builder.getClass(), name)) {
      return call(builder, word, arguments);
    }
    if (own.isBlock(word)) {
      return own.call(word, arguments);
    }
    boolean oneBlock = arguments.length == 1 && own.argument(arguments[0]) instanceof Body;
    if (oneBlock && CONSTANTS.get(word) instanceof Product product) {
      ProductBlock products = new ProductBlock(product, (Body) own.argument(arguments[0]));
      loosely(
          products,
          "`" + word + " { … }` alone does nothing",
          Optional.of("Write only " + word + " { … }."));
      return products;
    }
    if (oneBlock && isProductLike(word)) {
      noteAt(
          word,
          "Unknown product `" + word + "`",
          "Those that Garganey knows are "
              + String.join(", ", Stream.of(Product.values()).map(Enum::name).toList())
              + ".");
      return new Anything(this);
    }
    if (word.equals("println") || word.equals("print") || word.equals("printf")) {
      own.print(word, arguments);
      return null;
    }
    return call(builder, word, arguments);
  }

  private static boolean isProductLike(String word) {
    return word.length() > 2 && word.equals(word.toUpperCase(Locale.ROOT));
  }

  private @Nullable Object callOwn(String word, @Nullable Object[] arguments) {
    Range before = range;
    Map<String, Integer> saidBefore = said;
    said = new HashMap<>();
    for (Object argument : arguments) {
      claim(argument);
    }
    try {
      return own.call(word, arguments);
    } finally {
      range = before;
      said = saidBefore;
    }
  }

  /** The innermost open block. */
  Builder block() {
    return blocks.element();
  }

  boolean isRunning() {
    return !blocks.isEmpty();
  }

  /** A word said to a builder. */
  @Nullable Object call(Builder builder, String written, @Nullable Object[] given) {
    String word = ReservedWords.meant(written);
    int nth = said.merge(word, 1, Integer::sum) - 1;
    boolean unclear = builder instanceof Anything;
    @Nullable Object[] arguments = new Object[given.length];
    for (int i = 0; i < given.length; i++) {
      claim(given[i]);
      unclear |= isUnclear(given[i]);
      arguments[i] = Conversion.plain(own.argument(given[i]));
    }
    if (unclear) {
      return new Anything(this);
    }
    if (!vocabulary.knows(builder.getClass(), word)) {
      return unknownWord(builder, word, nth);
    }
    try {
      Vocabulary.Call call = vocabulary.find(builder.getClass(), word, arguments);
      Object result = call.on(builder);
      return call.method().getReturnType() == void.class ? new Done(this, word) : result;
    } catch (Vocabulary.WrongArguments e) {
      Optional<String> remedy =
          builder instanceof OperationsBuilder
                  && vocabulary.fits(TableBuilder.class, word, arguments)
              ? Optional.of("A column stands in createTable('…') { … } or addColumn('…') { … }.")
              : e.remedy();
      note(source.find(word, nth, range), e.getMessage(), remedy);
    } catch (InvocationTargetException e) {
      if (!(e.getCause() instanceof SchemaMistake)) {
        throw unchecked(e.getCause());
      }
      note(source.find(word, nth, range), e.getCause().getMessage(), Optional.empty());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
    return new Anything(this);
  }

  private static RuntimeException unchecked(Throwable e) {
    if (e instanceof Error error) {
      throw error;
    }
    return e instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(e);
  }

  private static boolean isUnclear(@Nullable Object given) {
    if (given instanceof Map<?, ?> map) {
      return map.values().stream().anyMatch(Evaluation::isUnclear);
    }
    return given instanceof Anything
        || (given instanceof Collection<?> list && list.stream().anyMatch(Evaluation::isUnclear));
  }

  private Anything unknownWord(Builder builder, String word, int nth) {
    Set<String> known = new TreeSet<>(vocabulary.words(builder.getClass()));
    known.addAll(own.methods());
    note(
        source.find(word, nth, range),
        "Unknown word `" + word + "`" + builder.placeTitle(),
        Words.didYouMean(word, known).or(() -> builder.elsewhere(word, vocabulary)));
    return new Anything(this);
  }

  // --- Names -------------------------------------------------------------------------------------

  /** A name without arguments: a variable, a constant, or a word that needs none. */
  @Nullable Object name(Builder builder, String name) {
    Optional<Object> variable = own.variable(name);
    if (variable.isPresent()) {
      return variable.get();
    }
    if (name.equals("env")) {
      return new Environment(this);
    }
    if (name.equals("dialect")) {
      return context.product();
    }
    Object constant = CONSTANTS.get(name);
    if (constant != null) {
      return constant;
    }
    if (vocabulary.standsAlone(builder.getClass(), name)) {
      return call(builder, name, new Object[0]);
    }
    if (vocabulary.knows(builder.getClass(), name)) {
      noteAt(
          name,
          "`" + name + "` says too little",
          "It takes " + vocabulary.forms(builder.getClass(), name) + ".");
      return new Anything(this);
    }
    if (own.variables().contains(name)) {
      return null;
    }
    Set<String> known = new TreeSet<>(CONSTANTS.keySet());
    known.add("env");
    known.add("dialect");
    known.addAll(vocabulary.words(builder.getClass()));
    known.addAll(own.variables());
    noteAt(name, "Unknown name `" + name + "`", Words.didYouMean(name, known));
    return new Anything(this);
  }

  // --- The code of data blocks -------------------------------------------------------------------

  /**
   * A name in code that runs when all is evaluated.
   *
   * @throws SchemaMistake if it is none of the script's, and not the same everywhere
   */
  @Nullable Object namedByCode(String name) {
    Optional<Object> variable = own.variable(name);
    if (variable.isPresent() || own.variables().contains(name)) {
      return variable.orElse(null);
    }
    if (name.equals("env")) {
      return new Environment(this);
    }
    Object known = name.equals("dialect") ? context.product() : CONSTANTS.get(name);
    if (known == null) {
      throw new SchemaMistake("Unknown name `" + name + "`");
    }
    return known;
  }

  /**
   * A method that code calls that runs when all is evaluated.
   *
   * @throws SchemaMistake if it is none of the script's: operations say what the migration does,
   *     and that was read before
   */
  @Nullable Object calledByCode(String name, @Nullable Object[] arguments) {
    if (own.methods().contains(name) || own.isBlock(name)) {
      return own.call(name, arguments);
    }
    if (name.equals("println") || name.equals("print") || name.equals("printf")) {
      own.print(name, arguments);
      return null;
    }
    throw new SchemaMistake(
        vocabulary.knows(name)
            ? "`" + name + "` is a word for up { } and down { }; code changes rows by its handle"
            : "Unknown method `" + name + "`");
  }

  /** A word after a dot, without arguments. */
  @Nullable Object bareWord(Builder builder, String word) {
    if (builder instanceof Anything || vocabulary.standsAlone(builder.getClass(), word)) {
      return call(builder, word, new Object[0]);
    }
    if (vocabulary.knows(builder.getClass(), word)) {
      noteAt(
          word,
          "`" + word + "` says too little",
          "It takes " + vocabulary.forms(builder.getClass(), word) + ".");
      return new Anything(this);
    }
    return unknownWord(builder, word, 0);
  }

  void assign(String name, @Nullable Object value) {
    if (CONSTANTS.containsKey(name) || name.equals("env") || name.equals("dialect")) {
      noteAt(
          name,
          "`" + name + "` cannot be assigned to",
          name.equals("dialect") ? Optional.of("To compare, write ==.") : Optional.empty());
      return;
    }
    own.assign(name, value);
  }

  // --- Loose ends --------------------------------------------------------------------------------

  /** A value that must be given to some word; where it is not, that is a mistake. */
  void loosely(Object value, String message, Optional<String> remedy) {
    loose.put(value, new Loose(here(), message, remedy));
  }

  private void claim(@Nullable Object value) {
    if (value instanceof SqlWord sql) {
      sql.claim();
    }
    if (value instanceof Collection<?> collection) {
      collection.forEach(this::claim);
    } else if (value instanceof Map<?, ?> map) {
      map.values().forEach(this::claim);
    } else if (value != null) {
      loose.remove(value);
    }
  }

  // --- Mistakes ----------------------------------------------------------------------------------

  void note(SourcePosition place, String message, Optional<String> remedy) {
    mistakes.add(source.mistake(place, message, remedy));
  }

  /** A mistake about a word of the statement at hand. */
  void noteAt(String word, String message, Optional<String> remedy) {
    note(source.find(word, 0, range), message, remedy);
  }

  void noteAt(String word, String message, String remedy) {
    noteAt(word, message, Optional.of(remedy));
  }

  void noteAll(List<Mistake> more) {
    mistakes.addAll(more);
  }

  /** All mistakes from top to bottom, loose ends included. */
  List<Mistake> mistakes() {
    loose.values().forEach(end -> note(end.at(), end.message(), end.remedy()));
    loose.clear();
    return mistakes.stream().sorted(SourceText.fromTopToBottom()).toList();
  }

  private record Loose(SourcePosition at, String message, Optional<String> remedy) {}
}
