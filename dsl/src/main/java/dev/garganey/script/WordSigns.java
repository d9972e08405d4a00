package dev.garganey.script;

import groovy.lang.DelegatesTo;
import groovy.transform.NamedParam;
import groovy.transform.NamedParams;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** WordSigns tells what the forms of a word say of its arguments, and of what follows it. */
final class WordSigns {
  private static final Set<String> COLUMNS = Set.of("column", "columns", "keys", "condition");

  private final Vocabulary vocabulary;

  WordSigns(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  private List<Method> forms(Spoken said) {
    return said.owner().map(owner -> vocabulary.methods(owner, said.word())).orElse(List.of());
  }

  /** The builder to which the words behind this one are said. */
  Optional<Class<? extends Builder>> result(Spoken said) {
    return forms(said).stream()
        .map(Method::getReturnType)
        .filter(Builder.class::isAssignableFrom)
        .findFirst()
        .<Class<? extends Builder>>map(type -> type.asSubclass(Builder.class))
        .map(type -> said.owner().filter(type::isAssignableFrom).orElse(type));
  }

  /** Whether it takes a block. */
  boolean takesBlock(Spoken said) {
    return forms(said).stream()
        .flatMap(form -> Stream.of(form.getParameterTypes()))
        .anyMatch(type -> type == Body.class);
  }

  /** The builder to which the words in its block are said. */
  Optional<Class<? extends Builder>> block(Spoken said) {
    return forms(said).stream()
        .flatMap(form -> Stream.of(form.getParameters()))
        .map(parameter -> parameter.getAnnotation(DelegatesTo.class))
        .filter(delegates -> delegates != null)
        .findFirst()
        .<Class<?>>map(DelegatesTo::value)
        .map(type -> type.asSubclass(Builder.class));
  }

  /** The builders to which something can be said in the blocks of a builder's words, or behind. */
  Stream<Class<? extends Builder>> following(Class<? extends Builder> builder) {
    return vocabulary.words(builder).stream()
        .map(word -> new Spoken(Optional.empty(), Optional.of(builder), word))
        .flatMap(said -> Stream.concat(result(said).stream(), block(said).stream()));
  }

  /** Whether its first argument gives a column its name. */
  boolean declaresColumn(Spoken said) {
    return forms(said).stream()
        .anyMatch(
            form ->
                form.getReturnType() == ColumnBuilder.class
                    && !positional(form).isEmpty()
                    && positional(form).get(0).getName().equals("column"));
  }

  /** What the argument that is written now can be, by each form of the word. */
  List<Class<?>> types(Spoken said) {
    if (said.key().isPresent()) {
      NamedParam named = named(said).get(said.key().get());
      return named == null ? List.of(Object.class) : List.of(named.type());
    }
    List<Class<?>> types = new ArrayList<>();
    for (Method form : forms(said)) {
      parameter(form, said.index())
          .ifPresent(
              p ->
                  types.add(
                      p.isVarArgs() && p.getType().isArray()
                          ? p.getType().getComponentType()
                          : p.getType()));
    }
    return types.isEmpty() && said.owner().isEmpty() ? List.of(Object.class) : types;
  }

  /** The named arguments of all its forms. */
  Map<String, NamedParam> named(Spoken said) {
    Map<String, NamedParam> names = new LinkedHashMap<>();
    for (Method form : forms(said)) {
      for (Parameter parameter : form.getParameters()) {
        NamedParams given = parameter.getAnnotation(NamedParams.class);
        if (given != null) {
          Arrays.stream(given.value()).forEach(n -> names.putIfAbsent(n.value(), n));
        }
      }
    }
    return names;
  }

  /** Whether the names of its named arguments are those of columns: {@code insert 't', id: 1}. */
  boolean isNamedByColumns(Spoken said) {
    return forms(said).stream()
        .flatMap(form -> Stream.of(form.getParameters()))
        .anyMatch(p -> p.getType() == Map.class && Set.of("row", "values").contains(p.getName()));
  }

  /** Whether the entries of a map in the argument that is written now are columns. */
  boolean holdsRows(Spoken said) {
    return said.key().isPresent()
        ? types(said).contains(Map.class)
        : forms(said).stream()
            .flatMap(form -> parameter(form, said.index()).stream())
            .anyMatch(p -> p.getName().equals("rows"));
  }

  /** What the argument that is written now names. */
  Optional<NameKind> kind(Spoken said) {
    if (said.key().isPresent()) {
      return switch (said.key().get()) {
        case "table", "on" -> Optional.of(NameKind.TABLE);
        case "where" -> Optional.of(NameKind.COLUMN);
        default -> Optional.empty();
      };
    }
    return kind(said, said.index());
  }

  private Optional<NameKind> kind(Spoken said, int argument) {
    return forms(said).stream()
        .flatMap(form -> parameter(form, argument).flatMap(p -> kind(form, p)).stream())
        .findFirst();
  }

  private static Optional<NameKind> kind(Method form, Parameter parameter) {
    NameOf meant = parameter.getAnnotation(NameOf.class);
    if (meant != null) {
      return Optional.of(meant.value());
    }
    boolean declares = form.getReturnType() == ColumnBuilder.class && !parameter.isVarArgs();
    return switch (parameter.getName()) {
      case "table" -> Optional.of(NameKind.TABLE);
      case "view" -> Optional.of(NameKind.VIEW);
      case "index" -> Optional.of(NameKind.INDEX);
      default ->
          COLUMNS.contains(parameter.getName()) && !declares
              ? Optional.of(NameKind.COLUMN)
              : Optional.empty();
    };
  }

  /** The table or view that its arguments name. */
  Optional<String> table(Spoken said) {
    for (int i = 0; i <= said.index(); i++) {
      boolean names =
          kind(said, i).filter(k -> k == NameKind.TABLE || k == NameKind.VIEW).isPresent();
      if (names && said.text(i).isPresent()) {
        return said.text(i);
      }
    }
    return said.on().flatMap(this::table);
  }

  private static Optional<Parameter> parameter(Method form, int index) {
    List<Parameter> positional = positional(form);
    if (index < positional.size()) {
      return Optional.of(positional.get(index));
    }
    return form.isVarArgs() && !positional.isEmpty()
        ? Optional.of(positional.get(positional.size() - 1))
        : Optional.empty();
  }

  private static List<Parameter> positional(Method form) {
    return Stream.of(form.getParameters())
        .filter(p -> p.getType() != Map.class && p.getType() != Body.class)
        .toList();
  }
}
