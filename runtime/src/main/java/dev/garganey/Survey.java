package dev.garganey;

import dev.garganey.execute.Remembered;
import dev.garganey.history.Revision;
import dev.garganey.history.RevisionKind;
import dev.garganey.history.StageRecord;
import dev.garganey.script.MigrationFile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Survey compares the folder with history by ids and checksums alone; it evaluates nothing.
 *
 * @param files in their order
 * @param filesById the same, to look one up
 * @param revisions by id, in the order of application
 * @param journalled the stages of migrations under way, by id
 * @param replacements which migrations are replaced by others, where that was found out
 */
record Survey(
    List<MigrationFile> files,
    Map<String, MigrationFile> filesById,
    Map<String, Revision> revisions,
    Map<String, List<StageRecord>> journalled,
    Replacements replacements) {

  static Survey of(List<MigrationFile> files, Remembered remembered) {
    Map<String, Revision> revisions = new LinkedHashMap<>();
    for (Revision revision : remembered.revisions()) {
      revisions.put(revision.id(), revision);
    }
    Map<String, MigrationFile> byId = new LinkedHashMap<>();
    files.forEach(f -> byId.put(f.id(), f));
    return new Survey(files, byId, revisions, remembered.journalled(), Replacements.NONE);
  }

  /** Files alone, as if nothing was applied. */
  static Survey of(List<MigrationFile> files) {
    Map<String, MigrationFile> byId = new LinkedHashMap<>();
    files.forEach(f -> byId.put(f.id(), f));
    return new Survey(files, byId, Map.of(), Map.of(), Replacements.NONE);
  }

  /** The same, knowing what is replaced. */
  Survey with(Replacements found) {
    return new Survey(files, filesById, revisions, journalled, found);
  }

  /** Whether folder and history have the same migrations: then it does not matter what replaces. */
  boolean isComplete() {
    return revisions.size() == files.size() && revisions.keySet().equals(filesById.keySet());
  }

  /** The files that are neither applied nor replaced, in order. */
  List<MigrationFile> unapplied() {
    return files.stream().filter(this::isUnapplied).toList();
  }

  boolean isUnapplied(MigrationFile file) {
    return !revisions.containsKey(file.id()) && !replacements.isReplaced(file.id());
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

  /** The applied migrations whose file is gone, though nothing replaces them. */
  List<Revision> missing() {
    return gone().stream().filter(r -> !replacements.isReplaced(r.id())).toList();
  }

  /** The applied migrations whose file is gone. */
  List<Revision> gone() {
    return revisions.values().stream().filter(r -> !filesById.containsKey(r.id())).toList();
  }

  /** The unapplied files that come before an applied one; not those that are done already. */
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
      MigrationFile file = files.get(i);
      if (isUnapplied(file) && !replacements.replacesOneOf(file.id(), revisions.keySet())) {
        late.add(file);
      }
    }
    return late;
  }

  /** What a migration may require: what is applied, also under the name of what replaced it. */
  Set<String> settled() {
    Set<String> ids = new HashSet<>(revisions.keySet());
    ids.addAll(replacements.replacedBy(revisions.keySet()));
    return ids;
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
