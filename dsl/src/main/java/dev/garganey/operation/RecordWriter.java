package dev.garganey.operation;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.garganey.model.ObjectName;
import dev.garganey.model.ObjectRef;
import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * RecordWriter writes records as JSON: their components in the order of their names, without those
 * that are absent, empty, false or zero. {@link OperationJson} has the rules.
 *
 * <p>Jackson's databind would write the same, as the specs see to; but to start it takes ten times
 * as long as a run takes otherwise that applies one migration.
 */
final class RecordWriter {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final ClassValue<Shape> SHAPES =
      new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> type) {
          return Shape.of(type);
        }
      };

  private final JsonGenerator json;
  private final boolean ordersMaps;

  private RecordWriter(JsonGenerator json, boolean ordersMaps) {
    this.json = json;
    this.ordersMaps = ordersMaps;
  }

  /**
   * The record as JSON.
   *
   * @param ordersMaps whether entries of maps stand in the order of their keys, and not in theirs
   */
  static String write(Record value, boolean ordersMaps) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      new RecordWriter(json, ordersMaps).value(value);
    } catch (IOException e) {
      throw new IllegalStateException("A record cannot be written as JSON", e);
    }
    return text.toString();
  }

  private void value(@Nullable Object value) throws IOException {
    if (value == null) {
      json.writeNull();
    } else if (value instanceof Optional<?> optional) {
      value(optional.orElse(null));
    } else if (value instanceof String
        || value instanceof ObjectName
        || value instanceof ObjectRef) {
      json.writeString(value.toString());
    } else if (value instanceof Enum<?> constant) {
      json.writeString(constant.name());
    } else if (value instanceof Boolean truth) {
      json.writeBoolean(truth);
    } else if (value instanceof BigDecimal number) {
      json.writeNumber(number);
    } else if (value instanceof Integer || value instanceof Long) {
      json.writeNumber(((Number) value).longValue());
    } else if (value instanceof Collection<?> all) {
      json.writeStartArray();
      for (Object each : all) {
        value(each);
      }
      json.writeEndArray();
    } else if (value instanceof Map<?, ?> map) {
      map(map);
    } else if (value instanceof Record) {
      fields(value, SHAPES.get(value.getClass()));
    } else {
      throw new IllegalStateException("No JSON is known for " + value.getClass());
    }
  }

  private void map(Map<?, ?> map) throws IOException {
    json.writeStartObject();
    for (Map.Entry<?, ?> entry : (ordersMaps ? new TreeMap<>(map) : map).entrySet()) {
      json.writeFieldName(entry.getKey().toString());
      value(entry.getValue());
    }
    json.writeEndObject();
  }

  private void fields(Object value, Shape shape) throws IOException {
    json.writeStartObject();
    if (shape.tag().isPresent()) {
      json.writeStringField("is", shape.tag().get());
    }
    for (RecordComponent component : shape.components()) {
      Object field = field(value, component);
      if (!isNothing(field)) {
        json.writeFieldName(component.getName());
        value(field);
      }
    }
    json.writeEndObject();
  }

  private static @Nullable Object field(Object value, RecordComponent component) {
    try {
      return component.getAccessor().invoke(value);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(component + " cannot be read", e);
    }
  }

  private static boolean isNothing(@Nullable Object field) {
    return field == null
        || field.equals("")
        || field.equals(false)
        || field.equals(0)
        || field.equals(0L)
        || (field instanceof Optional<?> optional && optional.isEmpty())
        || (field instanceof Collection<?> all && all.isEmpty())
        || (field instanceof Map<?, ?> map && map.isEmpty());
  }

  /**
   * Shape is how a class of records is written.
   *
   * @param tag which member of its family it is; empty where it is of none
   */
  private record Shape(Optional<String> tag, List<RecordComponent> components) {
    static Shape of(Class<?> type) {
      RecordComponent[] components = type.getRecordComponents();
      for (RecordComponent component : components) {
        component.getAccessor().setAccessible(true);
      }
      Arrays.sort(components, Comparator.comparing(RecordComponent::getName));
      return new Shape(tagOf(type), List.of(components));
    }

    private static Optional<String> tagOf(Class<?> type) {
      if (Operation.class.isAssignableFrom(type)) {
        return Optional.of(OperationJson.tag(type));
      }
      for (Class<?> family : type.getInterfaces()) {
        JsonSubTypes members = family.getAnnotation(JsonSubTypes.class);
        if (members != null) {
          return Arrays.stream(members.value())
              .filter(m -> m.value() == type)
              .map(JsonSubTypes.Type::name)
              .findFirst();
        }
      }
      return Optional.empty();
    }
  }
}
