package dev.garganey.script;

import dev.garganey.model.Value;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Conversion turns an argument of a script into what a parameter wants.
 *
 * @param fits whether it can be
 * @param cost how far the two are apart, to choose among the forms of a word
 */
record Conversion(boolean fits, @Nullable Object value, int cost) {
  private static final Conversion NONE = new Conversion(false, null, 0);

  static Conversion of(@Nullable Object given, Parameter parameter) {
    if (given == null) {
      return isNullable(parameter.getAnnotatedType()) ? to(null, 1) : NONE;
    }
    return given instanceof Body && parameter.getType() == Object.class
        ? NONE
        : of(given, parameter.getType(), parameter.getParameterizedType());
  }

  private static boolean isNullable(AnnotatedElement type) {
    return type.isAnnotationPresent(Nullable.class);
  }

  static Conversion of(@Nullable Object given, Class<?> type, Type generic) {
    if (given == null) {
      return type == Object.class ? to(null, 1) : NONE;
    }
    if (type == Object.class) {
      return to(given, 3);
    }
    if (type == String.class) {
      return given instanceof CharSequence text ? to(text.toString(), 0) : NONE;
    }
    if (type == int.class || type == Integer.class) {
      return isWhole(given) && fitsInt((Number) given) ? to(((Number) given).intValue(), 0) : NONE;
    }
    if (type == long.class || type == Long.class) {
      return isWhole(given) ? to(((Number) given).longValue(), 0) : NONE;
    }
    if (type == boolean.class || type == Boolean.class) {
      return given instanceof Boolean ? to(given, 0) : NONE;
    }
    if (type.isEnum() && given instanceof CharSequence text) {
      return constant(text.toString(), type);
    }
    if (type == List.class && given instanceof List<?> list) {
      return list(list, generic);
    }
    return type.isInstance(given) ? to(given, 0) : NONE;
  }

  private static Conversion to(@Nullable Object value, int cost) {
    return new Conversion(true, value, cost);
  }

  private static boolean isWhole(Object given) {
    return given instanceof Integer
        || given instanceof Long
        || given instanceof Short
        || given instanceof Byte
        || (given instanceof BigInteger big && big.bitLength() < 64);
  }

  private static boolean fitsInt(Number number) {
    return number.longValue() == number.intValue();
  }

  private static Conversion constant(String text, Class<?> type) {
    String wanted = text.strip().toUpperCase(Locale.ROOT).replace(' ', '_');
    for (Object constant : type.getEnumConstants()) {
      if (((Enum<?>) constant).name().equals(wanted)) {
        return to(constant, 1);
      }
    }
    return NONE;
  }

  private static Conversion list(List<?> list, Type generic) {
    if (!(generic instanceof ParameterizedType parameterized)
        || !(parameterized.getActualTypeArguments()[0] instanceof Class<?> element)) {
      return to(list, 0);
    }
    List<@Nullable Object> converted = new ArrayList<>();
    for (Object item : list) {
      Conversion conversion = of(item, element, element);
      if (!conversion.fits()) {
        return NONE;
      }
      converted.add(conversion.value());
    }
    return to(converted, 0);
  }

  /** What a script wrote as plain values: interpolated strings as text, sql('…') as expression. */
  static @Nullable Object plain(@Nullable Object given) {
    if (given instanceof CharSequence text) {
      return text.toString();
    }
    if (given instanceof SqlWord sql) {
      return new Value.Expression(sql.text());
    }
    if (given instanceof List<?> list) {
      List<@Nullable Object> plain = new ArrayList<>();
      list.forEach(item -> plain.add(plain(item)));
      return plain;
    }
    if (given instanceof Map<?, ?> map) {
      Map<Object, @Nullable Object> plain = new LinkedHashMap<>();
      map.forEach((key, value) -> plain.put(String.valueOf(key), plain(value)));
      return plain;
    }
    if (given instanceof Object[] array) {
      return plain(List.of(array));
    }
    return given;
  }
}
