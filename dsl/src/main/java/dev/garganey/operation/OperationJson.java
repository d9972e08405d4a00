package dev.garganey.operation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.garganey.model.Product;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * OperationJson writes operations as JSON and reads them back.
 *
 * <p>An operation's {@code is} is its record's name. Properties stand in the order of their names,
 * and what is absent, empty, false or zero is left out: a record that gains such a component later
 * keeps the JSON, and so the hash, that it had.
 */
public final class OperationJson {
  /** The version of this format; a reader refuses a later one. */
  public static final int VERSION = 1;

  private static final String HASH_PREFIX = "1:";

  private OperationJson() {}

  /** The operations as one JSON document, positions included. */
  public static String write(RecordedOperations recorded) {
    return RecordWriter.write(
        new Document(
            VERSION,
            recorded.up().stream().map(Entry::of).toList(),
            recorded.down().stream().map(Entry::of).toList(),
            recorded.irreversible(),
            !recorded.transactional()),
        false);
  }

  /**
   * The operations of a document that {@link #write} made; the code of data blocks is gone.
   *
   * @throws IllegalArgumentException if the text is no such document, or a later version's
   */
  public static RecordedOperations read(String json) {
    Document document;
    try {
      document = Reading.READER.readValue(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "The recorded operations cannot be read; was this written by a later version of"
              + " Garganey? "
              + e.getOriginalMessage(),
          e);
    }
    if (document.version() != VERSION) {
      throw new IllegalArgumentException(
          "The recorded operations have format "
              + document.version()
              + ", this version of Garganey reads format "
              + VERSION);
    }
    return new RecordedOperations(
        document.up().stream().map(Entry::step).toList(),
        document.down().stream().map(Entry::step).toList(),
        document.irreversible(),
        !document.outsideTransaction());
  }

  /**
   * A hash of what the operations do: where they stand, the order of named values and the layout of
   * code do not count. It opens with the version of the way it is computed.
   */
  public static String hash(List<Step> up) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Step step : up) {
        Entry entry = Entry.of(step);
        String text =
            RecordWriter.write(new Entry("", comparable(entry.operation()), entry.only()), true);
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) '\n');
      }
      return HASH_PREFIX + HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  private static Operation comparable(Operation operation) {
    return operation instanceof RunCode code
        ? new RunCode(CodeText.withoutLayout(code.source()))
        : operation;
  }

  /** By which JSON names a member of the family. */
  static String tag(Class<?> member) {
    String name = member.getSimpleName();
    return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
  }

  /** Reading has what only reading needs, which takes long to make. */
  static final class Reading {
    static final JsonMapper MAPPER = mapper();
    private static final ObjectReader READER = MAPPER.readerFor(Document.class);

    private Reading() {}

    private static JsonMapper mapper() {
      JsonMapper.Builder builder =
          JsonMapper.builder()
              .addModule(new Jdk8Module())
              .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
              .defaultPropertyInclusion(
                  JsonInclude.Value.construct(
                      JsonInclude.Include.NON_DEFAULT, JsonInclude.Include.ALWAYS))
              .addMixIn(Operation.class, Tagged.class);
      for (Class<?> leftOutWhenEmpty :
          List.of(List.class, Set.class, Map.class, String.class, BigDecimal.class)) {
        builder.withConfigOverride(
            leftOutWhenEmpty, o -> o.setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)));
      }
      for (Class<?> member : Operation.class.getPermittedSubclasses()) {
        builder.registerSubtypes(new NamedType(member, tag(member)));
      }
      return builder.build();
    }
  }

  /** Tagged puts the tag into operations, which know nothing of JSON themselves. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
  private interface Tagged {}

  /** Document is the whole. */
  private record Document(
      int version,
      List<Entry> up,
      List<Entry> down,
      Optional<String> irreversible,
      boolean outsideTransaction) {}

  /** Entry is a step, with its position as text. */
  record Entry(String at, Operation operation, List<Product> only) {
    static Entry of(Step step) {
      SourcePosition at = step.at();
      return new Entry(
          at.file() + ":" + at.line() + ":" + at.column(),
          step.operation(),
          step.only().stream().sorted().toList());
    }

    Step step() {
      int column = at.lastIndexOf(':');
      int line = at.lastIndexOf(':', column - 1);
      return new Step(
          operation,
          new SourcePosition(
              at.substring(0, line),
              Integer.parseInt(at, line + 1, column, 10),
              Integer.parseInt(at, column + 1, at.length(), 10)),
          new HashSet<>(only),
          Optional.empty());
    }
  }
}
