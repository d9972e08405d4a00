package dev.garganey.script;

import dev.garganey.model.ColumnType;
import dev.garganey.model.ReferentialAction;
import dev.garganey.script.HalfScript.Frame;
import dev.garganey.script.HalfScript.Operand;
import dev.garganey.script.ScriptToken.Kind;
import groovy.transform.NamedParam;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Completion tells what can stand where a text of the language ends, be it only half written. It
 * reads the words of the builders, never runs anything, and does not need Groovy.
 */
public final class Completion {
  private final Vocabulary vocabulary = new Vocabulary();
  private final WordSigns signs = new WordSigns(vocabulary);
  private final Set<String> spoken = new HashSet<>();

  /**
   * Word is a word that can stand there.
   *
   * @param text the word; a named argument has its colon
   * @param about how it is used; may be empty
   */
  public record Word(String text, String about) {}

  /**
   * Wanted is a name that can stand there.
   *
   * @param table of which table the columns are, where that was said
   * @param declared columns that the block itself declares
   */
  public record Wanted(NameKind kind, Optional<String> table, List<String> declared) {
    public Wanted {
      declared = List.copyOf(declared);
    }
  }

  /**
   * Place is what can stand at the end of a text.
   *
   * @param begun what of it is there already: the beginning of a word, or a text from its quote on
   * @param quoted whether it stands between quotes
   * @param words words of the language that fit
   * @param variables whether variables and methods of the script can stand there as well
   * @param wanted the names that fit, which between brackets without quotes are those of arguments
   * @param after the words chained by dots before it, where the language does not know them
   * @param within the words chained by dots whose arguments it is among, where the language does
   *     not know them
   */
  public record Place(
      String begun,
      boolean quoted,
      List<Word> words,
      boolean variables,
      Optional<Wanted> wanted,
      List<String> after,
      List<String> within) {
    public Place {
      words = List.copyOf(words);
      after = List.copyOf(after);
      within = List.copyOf(within);
    }
  }

  /** What can stand at the end of a text that says what could stand in {@code up { }}. */
  public Place at(String text) {
    List<ScriptToken> tokens = new ArrayList<>(ScriptTokenizer.tokenize(text));
    Optional<ScriptToken> last =
        tokens.isEmpty() ? Optional.empty() : Optional.of(tokens.get(tokens.size() - 1));
    if (last.filter(t -> t.kind() == Kind.COMMENT && !t.closed()).isPresent()) {
      return nothing("", false);
    }
    boolean quoted = last.filter(t -> t.kind() == Kind.STRING && !t.closed()).isPresent();
    boolean begun = last.filter(t -> t.kind() == Kind.WORD && t.end() == text.length()).isPresent();
    if (quoted || begun) {
      tokens.remove(tokens.size() - 1);
    }
    Deque<Frame> frames = HalfScript.read(vocabulary, signs, OperationsBuilder.class, tokens);
    if (quoted) {
      return quoted(last.orElseThrow().content(), frames);
    }
    boolean apart =
        begun || text.isEmpty() || Character.isWhitespace(text.charAt(text.length() - 1));
    return unquoted(begun ? last.orElseThrow().text() : "", apart, frames);
  }

  /** Whether it is a word of the language, wherever in operations it stands. */
  public boolean knows(String word) {
    if (spoken.isEmpty()) {
      Deque<Class<? extends Builder>> unread = new ArrayDeque<>(List.of(OperationsBuilder.class));
      Set<Class<? extends Builder>> seen = new HashSet<>(unread);
      while (!unread.isEmpty()) {
        Class<? extends Builder> builder = unread.pop();
        spoken.addAll(vocabulary.words(builder));
        signs.following(builder).filter(seen::add).forEach(unread::add);
      }
    }
    return spoken.contains(word);
  }

  /** The public methods that a class itself declares, as words. */
  public static List<Word> wordsOf(Class<?> type) {
    Map<String, List<Method>> forms = new TreeMap<>();
    for (Method method : type.getDeclaredMethods()) {
      boolean word =
          Modifier.isPublic(method.getModifiers())
              && !method.isSynthetic()
              && Stream.of(Object.class, Iterable.class)
                  .flatMap(general -> Stream.of(general.getMethods()))
                  .noneMatch(general -> general.getName().equals(method.getName()));
      if (word) {
        forms.computeIfAbsent(method.getName(), n -> new ArrayList<>()).add(method);
      }
    }
    return forms.entrySet().stream()
        .map(e -> new Word(e.getKey(), WordForms.describe(e.getKey(), e.getValue())))
        .toList();
  }

  private static Place nothing(String begun, boolean quoted) {
    return new Place(begun, quoted, List.of(), false, Optional.empty(), List.of(), List.of());
  }

  // --- Between quotes ----------------------------------------------------------------------------

