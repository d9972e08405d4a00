package dev.garganey.script;

import groovy.transform.NamedParam;
import groovy.transform.NamedParams;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Vocabulary finds the method of a builder that a word and its arguments mean.
 *
 * <p>Named arguments come first, as a map, and are checked against {@link NamedParams}; a parameter
 * of that type without the annotation takes any names.
 */
final class Vocabulary {
  private static final List<Class<? extends Block>> BLOCKS =
      List.of(
          MigrationBuilder.class,
          OperationsBuilder.class,
          TableBuilder.class,
          AlterColumnBuilder.class,
          BackfillBuilder.class,
          RowsBuilder.class,
          ViewBuilder.class,
          ModelBuilder.class,
          ModelTableBuilder.class,
          ModelViewBuilder.class,
          QueriesBuilder.class,
          SeedBuilder.class,
          SeedsBuilder.class);

  private final Map<Class<?>, Map<String, List<Method>>> words = new HashMap<>();

  /** The words that a builder of that class knows. */
  Collection<String> words(Class<? extends Builder> builder) {
    return of(builder).keySet();
  }

  boolean knows(Class<? extends Builder> builder, String word) {
    return of(builder).containsKey(word);
  }

  /** Whether a block of a script knows the word. */
  boolean knows(String word) {
    return BLOCKS.stream().anyMatch(block -> knows(block, ReservedWords.meant(word)));
  }

  /** The forms of a word of a builder; none where it does not know the word. */
  List<Method> methods(Class<? extends Builder> builder, String word) {
    return of(builder).getOrDefault(word, List.of());
  }

  private Map<String, List<Method>> of(Class<?> builder) {
    return words.computeIfAbsent(builder, Vocabulary::read);
  }

  private static Map<String, List<Method>> read(Class<?> builder) {
    Map<String, List<Method>> found = new TreeMap<>();
    for (Method method : builder.getMethods()) {
      boolean word =
          Builder.class.isAssignableFrom(method.getDeclaringClass())
              && method.getDeclaringClass() != Builder.class
              && !method.isBridge()
              && !Modifier.isStatic(method.getModifiers())
              && !method.getName().equals("toString");
      if (word) {
        found.computeIfAbsent(method.getName(), n -> new ArrayList<>()).add(method);
        AlsoCalled also = method.getAnnotation(AlsoCalled.class);
        if (also != null) {
          for (String name : also.value()) {
            found.computeIfAbsent(name, n -> new ArrayList<>()).add(method);
          }
        }
      }
    }
    return found;
  }

  /**
   * The method with its arguments converted.
   *
   * @throws WrongArguments if no form of the word takes them
   */
  Call find(Class<? extends Builder> builder, String word, Object[] arguments) {
    List<Method> forms = of(builder).get(word);
    Call best = null;
    int bestScore = Integer.MAX_VALUE;
    for (Method form : forms) {
      Optional<Attempt> attempt = attempt(form, arguments);
      if (attempt.isPresent() && attempt.get().score() < bestScore) {
        best = attempt.get().call();
        bestScore = attempt.get().score();
      }
    }
    if (best == null) {
      throw wrongForm(word, forms, arguments);
    }
    return new Call(best.method(), checkNamed(word, best.method(), best.arguments()));
  }

  private static Optional<Attempt> attempt(Method form, Object[] given) {
    Parameter[] parameters = form.getParameters();
    List<Object> rest = new ArrayList<>(Arrays.asList(given));
    Object[] converted = new Object[parameters.length];
    int score = 0;
    int next = 0;
    if (takesNamed(form)) {
      boolean named = !rest.isEmpty() && rest.get(0) instanceof Map;
      converted[next++] = named ? rest.remove(0) : Map.of();
      score += named ? 0 : 1;
    }
    for (; next < parameters.length; next++) {
      if (form.isVarArgs() && next == parameters.length - 1) {
        return varArgs(form, converted, rest, score + 2);
      }
      if (rest.isEmpty()) {
        return Optional.empty();
      }
      Conversion conversion = Conversion.of(rest.remove(0), parameters[next]);
      if (!conversion.fits()) {
        return Optional.empty();
      }
      converted[next] = conversion.value();
      score += conversion.cost();
    }
    return rest.isEmpty()
        ? Optional.of(new Attempt(new Call(form, Arrays.asList(converted)), score))
        : Optional.empty();
  }

