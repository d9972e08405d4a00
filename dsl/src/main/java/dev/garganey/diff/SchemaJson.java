package dev.garganey.diff;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.garganey.model.Domain;
import dev.garganey.model.EnumType;
import dev.garganey.model.Extension;
import dev.garganey.model.Function;
import dev.garganey.model.NativeObject;
import dev.garganey.model.Schema;
import dev.garganey.model.SchemaMistake;
import dev.garganey.model.Sequence;
import dev.garganey.model.Table;
import dev.garganey.model.View;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * SchemaJson writes a schema as JSON and reads it back: the snapshot, for exchange and for looking
 * at. What is absent, empty, false or zero is left out.
 */
public final class SchemaJson {
  /** The version of this format; a reader refuses a later one. */
  public static final int VERSION = 1;

  private static final String FORMAT = "garganey-schema";
  private static final JsonMapper MAPPER = mapper();

  private SchemaJson() {}

  /** The schema as one JSON document, indented, the same for the same schema. */
  public static String write(Schema schema) {
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(Document.of(schema)) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A schema cannot be written as JSON", e);
    }
  }

  /** The same as maps, lists, text, numbers and truth values. */
  public static Object tree(Schema schema) {
    return MAPPER.convertValue(Document.of(schema), Object.class);
  }

  /**
   * The schema of a document that {@link #write} made.
   *
   * @throws SchemaMistake if the text is no such document, or a later version's
   */
  public static Schema read(String json) {
    Document document;
    try {
      document = MAPPER.readValue(json, Document.class);
    } catch (JsonProcessingException e) {
      throw new SchemaMistake("This is no snapshot that Garganey reads: " + e.getOriginalMessage());
    }
    if (!document.format().equals(FORMAT) || document.version() != VERSION) {
      throw new SchemaMistake(
          "This is `"
              + document.format()
              + "` of version "
              + document.version()
              + "; this version of Garganey reads `"
              + FORMAT
              + "` of version "
              + VERSION);
    }
    return document.schema();
  }

  private static JsonMapper mapper() {
    JsonMapper.Builder builder =
        JsonMapper.builder()
            .addModule(new Jdk8Module())
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .defaultPropertyInclusion(
                JsonInclude.Value.construct(
                    JsonInclude.Include.NON_DEFAULT, JsonInclude.Include.ALWAYS));
    for (Class<?> leftOutWhenEmpty :
        List.of(List.class, Map.class, java.util.Set.class, String.class, BigDecimal.class)) {
      builder.withConfigOverride(
          leftOutWhenEmpty, o -> o.setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)));
    }
    return builder.build();
  }

  /** Document is the whole. */
  @JsonPropertyOrder({"format", "version"})
  private record Document(
      String format,
      int version,
      List<String> schemas,
      List<Extension> extensions,
      List<EnumType> enums,
      List<Domain> domains,
      List<Sequence> sequences,
      List<Function> functions,
      List<Table> tables,
      List<View> views,
      List<NativeObject> natives,
      Optional<String> open) {
    static Document of(Schema schema) {
      return new Document(
          FORMAT,
          VERSION,
          List.copyOf(schema.schemas()),
          List.copyOf(schema.extensions()),
          List.copyOf(schema.enums()),
          List.copyOf(schema.domains()),
          List.copyOf(schema.sequences()),
          List.copyOf(schema.functions()),
          List.copyOf(schema.tables()),
          List.copyOf(schema.views()),
          List.copyOf(schema.natives()),
          schema.isOpen()
              ? Optional.of("SQL ran that Garganey cannot read; there may be more")
              : Optional.empty());
    }

    Schema schema() {
      Schema schema = Schema.EMPTY;
      for (String name : schemas) {
        schema = schema.withSchema(name);
      }
      for (Extension extension : extensions) {
        schema = schema.with(extension);
      }
      for (EnumType type : enums) {
        schema = schema.with(type);
      }
      for (Domain domain : domains) {
        schema = schema.with(domain);
      }
      for (Sequence sequence : sequences) {
        schema = schema.with(sequence);
      }
      for (Function function : functions) {
        schema = schema.with(function);
      }
      for (Table table : tables) {
        schema = schema.with(table);
      }
      for (View view : views) {
        schema = schema.with(view);
      }
      for (NativeObject object : natives) {
        schema = schema.with(object);
      }
      return open.isPresent() ? schema.opened() : schema;
    }
  }
}
