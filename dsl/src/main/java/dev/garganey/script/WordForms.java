package dev.garganey.script;

import dev.garganey.model.ColumnType;
import dev.garganey.model.Value;
import groovy.transform.NamedParam;
import groovy.transform.NamedParams;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** WordForms says in words how a word is used: {@code varchar(text name, number length)}. */
final class WordForms {
  private WordForms() {}

  /** All forms of a word, the shortest first. */
  static String describe(String word, List<Method> forms) {
    return forms.stream()
        .sorted(Comparator.comparing(Method::getParameterCount).thenComparing(Method::toString))
        .map(form -> word + describe(form))
        .distinct()
        .collect(Collectors.joining(" or "));
  }

  private static String describe(Method form) {
    List<String> parts = new ArrayList<>();
    List<String> named = new ArrayList<>();
    String block = "";
    for (Parameter parameter : form.getParameters()) {
      if (parameter.getType() == Map.class) {
        NamedParams names = parameter.getAnnotation(NamedParams.class);
        if (names == null) {
          named.add("name: value…");
        } else {
          for (NamedParam name : names.value()) {
            named.add(name.required() ? name.value() + ":" : "[" + name.value() + ":]");
          }
        }
      } else if (parameter.getType() == Body.class) {
        block = " { … }";
      } else {
        parts.add(
            parameter.isVarArgs()
                ? title(parameter.getType().getComponentType()) + " " + parameter.getName() + "…"
                : described(parameter));
      }
    }
    parts.addAll(named);
    if (parts.isEmpty() && !block.isEmpty()) {
      return block;
    }
    return "(" + String.join(", ", parts) + ")" + block;
  }

  private static String described(Parameter parameter) {
    String type = title(parameter.getType());
    return parameter.getType() == Object.class
            || parameter.getType() == boolean.class
            || type.equals(parameter.getName())
        ? parameter.getType() == boolean.class ? type : parameter.getName()
        : type + " " + parameter.getName();
  }

  /** What a type is called in a sentence. */
  static String article(Class<?> type) {
    String title = title(type);
    return type == String.class || type == Boolean.class || type.isEnum() ? title : "a " + title;
  }

  /** What a type is called in messages. */
  static String title(Class<?> type) {
    if (type == String.class) {
      return "text";
    }
    if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
      return "number";
    }
    if (type == boolean.class || type == Boolean.class) {
      return "true or false";
    }
    if (type == ColumnType.class) {
      return "type";
    }
    if (type == Duration.class) {
      return "duration";
    }
    if (type == List.class) {
      return "list";
    }
    if (type == Map.class) {
      return "map";
    }
    if (type == Object.class) {
      return "value";
    }
    if (type.isEnum()) {
      return Arrays.stream(type.getEnumConstants())
          .map(c -> ((Enum<?>) c).name())
          .collect(Collectors.joining("|"));
    }
    return type.getSimpleName();
  }

  /** What an argument is called in messages. */
  static String titleOf(@Nullable Object given) {
    if (given == null) {
      return "null";
    }
    if (given instanceof CharSequence text) {
      String shown = text.toString().lines().findFirst().orElse("");
      return shown.length() > 30 ? "'" + shown.substring(0, 29) + "…'" : "'" + shown + "'";
    }
    if (given instanceof Number || given instanceof Boolean || given instanceof Enum<?>) {
      return given.toString();
    }
    if (given instanceof Map<?, ?> map) {
      return map.keySet().stream()
          .map(key -> key + ": …")
          .collect(Collectors.joining(", ", "", ""));
    }
    if (given instanceof List) {
      return "a list";
    }
    if (given instanceof Body) {
      return "{ … }";
    }
    if (given instanceof ColumnType) {
      return "a type";
    }
    if (given instanceof Duration) {
      return "a duration";
    }
    if (given instanceof Value.Expression) {
      return "sql(…)";
    }
    return "a " + given.getClass().getSimpleName();
  }
}