  private static Optional<Attempt> varArgs(
      Method form, Object[] converted, List<Object> rest, int scoreSoFar) {
    Parameter last = form.getParameters()[converted.length - 1];
    List<?> items = rest.size() == 1 && rest.get(0) instanceof List<?> list ? list : rest;
    Class<?> type = last.getType().getComponentType();
    Object array = java.lang.reflect.Array.newInstance(type, items.size());
    int score = scoreSoFar;
    for (int i = 0; i < items.size(); i++) {
      Conversion conversion = Conversion.of(items.get(i), type, type);
      if (!conversion.fits()) {
        return Optional.empty();
      }
      java.lang.reflect.Array.set(array, i, conversion.value());
      score += conversion.cost();
    }
    converted[converted.length - 1] = array;
    return Optional.of(new Attempt(new Call(form, Arrays.asList(converted)), score));
  }

  private static boolean takesNamed(Method form) {
    return form.getParameterCount() > 0 && form.getParameterTypes()[0] == Map.class;
  }

  private static List<@Nullable Object> checkNamed(
      String word, Method form, List<@Nullable Object> arguments) {
    if (!takesNamed(form)) {
      return arguments;
    }
    Map<String, Object> named = new LinkedHashMap<>();
    ((Map<?, ?>) arguments.get(0)).forEach((key, value) -> named.put(String.valueOf(key), value));
    NamedParams allowed = form.getParameters()[0].getAnnotation(NamedParams.class);
    if (allowed != null) {
      Map<String, NamedParam> byName = new LinkedHashMap<>();
      for (NamedParam parameter : allowed.value()) {
        byName.put(parameter.value(), parameter);
      }
      named.replaceAll((key, value) -> convertNamed(word, key, value, byName));
      for (NamedParam parameter : allowed.value()) {
        if (parameter.required() && !named.containsKey(parameter.value())) {
          throw new WrongArguments(
              "`" + word + "` needs `" + parameter.value() + ":`",
              Optional.of("It takes " + WordForms.describe(word, List.of(form)) + "."));
        }
      }
    }
    List<@Nullable Object> checked = new ArrayList<>(arguments);
    checked.set(0, named);
    return checked;
  }

  private static Object convertNamed(
      String word, String key, Object value, Map<String, NamedParam> allowed) {
    NamedParam parameter = allowed.get(key);
    if (parameter == null) {
      throw new WrongArguments(
          "`" + word + "` does not take `" + key + ":`",
          Words.didYouMean(key, allowed.keySet())
              .or(
                  () ->
                      Optional.of(
                          "It takes "
                              + allowed.keySet().stream()
                                  .map(k -> k + ":")
                                  .collect(Collectors.joining(", "))
                              + ".")));
    }
    Conversion conversion = Conversion.of(value, parameter.type(), parameter.type());
    if (!conversion.fits()) {
      throw new WrongArguments(
          "`"
              + key
              + ":` of `"
              + word
              + "` is "
              + WordForms.article(parameter.type())
              + ", not "
              + WordForms.titleOf(value),
          Optional.empty());
    }
    return conversion.value();
  }

  private static WrongArguments wrongForm(String word, List<Method> forms, Object[] given) {
    String took =
        Arrays.stream(given).map(WordForms::titleOf).collect(Collectors.joining(", ", "(", ")"));
    return new WrongArguments(
        "`" + word + "` cannot take " + took,
        Optional.of("It takes " + describe(word, forms) + "."));
  }

  /** How a word is used: in a table the forms that declare a column, not those of mere types. */
  private static String describe(String word, List<Method> forms) {
    List<Method> declaring =
        forms.stream().filter(f -> Builder.class.isAssignableFrom(f.getReturnType())).toList();
    return WordForms.describe(word, declaring.isEmpty() ? forms : declaring);
  }

  /** How a word of a builder is used. */
  String forms(Class<? extends Builder> builder, String word) {
    return describe(word, of(builder).get(word));
  }

  /** Whether the word may stand alone, without arguments. */
  boolean standsAlone(Class<? extends Builder> builder, String word) {
    return of(builder).getOrDefault(word, List.of()).stream()
        .anyMatch(
            m ->
                m.getParameterCount() == 0
                    || (m.getParameterCount() == 1 && (takesNamed(m) || m.isVarArgs())));
  }

  /** Whether some form of the word takes these arguments. */
  boolean fits(Class<? extends Builder> builder, String word, Object[] arguments) {
    return of(builder).getOrDefault(word, List.of()).stream()
        .anyMatch(form -> attempt(form, arguments).isPresent());
  }

  /** Call is a method and what it is called with. */
  record Call(Method method, List<@Nullable Object> arguments) {
    /** Calls it. */
    @Nullable Object on(Builder builder) throws InvocationTargetException, IllegalAccessException {
      return method.invoke(builder, arguments.toArray());
    }
  }

  private record Attempt(Call call, int score) {}

  /** WrongArguments says that a word is not used like that. */
  static final class WrongArguments extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Optional<String> remedy;

    WrongArguments(String message, Optional<String> remedy) {
      super(message);
      this.remedy = remedy;
    }

    Optional<String> remedy() {
      return remedy;
    }
  }
}