  private Place quoted(String begun, Deque<Frame> frames) {
    Frame frame = frames.element();
    Optional<Spoken> said =
        frame.operand.filter(Operand::bare).flatMap(Operand::said).or(frame::argumentsOf);
    Optional<Wanted> wanted = said.flatMap(s -> signs.kind(s).map(kind -> wanted(kind, s, frames)));
    return new Place(begun, true, List.of(), false, wanted, List.of(), beyond(said));
  }

  private Wanted wanted(NameKind kind, Spoken said, Deque<Frame> frames) {
    Optional<String> table = signs.table(said);
    List<String> declared = List.of();
    if (table.isEmpty()) {
      for (Frame frame : frames) {
        table = frame.argumentsOf().flatMap(signs::table);
        if (frame.isBlock() && frame.of.isPresent()) {
          table = table.or(() -> frame.of.get().text(0));
          declared = frame.declared;
        }
        if (table.isPresent()) {
          break;
        }
      }
    }
    return new Wanted(kind, table, declared);
  }

  /** The words whose arguments are written, where the language does not know them. */
  private static List<String> beyond(Optional<Spoken> said) {
    return said.filter(s -> s.owner().isEmpty()).map(Spoken::path).orElse(List.of());
  }

  // --- Without quotes ----------------------------------------------------------------------------

  private Place unquoted(String begun, boolean apart, Deque<Frame> frames) {
    Frame frame = frames.element();
    if (frame.dotted) {
      return chained(begun, frame.operand.flatMap(Operand::said));
    }
    if (frame.operand.isPresent()) {
      Operand operand = frame.operand.get();
      if (!apart) {
        return nothing(begun, false);
      }
      return operand.bare()
          ? argument(begun, operand.said().orElseThrow(), frames)
          : chained(begun, frame.command.or(operand::said));
    }
    if (frame.argumentsOf().isPresent()) {
      return argument(begun, frame.argumentsOf().get(), frames);
    }
    List<Word> words =
        frame.block.isEmpty()
            ? List.of()
            : frame.isBlock() && frame.fresh
                ? words(frame.block.get())
                : values(List.of(Object.class));
    return new Place(begun, false, words, true, Optional.empty(), List.of(), List.of());
  }

  private Place chained(String begun, Optional<Spoken> said) {
    Optional<Class<? extends Builder>> type = said.flatMap(signs::result);
    return new Place(
        begun,
        false,
        type.map(this::words).orElse(List.of()),
        false,
        Optional.empty(),
        type.isPresent() ? List.of() : said.map(Spoken::path).orElse(List.of()),
        List.of());
  }

  private Place argument(String begun, Spoken said, Deque<Frame> frames) {
    boolean inList = frames.element().opened == '[';
    List<Word> words = new ArrayList<>();
    if (said.key().isEmpty() && !inList) {
      signs
          .named(said)
          .forEach(
              (name, parameter) -> {
                if (!said.named().contains(name)) {
                  words.add(new Word(name + ":", about(parameter)));
                }
              });
    }
    words.addAll(values(signs.types(said)));
    boolean columns =
        inList ? signs.holdsRows(said) : said.key().isEmpty() && signs.isNamedByColumns(said);
    return new Place(
        begun,
        false,
        words,
        true,
        columns ? Optional.of(wanted(NameKind.COLUMN, said, frames)) : Optional.empty(),
        List.of(),
        inList ? List.of() : beyond(Optional.of(said)));
  }

  private static String about(NamedParam parameter) {
    return WordForms.title(parameter.type()) + (parameter.required() ? ", required" : "");
  }

  private List<Word> words(Class<? extends Builder> builder) {
    return vocabulary.words(builder).stream()
        .filter(word -> vocabulary.methods(builder, word).stream().anyMatch(m -> !isValue(m)))
        .map(word -> new Word(word, vocabulary.forms(builder, word)))
        .toList();
  }

  /** Whether a form of a word is a value, which does nothing where it stands alone. */
  private static boolean isValue(Method form) {
    return form.getDeclaringClass() == Block.class;
  }

  /** The words and constants that are values of one of these types. */
  private List<Word> values(List<Class<?>> types) {
    Map<String, Word> values = new TreeMap<>();
    for (Class<?> type : types) {
      if (type == boolean.class || type == Boolean.class) {
        Stream.of("true", "false").forEach(v -> values.put(v, new Word(v, "")));
      } else if (type == ReferentialAction.class) {
        Stream.of(ReferentialAction.values())
            .forEach(a -> values.put(a.name(), new Word(a.name(), "")));
      }
      for (String word : vocabulary.words(Block.class)) {
        if (vocabulary.methods(Block.class, word).stream().anyMatch(m -> fits(m, type))) {
          values.put(word, new Word(word, vocabulary.forms(Block.class, word)));
        }
      }
    }
    return List.copyOf(values.values());
  }

  /** Whether a word can be an argument of that type; a type of columns only where one is wanted. */
  private static boolean fits(Method word, Class<?> type) {
    return type == Object.class
        ? word.getReturnType() != ColumnType.class
        : type != String.class && type.isAssignableFrom(word.getReturnType());
  }
}
