package dev.garganey;

import dev.garganey.history.History;
import dev.garganey.history.Journal;
import dev.garganey.history.Revision;
import dev.garganey.history.RevisionKind;
import dev.garganey.history.StageRecord;
import dev.garganey.script.MigrationFile;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Survey compares the folder with history by ids and checksums alone; it evaluates nothing.
 *
 * @param files in their order
 * @param filesById the same, to look one up
 * @param revisions by id, in the order of application
 * @param journalled the stages of migrations under way, by id
 */
record Survey(
    List<MigrationFile> files,
    Map<String, MigrationFile> filesById,
    Map<String, Revision> revisions,
    Map<String, List<StageRecord>> journalled) {

  static Survey of(
      List<MigrationFile> files, Connection connection, History history, Journal journal)
      throws SQLException {
    Map<String, Revision> revisions = new LinkedHashMap<>();
    for (Revision revision : history.read(connection)) {
      revisions.put(revision.id(), revision);
    }
    Map<String, MigrationFile> byId = new LinkedHashMap<>();
    files.forEach(f -> byId.put(f.id(), f));
    return new Survey(files, byId, revisions, journal.read(connection));
  }

  /** The files that are not applied, in order. */
  List<MigrationFile> unapplied() {
    return files.stream().filter(f -> !revisions.containsKey(f.id())).toList();
  }

  /** The applied files whose source is another one now; perhaps they are only reformatted. */
  List<MigrationFile> touched() {
    return files.stream()
        .filter(
            f -> {
              Revision revision = revisions.get(f.id());
              return revision != null && !revision.checksum().equals(f.checksum());
            })
        .toList();
  }

  /** The applied migrations whose file is gone. */
  List<Revision> missing() {
    return revisions.values().stream().filter(r -> !filesById.containsKey(r.id())).toList();
  }

  /** The unapplied files that come before an applied one. */
  List<MigrationFile> outOfOrder() {
    int last = -1;
    for (int i = 0; i < files.size(); i++) {
      Revision revision = revisions.get(files.get(i).id());
      if (revision != null && revision.kind() != RevisionKind.REPEATABLE) {
        last = i;
      }
    }
    List<MigrationFile> late = new ArrayList<>();
    for (int i = 0; i < last; i++) {
      if (!revisions.containsKey(files.get(i).id())) {
        late.add(files.get(i));
      }
    }
    return late;
  }

  Optional<MigrationFile> file(String id) {
    return Optional.ofNullable(filesById.get(id));
  }

  /** The stages that an earlier run of a migration left. */
  List<StageRecord> stages(String id) {
    return journalled.getOrDefault(id, List.of());
  }

  /**
   * The one id that is {@code text} or begins with it.
   *
   * @throws IllegalArgumentException if there is none, or more than one
   */
  String resolve(String text) {
    List<String> all = new ArrayList<>(revisions.keySet());
    files.stream().map(MigrationFile::id).filter(i -> !revisions.containsKey(i)).forEach(all::add);
    if (all.contains(text)) {
      return text;
    }
    List<String> found = all.stream().filter(i -> i.startsWith(text)).toList();
    if (found.size() == 1) {
      return found.get(0);
    }
    if (found.isEmpty()) {
      throw new IllegalArgumentException(
          "There is no migration `" + text + "`" + dev.garganey.model.Suggestion.clause(text, all));
    }
    throw new IllegalArgumentException(
        "`" + text + "` is the beginning of more than one: " + String.join(", ", found));
  }
}
