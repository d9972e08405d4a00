package dev.garganey.operation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * MigrationJson writes a migration as JSON and reads it back, all but what its file is called:
 * files of one content are one document.
 */
public final class MigrationJson {
  /** The version of this format; a reader refuses any other. */
  public static final int VERSION = 1;

  private MigrationJson() {}

  /**
   * The migration as one JSON document; none where a document cannot hold all of it: code, and
   * places in another file.
   */
  public static Optional<String> write(Migration migration) {
    boolean whole =
        Stream.concat(migration.up().stream(), migration.down().stream().flatMap(List::stream))
            .allMatch(s -> s.code().isEmpty() && s.at().file().equals(migration.file()));
    return whole
        ? Optional.of(RecordWriter.write(Document.of(migration), false))
        : Optional.empty();
  }

  /**
   * The migration of a document that {@link #write} made, for a file of the same content.
   *
   * @param file the path as the user knows it
   * @throws IllegalArgumentException if the text is no such document
   */
  public static Migration read(String json, String id, String file, String checksum) {
    try {
      @Nullable Document document = Reading.READER.readValue(json);
      if (document == null || document.version() != VERSION) {
        throw new IllegalArgumentException("This is no document of format " + VERSION);
      }
      return document.migration(id, file, checksum);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("This is no migration: " + e.getOriginalMessage(), e);
    }
  }

  /** Reading has what only reading needs, which takes long to make. */
  private static final class Reading {
    static final ObjectReader READER = OperationJson.Reading.MAPPER.readerFor(Document.class);

    private Reading() {}
  }

  /** Document is the whole. Its steps name no file. */
  private record Document(
      int version,
      Optional<String> description,
      List<OperationJson.Entry> up,
      boolean hasDown,
      List<OperationJson.Entry> down,
      boolean outsideTransaction,
      boolean repeatable,
      List<String> requires,
      List<String> replaces,
      Optional<String> irreversible) {
    static Document of(Migration migration) {
      return new Document(
          VERSION,
          migration.description(),
          entries(migration.up()),
          migration.down().isPresent(),
          entries(migration.down().orElse(List.of())),
          !migration.transactional(),
          migration.repeatable(),
          migration.requires(),
          migration.replaces(),
          migration.irreversible());
    }

    Migration migration(String id, String file, String checksum) {
      return new Migration(
          id,
          file,
          checksum,
          description,
          steps(up, file),
          hasDown ? Optional.of(steps(down, file)) : Optional.empty(),
          !outsideTransaction,
          repeatable,
          requires,
          replaces,
          irreversible);
    }

    private static List<OperationJson.Entry> entries(List<Step> steps) {
      return steps.stream().map(s -> OperationJson.Entry.of(at("", s))).toList();
    }

    private static List<Step> steps(List<OperationJson.Entry> entries, String file) {
      return entries.stream().map(e -> at(file, e.step())).toList();
    }

    private static Step at(String file, Step step) {
      SourcePosition at = step.at();
      return new Step(
          step.operation(),
          new SourcePosition(file, at.line(), at.column()),
          step.only(),
          step.code());
    }
  }
}
